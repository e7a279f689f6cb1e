/** functions/providers/google/body.ts — one HTTP answer as a stream of bytes, with time-outs that follow its progress. */
import { fault, noAnswer } from './errors.ts';

/** Milliseconds: until the headers are there; between two chunks. */
export type Timeouts = { readonly headers: number; readonly idle: number };

export type Download = {
  readonly status: number;
  readonly headers: Headers;
  /** The bytes as they come. @throws ProviderError `unavailable` when the connection breaks or falls silent */
  chunks(): AsyncGenerator<Uint8Array>;
  /** Ends the connection without reading on. */
  cancel(): void;
};

/**
 * Asks for an object in storage. No authorization goes along: the URL is signed, and storage refuses both at once.
 * @param range bytes, both included
 * @throws ProviderError `unavailable` without an answer in time
 */
export async function openDownload(
  fetch: typeof globalThis.fetch,
  url: string,
  range: { readonly first: number; readonly last: number } | undefined,
  timeouts: Timeouts,
): Promise<Download> {
  const controller = new AbortController();
  const within = async <Value>(ms: number, promise: Promise<Value>): Promise<Value> => {
    const timer = setTimeout(() => controller.abort(fault('TimeoutError')), ms);
    try {
      return await promise;
    } catch (error) {
      throw noAnswer(error);
    } finally {
      clearTimeout(timer);
    }
  };
  // Compressed in transit, lengths would no longer be those of the object; with a range fetch asks for that itself.
  const headers: Record<string, string> = range
    ? { range: `bytes=${range.first}-${range.last}` }
    : { 'accept-encoding': 'identity' };
  const response = await within(timeouts.headers, fetch(url, { headers, signal: controller.signal }));

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        // Only waiting for Google is timed, not what the reader of these bytes does with them.
        const { done, value } = await within(timeouts.idle, reader.read());
        if (done) return;
        yield value;
      }
    } finally {
      controller.abort(fault('cancelled'));
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    chunks,
    cancel: () => controller.abort(fault('cancelled')),
  };
}
