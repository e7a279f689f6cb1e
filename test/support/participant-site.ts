/** test/support/participant-site.ts — the built site over an API whose every answer the test decides. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createSite } from '../../local/http/site.ts';

const SITE_FOLDER = path.join(import.meta.dirname, '..', '..', 'web', 'dist');

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly body?: unknown;
};

type Asked = { readonly body: unknown; readonly query: URLSearchParams };

/** What the API answers, by method and path without query; `null` hangs up. */
export type Api = Record<string, (asked: Asked) => Answer | null>;

async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return chunks.length ? JSON.parse(Buffer.concat(chunks).toString('utf8')) : undefined;
}

/** A refusal as the API gives it. @see https://www.rfc-editor.org/rfc/rfc9457 */
export const problem = (status: number, code: string, more: Record<string, unknown> = {}): Answer => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: { type: 'about:blank', title: code, status, detail: `Refused: ${code}.`, code, ...more },
});

/** Serves the site on a free port. `api` may be changed while it runs; what it does not name is 404. */
export async function startParticipantSite(api: Api) {
  const site = createSite(SITE_FOLDER);
  const server = createServer(async (request, response) => {
    const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://localhost');
    if (!pathname.startsWith('/api/')) return site(request, response);
    const body = await readJson(request);
    const handler = api[`${request.method} ${pathname}`];
    const answer = handler ? handler({ body, query }) : problem(404, 'not_found');
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/json', ...answer.headers });
    response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: async (): Promise<void> => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
