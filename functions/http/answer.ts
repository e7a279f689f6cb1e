/** functions/http/answer.ts — from what a route answers to what goes over the wire. */
import { MAX_RESPONSE_BYTES } from '../constants.ts';
import type { ApiResult } from './event.ts';

/** What a route answers. An object is sent as JSON; a text needs a `content-type` among the headers. */
export type Answer = {
  readonly status: number;
  readonly body?: object | string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `Set-Cookie` values. */
  readonly cookies?: readonly string[];
};

/** Nothing an API function answers may be kept by a cache, or taken for another type than it says. */
const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };
const JSON_TYPE = { 'content-type': 'application/json; charset=utf-8' };

/** JSON is never to be rendered, so nothing in it may load or run. HTML answers bring a policy of their own. */
const NO_CONTENT_POLICY = { 'content-security-policy': "default-src 'none'; frame-ancestors 'none'" };

/**
 * @param requestId names the call in the log
 * @throws RangeError when the body exceeds what Lambda may answer: lists and rows have to be paged before
 */
export function toResult({ status, body, headers = {}, cookies }: Answer, requestId: string): ApiResult {
  const text = typeof body === 'object' ? JSON.stringify(body) : (body ?? '');
  if (Buffer.byteLength(text) > MAX_RESPONSE_BYTES) throw new RangeError('The answer is too large');
  return {
    statusCode: status,
    headers: { ...ALWAYS, ...NO_CONTENT_POLICY, ...(text && JSON_TYPE), 'x-request-id': requestId, ...headers },
    ...(cookies?.length && { cookies }),
    body: text,
  };
}
