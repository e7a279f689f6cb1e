/** test/contract/raw-request.ts — signed requests by hand, for what an SDK client would not send. */
import { createHash, createHmac } from 'node:crypto';
import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { SignatureV4 } from '@smithy/signature-v4';
import type { ClientConfig } from './support.ts';

export type RawRequest = {
  readonly method: string;
  /** Percent-encoded, without the query. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

export type RawResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
  /** The error's code, of XML or JSON. */
  readonly code?: string;
};

export type SignOptions = { readonly service?: string; readonly signingDate?: Date };

/** The digest that the signer asks for, by Node's own. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    const key = typeof secret === 'string' || !secret ? secret : bytesOf(secret);
    this.#hash = key === undefined ? createHash('sha256') : createHmac('sha256', key);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? data : bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {}
}

const bytesOf = (data: ArrayBuffer | ArrayBufferView): Uint8Array =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data);

export const sha256Hex = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Signs as the SDK does, with its own signer. For S3 the body's digest is sent as a header. */
export async function signRaw(
  { endpoint, region, credentials }: ClientConfig,
  { headers, body = '', ...raw }: RawRequest,
  { service = 's3', signingDate }: SignOptions = {},
): Promise<RawRequest> {
  const isS3 = service === 's3';
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256, uriEscapePath: !isS3 });
  const { hostname, port, host, protocol } = new URL(endpoint);
  const hash = isS3 && { 'x-amz-content-sha256': sha256Hex(body) };
  const unsigned = { ...raw, body, hostname, port: Number(port), protocol, headers: { host, ...hash, ...headers } };
  const signed = await signer.sign(unsigned, { ...(signingDate && { signingDate }) });
  return { ...raw, body, headers: signed.headers };
}

/** Sends a request as it is: the path is not normalised, as `fetch` would. */
export async function sendRaw({ endpoint }: ClientConfig, raw: RawRequest): Promise<RawResponse> {
  const { method, path, query = {}, headers = {}, body } = raw;
  const search = new URLSearchParams(query).toString().replaceAll('+', '%20');
  const { hostname, port } = new URL(endpoint);
  return new Promise((resolve, reject) => {
    const chunked = 'transfer-encoding' in headers;
    const length = body?.length && !chunked ? { 'content-length': Buffer.byteLength(body) } : {};
    const options = {
      hostname,
      port,
      method,
      path: search ? `${path}?${search}` : path,
      headers: { ...length, ...headers },
    };
    const outgoing = request(options, (response) => {
      const { statusCode: status = 0, headers: answered } = response;
      text(response).then(
        (answer) => resolve({ status, headers: answered, body: answer, code: codeIn(answer) }),
        reject,
      );
    });
    outgoing.on('error', reject).end(body);
  });
}

/** Gets or puts at a presigned address, changed or not. */
export async function sendUrl(url: string, init: RequestInit = {}): Promise<RawResponse> {
  const response = await fetch(url, init);
  const body = await response.text();
  return { status: response.status, headers: Object.fromEntries(response.headers), body, code: codeIn(body) };
}

const codeIn = (body: string): string | undefined =>
  (/<Code>(.*?)<\/Code>/.exec(body) ?? /"__type":"(?:.*#)?(.*?)"/.exec(body))?.[1];
