/** functions/providers/transport/body.ts — one HTTP answer as a stream of bytes, with time-outs that follow its progress. */
import { fault, noAnswer } from './answer.ts';

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

/** What is asked for: an address alone, or a request with headers and a body. */
export type Request = { readonly url: string } & Pick<RequestInit, 'method' | 'body'> & {
    readonly headers?: Readonly<Record<string, string>>;
  };

/**
 * Asks for bytes. Nothing goes along but what the request says.
 * @param range bytes, both included
 * @throws ProviderError `unavailable` without an answer in time
 */
export async function openDownload(
  fetch: typeof globalThis.fetch,
  { url, headers: own, ...init }: Request,
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
  const headers: Record<string, string> = {
    ...own,
    ...(range ? { range: `bytes=${range.first}-${range.last}` } : { 'accept-encoding': 'identity' }),
  };
  const response = await within(timeouts.headers, fetch(url, { ...init, headers, signal: controller.signal }));

  async function* chunks(): AsyncGenerator<Uint8Array> {
    const reader = response.body?.getReader();
    if (!reader) return;
    try {
      for (;;) {
        // Only waiting for the provider is timed, not what the reader of these bytes does with them.
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
