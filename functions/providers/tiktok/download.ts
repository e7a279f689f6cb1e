/** functions/providers/tiktok/download.ts — the archive of a request as a source of bytes. */
import type { RangeSource } from '../../archive/types.ts';
import type { Clock } from '../../core/clock.ts';
import { ProviderError, type ProviderErrorCode } from '../provider.ts';
import { type Answer, fault, retryAfter } from '../transport/answer.ts';
import { type Download, openDownload, type Request, type Timeouts } from '../transport/body.ts';
import type { FreshGrant } from '../transport/fresh-grant.ts';
import { isTokenRefused, toProviderError } from './errors.ts';
import { parseExact } from './exact-json.ts';

/** An error is a short text; nothing longer is read of one. */
const MAX_ERROR_BYTES = 64 * 1024;
/** What every zip file begins with, an empty one included. */
const ZIP_MARK = [0x50, 0x4b];

type Options = {
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeouts: Timeouts;
  readonly authorized: FreshGrant['authorized'];
};

/** An archive whose first bytes are there, or what TikTok says instead of one. */
type Opened =
  | { readonly download: Download; readonly first: Uint8Array; readonly rest: AsyncGenerator<Uint8Array> }
  | { readonly failure: Answer };

/**
 * Opens nothing before it is read. TikTok serves no ranges, and tells the size only with the bytes.
 * @param request what to ask with an access token
 */
export const openArchive = (request: (accessToken: string) => Request, options: Options): RangeSource => ({
  size: Number.POSITIVE_INFINITY,
  ranged: false,
  stream: (start, end) => read(request, options, start, end),
});

/** Reads all of it once, and passes on what was asked for. @throws ProviderError */
async function* read(
  request: (accessToken: string) => Request,
  options: Options,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  const opened = await options.authorized(
    (token) => open(request(token), options),
    (each) => 'failure' in each && isTokenRefused(each.failure),
  );
  if ('failure' in opened) throw toProviderError(opened.failure, 'job');
  const { download, first, rest } = opened;
  try {
    const announced = contentLength(download);
    let at = 0;
    for await (const chunk of following(first, rest)) {
      const wanted = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
      at += chunk.length;
      if (wanted.length) yield wanted;
    }
    if (announced !== undefined && at !== announced) throw failed('unavailable', 'broke_off');
  } finally {
    download.cancel();
  }
}

/** A failed download is JSON, whatever its status: what begins as a zip file does is one. */
async function open(request: Request, { fetch, clock, timeouts }: Options): Promise<Opened> {
  const download = await openDownload(fetch, request, undefined, timeouts);
  const rest = download.chunks();
  let first: Uint8Array = new Uint8Array();
  while (first.length < ZIP_MARK.length) {
    const { done, value } = await rest.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  if (download.status === 200 && ZIP_MARK.every((byte, at) => first[at] === byte)) return { download, first, rest };
  const failure = await failureIn(download, first, rest, clock());
  download.cancel();
  if (download.status === 200 && typeof failure.data !== 'object') throw failed('corrupt', 'no_zip');
  return { failure };
}

async function failureIn(
  { status, headers }: Download,
  first: Uint8Array,
  rest: AsyncGenerator<Uint8Array>,
  now: number,
): Promise<Answer> {
  let text = first;
  while (text.length < MAX_ERROR_BYTES) {
    const { done, value } = await rest.next();
    if (done) break;
    text = Buffer.concat([text, value]);
  }
  const data = parseExact(Buffer.from(text).toString());
  return { status, data, retryAfterSeconds: retryAfter(headers.get('retry-after'), now) };
}

async function* following(first: Uint8Array, rest: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

function contentLength({ headers }: Download): number | undefined {
  const header = headers.get('content-length');
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

const failed = (code: ProviderErrorCode, cause: string): ProviderError =>
  new ProviderError(code, { cause: fault(cause) });
