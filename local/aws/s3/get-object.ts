/** local/aws/s3/get-object.ts — GetObject and HeadObject: whole, in ranges, and on conditions. */
import { type Answer, type Call, type Operation, type Storage, unquoted } from './call.ts';
import type { StoredObject } from './catalogue.ts';
import { s3Error } from './errors.ts';
import { checksumHeaders, headersOf } from './facts.ts';
import { requireObject } from './put-object.ts';

/** Query parameters by the response header they replace. */
const OVERRIDES = {
  'response-content-type': 'content-type',
  'response-content-disposition': 'content-disposition',
  'response-content-encoding': 'content-encoding',
  'response-content-language': 'content-language',
  'response-cache-control': 'cache-control',
  'response-expires': 'expires',
} as const;

export const OVERRIDE_NAMES: readonly string[] = Object.keys(OVERRIDES);

export const getObject: Operation = (call, storage): Answer => {
  const { object, answer, start, end } = look(call, storage);
  return answer.status === 304 ? answer : { ...answer, reading: storage.blobs.read(object.segments, start, end) };
};

export const headObject: Operation = (call, storage): Answer => look(call, storage).answer;

type Look = { readonly object: StoredObject; readonly answer: Answer; readonly start: number; readonly end: number };

function look({ bucket, key, headers, query }: Call, storage: Storage): Look {
  const object = requireObject(storage, bucket, key);
  const { size, facts } = object;
  if (!isWanted(object, headers)) {
    const { etag, 'last-modified': modified } = headersOf(object);
    return {
      object,
      answer: { status: 304, headers: { etag: etag ?? '', 'last-modified': modified ?? '' } },
      start: 0,
      end: 0,
    };
  }
  const range = parseRange(headers.get('range'), size);
  const { start, end } = range ?? { start: 0, end: size };
  // A checksum is of the whole object: with a range the client would hold it against the wrong bytes.
  const checksum = headers.get('x-amz-checksum-mode') === 'ENABLED' && !range ? facts.checksum : undefined;
  const answer = {
    status: range ? 206 : 200,
    headers: {
      ...headersOf(object),
      ...overrides(query),
      ...checksumHeaders(checksum),
      ...(range && { 'content-range': `bytes ${start}-${end - 1}/${size}` }),
      'content-length': end - start,
    },
  };
  return { object, answer, start, end };
}

function overrides(query: ReadonlyMap<string, string>): Record<string, string> {
  const given = Object.entries(OVERRIDES).filter(([name]) => query.has(name));
  return Object.fromEntries(given.map(([name, header]) => [header, query.get(name) as string]));
}

/**
 * The half-open range that a `Range` header asks for; undefined, as for several ranges or another unit, means all.
 * @param size bytes
 * @throws AwsError `InvalidRange`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
export function parseRange(header: string | undefined, size: number): { start: number; end: number } | undefined {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  if (first === '') {
    if (Number(last) === 0 || size === 0) throw s3Error('InvalidRange');
    return { start: Math.max(size - Number(last), 0), end: size };
  }
  if (last !== '' && Number(last) < Number(first)) return undefined;
  if (Number(first) >= size) throw s3Error('InvalidRange');
  return { start: Number(first), end: last === '' ? size : Math.min(Number(last) + 1, size) };
}

/**
 * @returns false when the client has the object already
 * @throws AwsError `PreconditionFailed`
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-13.2.2
 */
function isWanted({ etag, modified }: StoredObject, headers: ReadonlyMap<string, string>): boolean {
  const [match, noneMatch] = [headers.get('if-match'), headers.get('if-none-match')];
  const seconds = Math.floor(modified / 1000) * 1000;
  const unmodified = Date.parse(headers.get('if-unmodified-since') ?? '');
  if (match !== undefined ? !names(match, etag) : seconds > unmodified) throw s3Error('PreconditionFailed');
  if (noneMatch !== undefined) return !names(noneMatch, etag);
  return !(seconds <= Date.parse(headers.get('if-modified-since') ?? ''));
}

const names = (header: string, etag: string): boolean =>
  header.split(',').some((tag) => tag.trim() === '*' || unquoted(tag.trim().replace(/^W\//, '')) === etag);
