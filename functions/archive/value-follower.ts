/** functions/archive/value-follower.ts — follows one JSON value to its end, through as many chunks as it takes. */
import { ArchiveError } from './types.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
const NONE = new Uint8Array();

/** Its bounds are found by quotes and brackets; whether what stands between them is JSON is for the parser to say. */
export class ValueFollower {
  readonly #maxBytes: number;
  #chunks: Uint8Array[] = [];
  #size = 0;
  #keeps = false;
  #begun = false;
  #depth = 0;
  #inString = false;
  #escaped = false;

  /** @param maxBytes longest value that is kept, bytes */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** The next byte is the value's first. */
  begin(what: 'keep' | 'discard'): void {
    this.#chunks = [];
    this.#size = 0;
    this.#keeps = what === 'keep';
    this.#begun = false;
    this.#depth = 0;
    this.#inString = false;
    this.#escaped = false;
  }

  /**
   * @returns what stands behind the value; undefined when it goes on in the next chunk
   * @throws ArchiveError `record_too_long`; `bounds_lost` where no value can begin
   */
  follow(chunk: Uint8Array): Uint8Array | undefined {
    const end = this.#end(chunk);
    this.#note(chunk.subarray(0, end < 0 ? chunk.length : end));
    return end < 0 ? undefined : chunk.subarray(end);
  }

  /** Whether what has been followed so far is a number, true, false or null, which has no end of its own. */
  get isWord(): boolean {
    return this.#begun && !this.#depth && !this.#inString;
  }

  /** The value that has ended; nothing of one that is discarded. */
  bytes(): Uint8Array {
    return this.#chunks.length ? Buffer.concat(this.#chunks) : NONE;
  }

  #note(piece: Uint8Array): void {
    if (!this.#keeps) return;
    this.#size += piece.length;
    if (this.#size > this.#maxBytes) throw new ArchiveError('record_too_long');
    // The chunk's memory may be used again once it has been walked through.
    this.#chunks.push(piece.slice());
  }

  /** @returns the place behind the value's last byte, or -1 when that is in a later chunk */
  #end(chunk: Uint8Array): number {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) {
          this.#inString = false;
          if (!this.#depth) return at + 1;
        }
      } else if (this.#begun && !this.#depth && endsWord(byte)) return at;
      else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#depth -= 1;
        if (this.#depth < 0) throw new ArchiveError('bounds_lost');
        if (!this.#depth) return at + 1;
      }
      this.#begun = true;
    }
    return -1;
  }
}

/** A number, true, false or null ends where something else begins. */
const endsWord = (byte: number): boolean =>
  byte === COMMA || byte === CLOSE_OBJECT || byte === CLOSE_ARRAY || byte <= 0x20;
