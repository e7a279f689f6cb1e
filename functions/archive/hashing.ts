/** functions/archive/hashing.ts — a stream of bytes, hashed as it goes by. */
import type { Hash } from 'node:crypto';

/** @param hash complete once all of it has been read */
export async function* hashing(chunks: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}
