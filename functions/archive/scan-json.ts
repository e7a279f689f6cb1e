/** functions/archive/scan-json.ts — finds the records of a top-level JSON array in bytes, without parsing them. */
import { ArchiveError } from './types.ts';

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;
const BOM = [0xef, 0xbb, 0xbf];

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

/**
 * Yields the bytes of each record, for any legal layout and any chunking. A record that is no object is yielded too:
 * its bounds are known. Memory holds one chunk and one record.
 * @param maxRecordBytes longest record, bytes
 * @throws ArchiveError `bounds_lost` when what is read is not one array of records; `record_too_long`
 */
export async function* scanJsonArray(
  chunks: AsyncIterable<Uint8Array>,
  maxRecordBytes: number,
): AsyncGenerator<Uint8Array> {
  const scanner = new ArrayScanner(maxRecordBytes);
  for await (const chunk of chunks) yield* scanner.scan(chunk);
  scanner.end();
}

type Place = 'start' | 'before_record' | 'record' | 'after_record' | 'after_array';

class ArrayScanner {
  readonly #maxRecordBytes: number;
  #place: Place = 'start';
  #afterComma = false;
  #depth = 0;
  #inString = false;
  #escaped = false;
  #bomSeen = 0;
  /** The beginning of a record that goes on in the next chunk. */
  #carried: Uint8Array[] = [];
  #carriedBytes = 0;

  constructor(maxRecordBytes: number) {
    this.#maxRecordBytes = maxRecordBytes;
  }

  *scan(chunk: Uint8Array): Generator<Uint8Array> {
    let recordStart = this.#place === 'record' ? 0 : -1;
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#place === 'record') {
        if (this.#depth === 0 && !this.#inString) {
          // A number, true, false or null ends where something else begins.
          if (byte === COMMA || byte === CLOSE_ARRAY || isSpace(byte)) {
            yield this.#take(chunk.subarray(recordStart, at));
            this.#leave(byte);
            recordStart = -1;
          } else if (byte === QUOTE || byte === OPEN_OBJECT || byte === OPEN_ARRAY)
            throw new ArchiveError('bounds_lost');
          continue;
        }
        if (this.#ends(byte)) {
          yield this.#take(chunk.subarray(recordStart, at + 1));
          this.#place = 'after_record';
          recordStart = -1;
        }
      } else if (this.#outside(byte)) recordStart = at;
    }
    if (recordStart >= 0) this.#carry(chunk.subarray(recordStart));
  }

  /** @throws ArchiveError `bounds_lost` when the array was not closed */
  end(): void {
    if (this.#place !== 'after_array' && this.#place !== 'start') throw new ArchiveError('bounds_lost');
  }

  /** Follows a byte inside a record. @returns whether it is the record's last */
  #ends(byte: number): boolean {
    if (this.#inString) {
      if (this.#escaped) this.#escaped = false;
      else if (byte === BACKSLASH) this.#escaped = true;
      else if (byte === QUOTE) {
        this.#inString = false;
        return this.#depth === 0;
      }
      return false;
    }
    if (byte === QUOTE) this.#inString = true;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#depth += 1;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
      this.#depth -= 1;
      return this.#depth === 0;
    }
    return false;
  }

  /** Follows a byte outside records. @returns whether a record begins with it */
  #outside(byte: number): boolean {
    if (isSpace(byte)) return false;
    switch (this.#place) {
      case 'start':
        if (this.#bomSeen < BOM.length && byte === BOM[this.#bomSeen]) {
          this.#bomSeen += 1;
          return false;
        }
        if (byte !== OPEN_ARRAY) throw new ArchiveError('bounds_lost');
        this.#place = 'before_record';
        return false;
      case 'before_record':
        if (byte === CLOSE_ARRAY && !this.#afterComma) {
          this.#place = 'after_array';
          return false;
        }
        if (byte === CLOSE_ARRAY || byte === CLOSE_OBJECT || byte === COMMA) throw new ArchiveError('bounds_lost');
        this.#place = 'record';
        this.#inString = byte === QUOTE;
        this.#depth = byte === OPEN_OBJECT || byte === OPEN_ARRAY ? 1 : 0;
        return true;
      case 'after_record':
        this.#leave(byte);
        return false;
      default:
        throw new ArchiveError('bounds_lost');
    }
  }

  /** What may follow a record: a comma, the end, or space. */
  #leave(byte: number): void {
    if (byte === COMMA) {
      this.#place = 'before_record';
      this.#afterComma = true;
    } else if (byte === CLOSE_ARRAY) this.#place = 'after_array';
    else if (isSpace(byte)) this.#place = 'after_record';
    else throw new ArchiveError('bounds_lost');
  }

  #carry(bytes: Uint8Array): void {
    this.#carriedBytes += bytes.length;
    if (this.#carriedBytes > this.#maxRecordBytes) throw new ArchiveError('record_too_long');
    this.#carried.push(bytes);
  }

  #take(bytes: Uint8Array): Uint8Array {
    if (this.#carriedBytes + bytes.length > this.#maxRecordBytes) throw new ArchiveError('record_too_long');
    if (!this.#carriedBytes) return bytes;
    const whole = Buffer.concat([...this.#carried, bytes]);
    this.#carried = [];
    this.#carriedBytes = 0;
    return whole;
  }
}
