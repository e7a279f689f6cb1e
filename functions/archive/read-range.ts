/** functions/archive/read-range.ts — a range of bytes as one buffer, and whose fault it is when that fails. */
import { ArchiveError, type ArchiveErrorCode, type RangeSource } from './types.ts';

/** Reads `start <= i < end` as one buffer. @throws ArchiveError `truncated` */
export async function readRange(source: RangeSource, start: number, end: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.stream(start, end)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (bytes.length !== end - start) throw new ArchiveError('truncated');
  return bytes;
}

/** A source between us and a library that reads it. */
export type WatchedSource = {
  readonly size: number;
  /** @throws ArchiveError `truncated` for a range beyond the end, before the source is asked */
  read(start: number, end: number): Promise<Buffer>;
  /**
   * What an error of the library means: the source's own failure as it was, anything else is due to the bytes.
   * The library's error is not kept, for its message may hold names and values.
   */
  blame(error: unknown, code: ArchiveErrorCode): unknown;
};

/** Notes the failures of a source, which may be passing, so that they are not taken for damaged bytes. */
export function watchSource(source: RangeSource): WatchedSource {
  const failures = new Set<unknown>();
  return {
    size: source.size,
    async read(start, end) {
      if (start < 0 || end > source.size || end < start) throw new ArchiveError('truncated');
      try {
        return await readRange(source, start, end);
      } catch (error) {
        failures.add(error);
        throw error;
      }
    },
    blame: (error, code) => (error instanceof ArchiveError || failures.has(error) ? error : new ArchiveError(code)),
  };
}
