/** local/simulators/server.ts — the providers' side of a donation, on one port: OAuth, API, archives, and control. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { type Clock, systemClock } from '../../functions/core/clock.ts';
import { KEEP_ALIVE_MS, listen, shut } from '../listen.ts';
import { accountSettings, type Fault } from './accounts.ts';
import { createGoogle } from './google/google.ts';
import { type Asked, json, type Pending, type Reply } from './reply.ts';
import { createLog, type LogEntry } from './request-log.ts';
import { openState, type State } from './state.ts';

export type SimulatorOptions = {
  /** 0 = any free port. */
  readonly port?: number;
  /** Where grants, exports and generated archives are kept. */
  readonly home: string;
  readonly clock?: Clock;
};

export type Simulator = { readonly url: string; close(): Promise<void> };

/** Opens the simulator on 127.0.0.1. @throws Error `EADDRINUSE` when the port is taken */
export async function startSimulator({ port = 0, home, clock = systemClock }: SimulatorOptions): Promise<Simulator> {
  const state = openState(home);
  const log = createLog();
  const google = createGoogle(state, home);
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    void serve(request, response).catch(() => response.destroy());
  });

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
    const headers = request.headers as Asked['headers'];
    const asked: Asked = { method: request.method ?? 'GET', url, headers, body: await text(request), now: clock() };
    if (url.pathname.startsWith('/simulator/')) return send(response, control(asked, state, log));
    if (url.pathname === '/style.css') return send(response, google.style());
    if (!url.pathname.startsWith('/google/')) return send(response, json(404, { error: 'There is no such provider.' }));
    const type = headers['content-type'] ?? '';
    const entry = log.add('google', asked.method, url, asked.body, type, headers.range);
    const pending = google.answer(asked);
    const { about } = pending;
    const fault = about && state.takeFault(about);
    await sendWithFault(response, pending, fault, entry);
  }

  const bound = await listen(server, port, '127.0.0.1');
  return { url: `http://127.0.0.1:${bound}`, close: () => shut(server) };
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

/** Calls of tests and pilots; they are not logged. */
function control({ method, url, body }: Asked, state: State, log: ReturnType<typeof createLog>): Reply {
  const [, , what, id, sub] = url.pathname.split('/');
  const call = `${method} ${what}${id ? '/{id}' : ''}${sub ? `/${sub}` : ''}`;
  switch (call) {
    case 'GET accounts':
      return json(200, state.accounts());
    case 'PUT accounts/{id}':
      return putAccount(decodeURIComponent(id as string), body, state);
    case 'DELETE accounts/{id}': {
      const { memory } = state;
      memory.accounts = memory.accounts.filter((account) => account.id !== decodeURIComponent(id as string));
      state.save();
      return { status: 204 };
    }
    // What its owner does on the provider's permission page.
    case 'DELETE accounts/{id}/grants':
      for (const grant of state.memory.grants)
        if (grant.account === decodeURIComponent(id as string)) grant.revoked = true;
      state.save();
      return { status: 204 };
    // From now on everything works, for everyone.
    case 'DELETE faults':
      for (const account of state.memory.accounts) account.faults.splice(0);
      state.save();
      return { status: 204 };
    case 'POST reset':
      state.reset();
      log.clear();
      return { status: 204 };
    case 'GET requests':
      return json(200, log.since(Number(url.searchParams.get('since') ?? 0)));
    default:
      return json(404, { error: `There is no ${method} ${url.pathname}.` });
  }
}

function putAccount(id: string, body: string, state: State): Reply {
  let input: unknown;
  try {
    input = JSON.parse(body);
  } catch {
    return json(400, { error: 'The body is not valid JSON.' });
  }
  const parsed = accountSettings.safeParse(input);
  if (!parsed.success) return json(400, { errors: z.flattenError(parsed.error) });
  const account = { ...parsed.data, id };
  const { memory } = state;
  const known = state.account(id);
  memory.accounts = [...memory.accounts.filter((other) => other.id !== id), account];
  state.save();
  return json(known ? 200 : 201, account);
}
