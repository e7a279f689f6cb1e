/** test/support/fuzz/send.ts — requests byte by byte: what a well-behaved client would correct goes out as it stands. */
import { connect } from 'node:net';

export type Sent = {
  readonly method: string;
  /** Path and query as they go over the wire. */
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array;
};

export type Got = { readonly status: number; readonly headers: Headers; readonly body: Buffer };

/** A server that does not answer within this long hangs. */
const HANG_MS = 45_000;

/** @param port of 127.0.0.1 @throws Error when the connection ends, or nothing comes, without a whole answer */
export function send(port: number, { method, target, headers, body }: Sent): Promise<Got> {
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
  const head = Buffer.from(
    `${method} ${target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${lines}\r\n`,
    'latin1',
  );
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1');
    const finish = (error?: Error) => {
      socket.destroy();
      const got = answerIn(Buffer.concat(chunks));
      if (got) resolve(got);
      else reject(error ?? new Error(`No whole answer: ${Buffer.concat(chunks).toString('latin1').slice(0, 200)}`));
    };
    socket.setTimeout(HANG_MS, () => finish(new Error('The server hangs')));
    socket.on('data', (chunk) => chunks.push(chunk));
    // A server that refuses a body may close before it has read all of it.
    socket.on('error', finish);
    socket.on('close', () => finish());
    socket.write(head);
    if (body?.length) socket.write(body);
  });
}

/** @returns undefined for less than its headers announce */
function answerIn(bytes: Buffer): Got | undefined {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const [first = '', ...lines] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = new Headers();
  for (const line of lines) headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  return { status: Number(first.split(' ')[1]), headers, body: bytes.subarray(end + 4) };
}
