/** functions/providers/google/download.ts — the parts of an export as sources that can be read by range. */
import type { RangeSource } from '../../archive/types.ts';
import type { Clock } from '../../core/clock.ts';
import { ProviderError, type ProviderErrorCode } from '../provider.ts';
import { fault, retryAfter } from '../transport/answer.ts';
import { type Download, openDownload, type Timeouts } from '../transport/body.ts';
import { loadSignedUrls, type SignedUrls } from './signed-urls.ts';

/** How often in a row a download may break off without a byte of progress. */
const MAX_FRUITLESS = 3;

/** What storage answers to a signed URL that has ended, by its kind of check. */
const URL_ENDED = [400, 401, 403, 404];

type Options = { readonly fetch: typeof fetch; readonly clock: Clock; readonly timeouts: Timeouts };

type Part = Options & { readonly urls: SignedUrls; readonly number: number };

/**
 * Opens a part of a complete export: asks for its first byte, which tells its size and whether storage serves ranges.
 * @param ask asks the provider for the signed URLs of all parts
 * @param number which part, from 0
 * @throws ProviderError
 */
export async function openPart(
  ask: () => Promise<readonly string[]>,
  number: number,
  options: Options,
): Promise<RangeSource> {
  const part: Part = { urls: await loadSignedUrls(ask), number, ...options };
  const probe = await fetchPart(part, { first: 0, last: 0 });
  probe.cancel();
  if (probe.status === 206) {
    const size = contentRange(probe)?.size;
    if (size === undefined) throw failed('corrupt', 'no_size');
    return { size, ranged: true, stream: (start, end) => readRange(part, size, start, Math.min(end, size)) };
  }
  const size = contentLength(probe) ?? Number.POSITIVE_INFINITY;
  return { size, ranged: false, stream: (start, end) => readWhole(part, start, end) };
}

/** Reads a range; where the connection breaks off it goes on from there, with fresh URLs if the old have ended. */
async function* readRange(part: Part, size: number, start: number, end: number): AsyncGenerator<Uint8Array> {
  let at = start;
  let fruitless = 0;
  while (at < end) {
    const before = at;
    let broken = failed('unavailable', 'broke_off');
    let download: Download | undefined;
    try {
      download = await fetchPart(part, { first: at, last: end - 1 });
      checkRange(download, { first: at, last: end - 1, size });
      for await (const chunk of download.chunks()) {
        at += chunk.length;
        if (at > end) throw failed('corrupt', 'too_many_bytes');
        yield chunk;
      }
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === 'unavailable')) throw error;
      broken = error;
    } finally {
      download?.cancel();
    }
    fruitless = at > before ? 0 : fruitless + 1;
    const told = broken.retryAfterSeconds !== undefined;
    if (at < end && (told || fruitless >= MAX_FRUITLESS)) throw broken;
  }
}

/** Reads all of it once, for storage that serves no ranges, and passes on what was asked for. */
async function* readWhole(part: Part, start: number, end: number): AsyncGenerator<Uint8Array> {
  const download = await fetchPart(part, undefined);
  try {
    const announced = contentLength(download);
    let at = 0;
    for await (const chunk of download.chunks()) {
      const wanted = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
      at += chunk.length;
      if (wanted.length) yield wanted;
      if (at >= end && end < (announced ?? Number.POSITIVE_INFINITY)) return;
    }
    if (announced !== undefined && at !== announced) throw failed('unavailable', 'broke_off');
  } finally {
    download.cancel();
  }
}

/** One answer with bytes in it: 206, or 200 from storage that ignores ranges. Renews the URLs once. */
async function fetchPart(part: Part, range: { first: number; last: number } | undefined): Promise<Download> {
  // No authorization goes along: the URL is signed, and storage refuses both at once.
  const url = part.urls.url(part.number);
  let download = await openDownload(part.fetch, { url }, range, part.timeouts);
  if (URL_ENDED.includes(download.status)) {
    download.cancel();
    await part.urls.renew(part.number, url);
    download = await openDownload(part.fetch, { url: part.urls.url(part.number) }, range, part.timeouts);
  }
  const page = /^(text\/|application\/(xml|json))/i.test(download.headers.get('content-type') ?? '');
  if ((download.status === 206 || download.status === 200) && !page) return download;
  download.cancel();
  throw refused(download, part.clock());
}

function refused({ status, headers }: Download, now: number): ProviderError {
  const wait = retryAfter(headers.get('retry-after'), now);
  // Its address is fresh, so a part that is not there is not there yet; that the export is gone, the API would say.
  const code = status === 416 ? 'corrupt' : 'unavailable';
  const options = { cause: fault(`storage_${status}`), ...(wait !== undefined && { retryAfterSeconds: wait }) };
  return new ProviderError(code, options);
}

/** The answer must be exactly the range that was asked for, of an object of the same size. */
function checkRange(download: Download, wanted: { first: number; last: number; size: number }): void {
  const given = contentRange(download);
  const length = contentLength(download);
  const matches =
    download.status === 206 &&
    given?.first === wanted.first &&
    given.last === wanted.last &&
    (given.size === undefined || given.size === wanted.size) &&
    (length === undefined || length === wanted.last - wanted.first + 1);
  if (!matches) throw failed('corrupt', 'wrong_range');
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function contentRange({ headers }: Download): { first: number; last: number; size: number | undefined } | undefined {
  const parts = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
  if (!parts) return undefined;
  return { first: Number(parts[1]), last: Number(parts[2]), size: parts[3] === '*' ? undefined : Number(parts[3]) };
}

function contentLength({ headers }: Download): number | undefined {
  const header = headers.get('content-length');
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

const failed = (code: ProviderErrorCode, cause: string): ProviderError =>
  new ProviderError(code, { cause: fault(cause) });
