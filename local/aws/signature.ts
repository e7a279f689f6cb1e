/** local/aws/signature.ts — Signature Version 4 as the server sees it: read a request's signature, and verify it. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { MINUTE_MS } from '../../functions/core/clock.ts';
import { Refusal } from './refusal.ts';
import type { AwsCredentials, Signed } from './service.ts';

const ALGORITHM = 'AWS4-HMAC-SHA256';
/** How far a client's clock may be off. */
const MAX_SKEW_MS = 15 * MINUTE_MS;
/** Presigned URLs live a week at most. */
const MAX_EXPIRES_SECONDS = 7 * 24 * 3600;

/** A signature as it stands in a request, not yet verified. */
export type Claim = {
  readonly accessKeyId: string;
  readonly scope: string;
  readonly region: string;
  readonly service: string;
  readonly date: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Seconds a presigned URL is valid; absent in a header signature. */
  readonly expires?: number;
};

/** Decoded pairs of a query, in order; `+` is a plus sign, as AWS has it. @throws Refusal `malformed` */
export function queryPairs(url: string): readonly (readonly [string, string])[] {
  const start = url.indexOf('?');
  if (start < 0) return [];
  const parts = url.slice(start + 1).split('&');
  return parts.filter(Boolean).map((part) => {
    const [name = '', ...value] = part.split('=');
    return [decode(name), decode(value.join('='))] as const;
  });
}

/** Percent-decodes. @throws Refusal `malformed` */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new Refusal('malformed', 'The request is not correctly percent-encoded');
  }
}

/** Percent-encodes everything but the unreserved characters. @see https://www.rfc-editor.org/rfc/rfc3986#section-2.3 */
export const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Reads the one signature of a request.
 * @throws Refusal `missing`, `twice`, `malformed`
 */
export function readClaim({ url = '/', headers }: IncomingMessage): Claim {
  const query = new Map(queryPairs(url));
  const presigned = query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature');
  if (presigned && headers.authorization) throw new Refusal('twice');
  if (presigned) return claimFromQuery(query);
  if (headers.authorization) return claimFromHeader(headers.authorization, headers['x-amz-date']);
  throw new Refusal('missing');
}

function claimFromHeader(authorization: string, date: string | string[] | undefined): Claim {
  const [algorithm = '', ...rest] = authorization.split(' ');
  if (algorithm !== ALGORITHM) throw new Refusal('malformed', 'Unsupported authorization type');
  const fields = new Map(
    rest
      .join('')
      .split(',')
      .map((field) => field.split('=', 2) as [string, string]),
  );
  return claim(fields.get('Credential'), date?.toString(), fields.get('SignedHeaders'), fields.get('Signature'));
}

function claimFromQuery(query: ReadonlyMap<string, string>): Claim {
  if (query.get('X-Amz-Algorithm') !== ALGORITHM) throw new Refusal('malformed', 'Unsupported X-Amz-Algorithm');
  const expires = Number(query.get('X-Amz-Expires'));
  if (!Number.isInteger(expires) || expires < 1 || expires > MAX_EXPIRES_SECONDS) {
    throw new Refusal('malformed', `X-Amz-Expires must be from 1 to ${MAX_EXPIRES_SECONDS} seconds`);
  }
  const [credential, date] = [query.get('X-Amz-Credential'), query.get('X-Amz-Date')];
  return { ...claim(credential, date, query.get('X-Amz-SignedHeaders'), query.get('X-Amz-Signature')), expires };
}

function claim(credential?: string, date?: string, signedHeaders?: string, signature?: string): Claim {
  if (!credential || !signedHeaders || !signature) throw new Refusal('malformed', 'Incomplete signature');
  if (!date || !/^\d{8}T\d{6}Z$/.test(date)) throw new Refusal('malformed', 'X-Amz-Date must be ISO 8601 basic format');
  const [accessKeyId = '', ...scope] = credential.split('/');
  const [day, region = '', service = '', end] = scope;
  if (scope.length !== 4 || end !== 'aws4_request') throw new Refusal('malformed', 'Credential is malformed');
  if (day !== date.slice(0, 8)) throw new Refusal('malformed', 'Credential and X-Amz-Date are of different days');
  const names = signedHeaders.split(';');
  return { accessKeyId, scope: scope.join('/'), region, service, date, signedHeaders: names, signature };
}

/**
 * Verifies a claim in constant time.
 * @param payloadHash what the body's hash is signed as
 * @param now milliseconds since the epoch
 * @throws Refusal `unknown_key`, `skewed`, `not_yet`, `expired`, `unsigned_headers`, `mismatch`
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function verifyClaim(
  request: IncomingMessage,
  claim: Claim,
  payloadHash: string,
  { accessKeyId, secretAccessKey }: AwsCredentials,
  now: number,
): Signed {
  if (claim.accessKeyId !== accessKeyId) throw new Refusal('unknown_key');
  checkTime(claim, now);
  checkSignedHeaders(request, claim);
  const { scope, region, service, date, expires } = claim;
  const signingKey = signingKeyOf(secretAccessKey, scope);
  const canonical = sha256(canonicalRequest(request, claim, payloadHash));
  const expected = hmac(signingKey, [ALGORITHM, date, scope, canonical].join('\n')).toString('hex');
  if (!sameText(expected, claim.signature)) throw new Refusal('mismatch');
  return {
    scope,
    region,
    service,
    date,
    payloadHash,
    signature: expected,
    signingKey,
    presigned: expires !== undefined,
  };
}

/** A scope's key stays the same for a day. */
const signingKeys = new Map<string, Buffer>();
const MAX_SIGNING_KEYS = 100;

function signingKeyOf(secretAccessKey: string, scope: string): Buffer {
  const name = `${secretAccessKey} ${scope}`;
  const known = signingKeys.get(name);
  if (known) return known;
  if (signingKeys.size >= MAX_SIGNING_KEYS) signingKeys.clear();
  const made = scope.split('/').reduce<Buffer>((key, part) => hmac(key, part), Buffer.from(`AWS4${secretAccessKey}`));
  signingKeys.set(name, made);
  return made;
}

function checkTime({ date, expires }: Claim, now: number): void {
  const signedAt = Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (Number.isNaN(signedAt)) throw new Refusal('malformed', 'X-Amz-Date is no date');
  if (expires === undefined) {
    if (Math.abs(now - signedAt) > MAX_SKEW_MS) throw new Refusal('skewed');
    return;
  }
  if (signedAt - now > MAX_SKEW_MS) throw new Refusal('not_yet');
  if (now > signedAt + expires * 1000) throw new Refusal('expired');
}

/** `host` and every `x-amz-` header must be signed: an unsigned one could be changed on the way. */
function checkSignedHeaders({ headers }: IncomingMessage, { signedHeaders }: Claim): void {
  const needed = ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
  if (needed.some((name) => !signedHeaders.includes(name))) throw new Refusal('unsigned_headers');
}

function canonicalRequest(request: IncomingMessage, { service, signedHeaders }: Claim, payloadHash: string): string {
  const url = request.url ?? '/';
  const path = url.split('?', 1)[0] ?? '/';
  // S3 encodes a path once; every other service encodes the path as sent a second time.
  const once = path.split('/').map((segment) => encode(service === 's3' ? decode(segment) : segment));
  const query = queryPairs(url)
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [encode(name), encode(value)] as const)
    .sort(byNameThenValue)
    .map((pair) => pair.join('='));
  const headers = signedHeaders.map((name) => `${name}:${headerValue(request, name)}\n`);
  return [request.method, once.join('/'), query.join('&'), headers.join(''), signedHeaders.join(';'), payloadHash].join(
    '\n',
  );
}

const headerValue = ({ headersDistinct }: IncomingMessage, name: string): string =>
  (headersDistinct[name] ?? []).map((value) => value.trim().replace(/ +/g, ' ')).join(',');

const byNameThenValue = (one: readonly [string, string], other: readonly [string, string]): number =>
  compare(one[0], other[0]) || compare(one[1], other[1]);

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

/** HMAC-SHA256. */
export const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** @returns hexadecimal */
export const sha256 = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** Compares two texts without telling by the time it takes where they differ. */
export const sameText = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));
