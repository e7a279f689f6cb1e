/** local/aws/s3/call.ts — an S3 request taken apart, and the answer to one. */
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../functions/core/clock.ts';
import type { Signed } from '../service.ts';
import { decode, queryPairs } from '../signature.ts';
import type { Blobs, Reading } from './blobs.ts';
import type { Catalogue } from './catalogue.ts';
import { s3Error } from './errors.ts';

const MAX_KEY_BYTES = 1024;

/** What every operation works on. */
export type Storage = { readonly catalogue: Catalogue; readonly blobs: Blobs; readonly clock: Clock };

export type Call = {
  readonly request: IncomingMessage;
  readonly signed: Signed;
  /** Empty when the path names none. */
  readonly bucket: string;
  readonly key: string;
  /** Decoded; without what belongs to the signature. */
  readonly query: ReadonlyMap<string, string>;
  /** In lower case; with the `x-amz-` parameters that a presigned URL carries instead of headers. */
  readonly headers: ReadonlyMap<string, string>;
};

export type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | number>>;
  /** Root element and content. */
  readonly xml?: readonly [root: string, content: Readonly<Record<string, unknown>>];
  readonly reading?: Reading;
};

/** An operation of S3. @throws AwsError with an S3 error code */
export type Operation = (call: Call, storage: Storage) => Promise<Answer> | Answer;

/**
 * Takes a request apart. The path is used as sent: `..` and `//` in a key are only characters.
 * @throws AwsError `KeyTooLongError`
 */
export function readCall(request: IncomingMessage, signed: Signed): Call {
  const url = request.url ?? '/';
  const [, bucket = '', ...rest] = (url.split('?', 1)[0] ?? '').split('/');
  const key = decode(rest.join('/'));
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) throw s3Error('KeyTooLongError');
  const query = new Map<string, string>();
  const headers = new Map<string, string>();
  for (const [name, values = []] of Object.entries(request.headersDistinct)) headers.set(name, values.join(','));
  for (const [name, value] of queryPairs(url)) {
    if (/^x-amz-/.test(name) && signed.presigned) headers.set(name, value);
    else if (!(signed.presigned && /^X-Amz-/.test(name))) query.set(name, value);
  }
  return { request, signed, bucket: decode(bucket), key, query, headers };
}

/** @param etag without quotes */
export const quoted = (etag: string): string => `"${etag}"`;

/** @param etag with or without quotes */
export const unquoted = (etag: string): string => etag.replace(/^"|"$/g, '');

/**
 * A whole number from the query.
 * @throws AwsError `InvalidArgument`
 */
export function numberIn(query: ReadonlyMap<string, string>, name: string, fallback: number, max: number): number {
  const text = query.get(name) ?? String(fallback);
  if (!/^\d{1,9}$/.test(text)) throw s3Error('InvalidArgument', `${name} must be a whole number`);
  return Math.min(Number(text), max);
}
