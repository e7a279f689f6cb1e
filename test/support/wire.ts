/** test/support/wire.ts — a request exactly as another program writes it: its header lines and no others. */
import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';

export type WireAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  readonly json: <Body>() => Body;
};

/** Sends the lines in their order; `Host` and `Content-Length` are put in where they stand empty. */
export async function onTheWire(
  method: string,
  url: string,
  lines: readonly (readonly [name: string, value: string])[],
  body: Buffer | string = '',
): Promise<WireAnswer> {
  const { host, hostname, port, pathname, search } = new URL(url);
  const headers = lines.flatMap(([name, value]) => {
    const filled = { host, 'content-length': String(Buffer.byteLength(body)) }[name.toLowerCase()] ?? value;
    return [name, filled];
  });
  const call = request({ method, hostname, port, path: pathname + search, headers, setDefaultHeaders: false });
  const answered = new Promise<WireAnswer>((resolve, reject) => {
    call.on('error', reject).on('response', async (response) => {
      const bytes = await buffer(response);
      const json = <Body>() => JSON.parse(bytes.toString()) as Body;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, json });
    });
  });
  call.end(body);
  return answered;
}
