/** local/server.ts — the one address of `npm start`: the API as API Gateway would call it, and the site. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { UPLOAD_TOO_LARGE } from '../functions/constants.ts';
import { AppError, HTTP_ERRORS } from '../functions/core/errors.ts';
import type { ApiFunction } from '../functions/routes.ts';
import { addressOf, BodyTooLarge, matchRoutes, type Result, sendResult, toEvent } from './http/event.ts';
import { createSite } from './http/site.ts';
import { KEEP_ALIVE_MS, listen, shut } from './listen.ts';

type Handler = (event: never, context: object) => Promise<Result>;

export type ServerOptions = {
  readonly port: number;
  readonly handlers: Readonly<Record<ApiFunction, Handler>>;
  /** The built site. */
  readonly siteFolder: string;
};

const IS_API = /^\/(api|oauth|health|webhooks)(\/|$)/;

/** A problem that API Gateway itself would answer. @see https://www.rfc-editor.org/rfc/rfc9457 */
function sendProblem(response: ServerResponse, error: AppError, headers: Record<string, string> = {}): void {
  const { code, status, detail } = error;
  const body = JSON.stringify({ type: `/api/docs/#${code}`, title: HTTP_ERRORS[code].title, status, detail, code });
  sendResult(response, {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', ...headers },
    body,
  });
}

async function serveApi(request: IncomingMessage, response: ServerResponse, address: URL, options: ServerOptions) {
  const matches = matchRoutes(address.pathname);
  const taking = (method: string | undefined) => matches.find(({ route }) => route.method === method);
  const match = taking(request.method) ?? taking('ANY');
  if (!match) {
    request.resume();
    if (!matches.length) return sendProblem(response, new AppError('not_found'));
    const allow = matches.map(({ route }) => route.method).join(', ');
    return sendProblem(response, new AppError('method_not_allowed'), { allow });
  }
  try {
    const event = await toEvent(request, address, match);
    sendResult(response, await options.handlers[match.route.function](event as never, {}));
  } catch (error) {
    const code = error instanceof BodyTooLarge ? 'too_large' : 'internal';
    const isUpload = code === 'too_large' && match.route.function === 'open-humans';
    sendProblem(response, new AppError(code, isUpload ? { detail: UPLOAD_TOO_LARGE } : {}), { connection: 'close' });
  }
}

/** Opens the server on localhost. @throws Error `EADDRINUSE` when the port is taken */
export async function startServer(options: ServerOptions): Promise<{ port: number; close(): Promise<void> }> {
  const site = createSite(options.siteFolder);
  const listener = (request: IncomingMessage, response: ServerResponse) => {
    const address = addressOf(request);
    if (!address) return void response.writeHead(400, { connection: 'close' }).end();
    if (IS_API.test(address.pathname)) return void serveApi(request, response, address, options);
    const [host, port] = (request.headers.host ?? '').split(':');
    if (host === '127.0.0.1' && (request.method === 'GET' || request.method === 'HEAD')) {
      // Links and cookies are of localhost.
      const location = `http://localhost:${port ?? 80}${address.pathname}${address.search}`;
      return void response.writeHead(302, { location }).end();
    }
    site(request, response);
  };
  const v4 = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  const port = await listen(v4, options.port, '127.0.0.1');
  const v6 = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, listener);
  // A machine without IPv6 is served all the same.
  const both = await listen(v6, port, '::1').then(
    () => [v4, v6],
    () => [v4],
  );
  return {
    port,
    async close() {
      await Promise.all(both.map(shut));
    },
  };
}
