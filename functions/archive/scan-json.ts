/** functions/archive/scan-json.ts — finds the records of a top-level JSON array in bytes, without parsing them. */
import { ArchiveError } from './types.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
/** Values in a record: parsed, each may take two hundred bytes, and two in the file. Playlists of thousands stay below. */
const MAX_VALUES = 250_000;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/** Neighbouring records in a buffer, parted by nothing but a comma and space. */
export type RecordBounds = {
  readonly bytes: Uint8Array;
  /** Where each record starts and where it ends, in turn. */
  readonly bounds: readonly number[];
};

/** `word` is a number, true, false or null: it has no end of its own. */
type Place = 'start' | 'before_record' | 'record' | 'word' | 'after_record' | 'after_array';

/**
 * Finds records in any legal layout and any chunking. A record that is no object is found too: its bounds are known.
 * Memory holds one chunk and one record.
 */
export class JsonArrayScanner {
  readonly #maxRecordBytes: number;
  #place: Place = 'start';
  #markBytes = 0;
  #afterComma = false;
  #depth = 0;
  #values = 0;
  #inString = false;
  #escaped = false;
  /** The beginning of a record that goes on in the next chunk. */
  #carried: Uint8Array[] = [];
  #carriedBytes = 0;

  /** @param maxRecordBytes longest record, bytes */
  constructor(maxRecordBytes: number) {
    this.#maxRecordBytes = maxRecordBytes;
  }

  /**
   * @returns the records that end in this chunk
   * @throws ArchiveError `bounds_lost` when what is read is not one array of records; `record_too_long`, also for one
   * of too many values
   */
  scan(chunk: Uint8Array): RecordBounds {
    const bounds: number[] = [];
    let start = -this.#carriedBytes;
    let at = 0;
    while (at < chunk.length) {
      if (this.#place === 'record' || this.#place === 'word') {
        const end = this.#place === 'record' ? this.#endOfRecord(chunk, at) : this.#endOfWord(chunk, at);
        if (end < 0) break;
        this.#check(end - start);
        bounds.push(start, end);
        this.#place = 'after_record';
        at = end;
      } else {
        if (this.#outside(chunk[at] as number)) start = at;
        at += 1;
      }
    }
    return this.#withCarried(chunk, bounds, start);
  }

  /** To be called after the last chunk. @throws ArchiveError `bounds_lost` when the array was not closed */
  end(): void {
    // An empty file is what some exports hold instead of an empty array.
    if (this.#place !== 'after_array' && this.#place !== 'start') throw new ArchiveError('bounds_lost');
  }

  /** Follows an object, array or text. @returns the place behind its last byte, or -1 when that is in a later chunk */
  #endOfRecord(chunk: Uint8Array, from: number): number {
    let [depth, inString] = [this.#depth, this.#inString];
    let at = from;
    if (this.#escaped) {
      this.#escaped = false;
      at += 1;
    }
    for (; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (inString) {
        if (byte === BACKSLASH) at += 1;
        else if (byte === QUOTE) {
          inString = false;
          if (depth === 0) return at + 1;
        }
      } else if (byte === QUOTE) inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        depth += 1;
        this.#values += 1;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        depth -= 1;
        if (depth === 0) return at + 1;
      } else if (byte === COMMA) this.#values += 1;
    }
    this.#depth = depth;
    this.#inString = inString;
    // A backslash as the last byte has stepped over the chunk's end: it escapes the next chunk's first.
    this.#escaped = at > chunk.length;
    return -1;
  }

  /** A number, true, false or null ends where something else begins. */
  #endOfWord(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (byte === COMMA || byte === CLOSE_ARRAY || isSpace(byte)) return at;
      if (byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY) throw new ArchiveError('bounds_lost');
    }
    return -1;
  }

  /** Follows a byte outside records. @returns whether a record begins with it */
  #outside(byte: number): boolean {
    if (isSpace(byte)) return false;
    if (this.#place === 'before_record') return this.#begin(byte);
    if (this.#place === 'after_record' && byte === COMMA) {
      this.#place = 'before_record';
      this.#afterComma = true;
    } else if (this.#place === 'after_record' && byte === CLOSE_ARRAY) this.#place = 'after_array';
    else if (this.#place === 'start' && byte === BYTE_ORDER_MARK[this.#markBytes]) this.#markBytes += 1;
    else if (this.#place === 'start' && byte === OPEN_ARRAY) this.#place = 'before_record';
    else throw new ArchiveError('bounds_lost');
    return false;
  }

  #begin(byte: number): boolean {
    if (byte === CLOSE_ARRAY && !this.#afterComma) {
      this.#place = 'after_array';
      return false;
    }
    if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte === COMMA) throw new ArchiveError('bounds_lost');
    this.#depth = byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 1 : 0;
    this.#values = 0;
    this.#inString = byte === QUOTE;
    this.#place = this.#depth || this.#inString ? 'record' : 'word';
    return true;
  }

  /** Puts what was carried in front, when a record that began there has ended; carries what goes on. */
  #withCarried(chunk: Uint8Array, bounds: number[], start: number): RecordBounds {
    const carried = this.#carriedBytes;
    const open = this.#place === 'record' || this.#place === 'word';
    if (open) this.#check(chunk.length - start);
    const reachesBack = carried > 0 && bounds.length > 0;
    const bytes = reachesBack ? Buffer.concat([...this.#carried, chunk]) : chunk;
    if (!open || start >= 0) this.#carried = [];
    if (open) this.#carried.push(chunk.subarray(Math.max(start, 0)));
    this.#carriedBytes = open ? chunk.length - start : 0;
    return { bytes, bounds: reachesBack ? bounds.map((at) => at + carried) : bounds };
  }

  #check(recordBytes: number): void {
    if (recordBytes > this.#maxRecordBytes || this.#values > MAX_VALUES) throw new ArchiveError('record_too_long');
  }
}
