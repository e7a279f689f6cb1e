/** functions/archive/zip-bytes.ts — yauzl's way to the bytes: few large reads instead of many small ones. */
import yauzl from 'yauzl';
import type { WatchedSource } from './read-range.ts';

/** The end record with the longest comment, and the directory of a small archive: often one read in all. */
const TAIL_BYTES = 128 * 1024;
/** yauzl asks for two small pieces an entry, in their order: a large directory comes a mebibyte at a time. */
const AHEAD_BYTES = 1024 * 1024;

/** Answers from the last piece that was read where it can. */
export class ZipBytes extends yauzl.RandomAccessReader {
  readonly #source: WatchedSource;
  #from: number;
  #bytes: Buffer = Buffer.alloc(0);

  constructor(source: WatchedSource) {
    super();
    this.#source = source;
    this.#from = source.size;
  }

  override read(
    target: Buffer,
    offset: number,
    length: number,
    position: number,
    done: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.slice(position, length).then((bytes) => done(null, bytes.copy(target, offset)), done);
  }

  /** @throws ArchiveError `truncated` */
  async slice(position: number, length: number): Promise<Buffer> {
    await this.#load(position, length);
    return this.#bytes.subarray(position - this.#from, position - this.#from + length);
  }

  async #load(position: number, length: number): Promise<void> {
    if (position >= this.#from && position + length <= this.#from + this.#bytes.length) return;
    const { size } = this.#source;
    const tail = Math.max(0, size - TAIL_BYTES);
    const from = Math.min(position, this.#bytes.length ? position : tail);
    const until = Math.max(position + length, Math.min(from + AHEAD_BYTES, size));
    this.#bytes = await this.#source.read(from, until);
    this.#from = from;
  }
}
