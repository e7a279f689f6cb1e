/** test/unit/providers/scripted-server.ts — a server that answers as a test tells it to, and notes what it was asked. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Asked = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

type Handler = (asked: Asked, response: ServerResponse) => void;

export type ScriptedServer = {
  readonly url: string;
  readonly asked: Asked[];
  /** Answers the next request; requests beyond the script get the last answer again. */
  next(handler: Handler): ScriptedServer;
  nextJson(status: number, body: unknown, headers?: Record<string, string>): ScriptedServer;
  close(): Promise<void>;
};

/** Listens on 127.0.0.1 at a free port; whoever opens it closes it. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const handlers: Handler[] = [];
  const asked: Asked[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    const handler = handlers[Math.min(asked.length, handlers.length - 1)];
    asked.push(one);
    if (handler) handler(one, response);
    else response.writeHead(501).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const scripted: ScriptedServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    next(handler) {
      handlers.push(handler);
      return scripted;
    },
    nextJson: (status, body, headers = {}) =>
      scripted.next((_, response) => {
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return scripted;
}
