/** local/http/site.ts — the static site, with the headers that CloudFront gives it. */

import { existsSync, readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import sirv from 'sirv';
import { SITE_HEADERS } from '../../functions/constants.ts';

/** Serves the built site. @param folder the build's output */
export function createSite(folder: string): (request: IncomingMessage, response: ServerResponse) => void {
  const setHeaders = (response: ServerResponse) => {
    for (const [name, value] of Object.entries(SITE_HEADERS)) response.setHeader(name, value);
  };
  const serve = sirv(folder, { dev: true, etag: true, setHeaders });
  return (request, response) =>
    serve(request, response, () => {
      setHeaders(response);
      const page = path.join(folder, '404.html');
      const body = existsSync(page) ? readFileSync(page) : 'Not found';
      response.writeHead(404, { 'content-type': 'text/html; charset=utf-8' }).end(body);
    });
}
