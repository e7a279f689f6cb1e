/** local/simulators/server.ts — the providers' side of a donation, on one port: OAuth, API, archives, and control. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, systemClock } from '../../functions/core/clock.ts';
import { KEEP_ALIVE_MS, listen, shut } from '../listen.ts';
import type { Fault } from './accounts.ts';
import { createControl } from './control.ts';
import { createGoogle } from './google/google.ts';
import { homePage } from './home-page.ts';
import { STYLE } from './page.ts';
import { type Asked, html, json, type Pending, type Reply } from './reply.ts';
import { createLog, type LogEntry } from './request-log.ts';
import { openState } from './state.ts';
import { createTikTok } from './tiktok/tiktok.ts';

export type SimulatorOptions = {
  /** 0 = any free port. */
  readonly port?: number;
  /** Where grants, exports and generated archives are kept. */
  readonly home: string;
  readonly clock?: Clock;
};

export type Simulator = {
  readonly url: string;
  /** Has a platform that calls applications call this address from now on. */
  callAt(provider: string, url: string): void;
  close(): Promise<void>;
};

/** Opens the simulator on 127.0.0.1. @throws Error `EADDRINUSE` when the port is taken */
export async function startSimulator({ port = 0, home, clock = systemClock }: SimulatorOptions): Promise<Simulator> {
  const state = openState(home);
  const log = createLog();
  const tiktok = createTikTok(state, home, clock);
  const providers = { google: createGoogle(state, home), tiktok };
  const control = createControl(state, log, tiktok);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const headers = request.headers as Asked['headers'];
    const asked: Asked = { method: request.method ?? 'GET', url, headers, body: await text(request), now: clock() };
    const [, first = ''] = url.pathname.split('/');
    if (first === 'simulator') return send(response, control(asked));
    if (first === 'style.css')
      return send(response, { status: 200, headers: { 'content-type': 'text/css' }, body: STYLE });
    if (first === '') return send(response, html(200, homePage(state.accounts())));
    if (first !== 'google' && first !== 'tiktok') {
      return send(response, json(404, { error: 'There is no such provider.' }));
    }
    const entry = log.add(first, asked);
    const pending = providers[first].answer(asked);
    const { about } = pending;
    const fault = about && state.takeFault(about);
    await sendWithFault(response, pending, fault, entry);
  }

  const bound = await listen(server, port, '127.0.0.1');
  return {
    url: `http://127.0.0.1:${bound}`,
    callAt(provider, url) {
      if (provider === 'tiktok') tiktok.callAt(url);
    },
    close() {
      tiktok.close();
      return shut(server);
    },
  };
}

/** Lets a fault befall an answer; one with a status of its own means that nothing was carried out. */
async function sendWithFault(response: ServerResponse, pending: Pending, fault: Fault | undefined, entry: LogEntry) {
  if (fault?.delay_ms) await delay(fault.delay_ms);
  if (fault?.status === 0) {
    response.destroy();
    return;
  }
  const { body } = fault ?? {};
  const faulty: Reply =
    fault?.status === undefined
      ? await pending.perform()
      : {
          status: fault.status,
          headers: { 'content-type': typeof body === 'string' ? 'text/html' : 'application/json', ...fault.headers },
          body: typeof body === 'string' ? body : JSON.stringify(body ?? {}),
        };
  entry.status = faulty.status;
  await send(response, faulty, fault?.truncate_at, entry);
}

async function send(response: ServerResponse, reply: Reply, truncateAt?: number, entry?: LogEntry): Promise<void> {
  const { status, headers = {}, body = '', length } = reply;
  const whole = typeof body === 'string' || Buffer.isBuffer(body) ? Buffer.from(body as string) : undefined;
  const bytes = whole?.length ?? length;
  response.writeHead(status, { ...headers, ...(bytes !== undefined && { 'content-length': bytes }) });
  const chunks = whole ? [whole] : (body as AsyncIterable<Uint8Array>);
  await pipeline(Readable.from(counted(chunks, entry, truncateAt)), response).catch(() => response.destroy());
}

/** Counts what was sent, and fails where a fault cuts it off. */
async function* counted(
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  entry: LogEntry | undefined,
  truncateAt = Number.POSITIVE_INFINITY,
): AsyncGenerator<Uint8Array> {
  let sent = 0;
  for await (const chunk of chunks) {
    const part = chunk.subarray(0, Math.max(0, truncateAt - sent));
    sent += part.length;
    if (entry) entry.bytes += part.length;
    yield part;
    if (sent >= truncateAt) {
      // What was yielded shall be on its way before the connection is cut.
      await delay(20);
      throw new Error('cut off');
    }
  }
}
