/** test/support/bytes.ts — bytes in memory as the archive engine's sources and sinks. */
import type { ByteSink, RangeSource } from '../../functions/archive/types.ts';

/** A source that notes which ranges were read. */
export function bufferSource(bytes: Uint8Array): RangeSource & { readonly reads: (readonly [number, number])[] } {
  const reads: (readonly [number, number])[] = [];
  return {
    size: bytes.length,
    ranged: true,
    reads,
    async *stream(start, end) {
      reads.push([start, Math.min(end, bytes.length)]);
      yield bytes.subarray(start, end);
    },
  };
}

export function bufferSink(): ByteSink & { readonly bytes: () => Buffer; closed: boolean } {
  const chunks: Uint8Array[] = [];
  return {
    closed: false,
    async write(chunk) {
      chunks.push(chunk.slice());
    },
    async close() {
      this.closed = true;
    },
    bytes: () => Buffer.concat(chunks),
  };
}

/** The bytes in pieces of the given size. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
