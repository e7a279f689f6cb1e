/** functions/archive/json-walker.ts — finds the places of a JSON document where records stand, in a stream. */
import { ArrayScanner, type Neighbours, type ScannerOptions } from './scanner/array-scanner.ts';
import { ArchiveError } from './types.ts';
import { ValueFollower } from './value-follower.ts';

const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const QUOTE = 0x22;
const COLON = 0x3a;
const COMMA = 0x2c;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Keys above the records are words; a longer one is none of a document's structure. */
const MAX_KEY_BYTES = 64 * 1024;
/** Objects within objects until the records. */
const MAX_DEPTH = 16;

/** Any key. */
export const ANY = '*';

export type JsonPaths = readonly (readonly string[])[];

/** @param section the key under which the records stand */
export type TakeRecords = (section: string | null, neighbours: Neighbours) => void;

type Place = 'value' | 'first_key' | 'key' | 'colon' | 'after_value' | 'in_array' | 'in_value' | 'end';
/** What a value that is followed to its end is for. */
type Purpose = 'key' | 'record' | 'passed_over';

/**
 * Walks through the document's structure down to the records, and leaves arrays of records to the scanner. Values on
 * no path are passed over; what stands in the way of a path is taken for a record, so that it is counted.
 */
export class JsonWalker {
  readonly #paths: JsonPaths;
  readonly #scanner: ArrayScanner;
  readonly #follower: ValueFollower;
  readonly #take: TakeRecords;
  readonly #keys: string[] = [];
  #place: Place = 'value';
  #purpose: Purpose = 'passed_over';
  #markBytes = 0;
  #begun = false;
  #droppedBefore = 0;

  /** @param paths absent: the document is an array of records, and nothing else */
  constructor(paths: JsonPaths | undefined, options: ScannerOptions, take: TakeRecords) {
    this.#paths = paths ?? [];
    this.#scanner = new ArrayScanner(options);
    this.#follower = new ValueFollower(options.maxRecordBytes);
    this.#take = take;
  }

  /** Records that were passed over because they lie outside the period. */
  get dropped(): number {
    return this.#droppedBefore + (this.#place === 'in_array' ? this.#scanner.dropped : 0);
  }

  /** @throws ArchiveError `bounds_lost` when this is no JSON document as far as its records; `record_too_long` */
  write(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length) rest = this.#step(rest);
  }

  /** To be called after the last chunk. @throws as `write` */
  end(): void {
    // Several short arrays may still be in the scanner's last block.
    while (this.#place === 'in_array') this.write(this.#leaveArray(this.#scanner.finish(this.#inSection)));
    if (this.#place === 'in_value' && !this.#keys.length && this.#follower.isWord) this.#useValue();
    // An empty file is what some exports hold instead of an empty array.
    if (this.#place !== 'end' && this.#begun) throw new ArchiveError('bounds_lost');
  }

  /** @returns what is left of the chunk */
  #step(chunk: Uint8Array): Uint8Array {
    if (this.#place === 'in_array') {
      const rest = this.#scanner.scan(chunk, this.#inSection);
      return rest ? this.#leaveArray(rest) : new Uint8Array();
    }
    if (this.#place === 'in_value') {
      const rest = this.#follower.follow(chunk);
      if (!rest) return new Uint8Array();
      this.#useValue();
      return rest;
    }
    let at = 0;
    while (at < chunk.length && isSpace(chunk[at] as number)) at += 1;
    if (at === chunk.length) return new Uint8Array();
    return chunk.subarray(at + this.#structure(chunk[at] as number));
  }

  readonly #inSection = (neighbours: Neighbours): void => this.#take(this.#keys.at(-1) ?? null, neighbours);

  #leaveArray(rest: Uint8Array): Uint8Array {
    this.#droppedBefore += this.#scanner.dropped;
    this.#place = this.#keys.length ? 'after_value' : 'end';
    return rest;
  }

  /** A byte that is no space, outside of records. @returns 1 when it is used up, 0 when a value begins with it */
  #structure(byte: number): 0 | 1 {
    const place = this.#place;
    if (!this.#begun && byte === BYTE_ORDER_MARK[this.#markBytes]) {
      this.#markBytes += 1;
      return 1;
    }
    this.#begun = true;
    if (place === 'value') return this.#value(byte);
    if (byte === QUOTE && (place === 'first_key' || place === 'key')) return this.#follow('key');
    if (byte === COLON && place === 'colon') this.#place = 'value';
    else if (byte === COMMA && place === 'after_value') {
      this.#keys.pop();
      this.#place = 'key';
    } else if (byte === CLOSE_OBJECT && place === 'after_value') {
      this.#keys.pop();
      this.#leaveObject();
    } else if (byte === CLOSE_OBJECT && place === 'first_key') this.#leaveObject();
    else throw new ArchiveError('bounds_lost');
    return 1;
  }

  #leaveObject(): void {
    this.#place = this.#keys.length ? 'after_value' : 'end';
  }

  #value(byte: number): 0 | 1 {
    const { here, further } = this.#onPath();
    if (byte === OPEN_ARRAY && here) {
      this.#scanner.begin();
      this.#place = 'in_array';
      return 1;
    }
    if (byte === OPEN_OBJECT && further && this.#keys.length < MAX_DEPTH) {
      this.#place = 'first_key';
      return 1;
    }
    if (!this.#paths.length) throw new ArchiveError('bounds_lost');
    return this.#follow(here || further ? 'record' : 'passed_over');
  }

  /** Whether records stand at this place, and whether a path goes on from it. */
  #onPath(): { readonly here: boolean; readonly further: boolean } {
    const keys = this.#keys;
    if (!this.#paths.length) return { here: !keys.length, further: false };
    const along = this.#paths.filter((path) => keys.every((key, n) => path[n] === key || path[n] === ANY));
    return {
      here: along.some(({ length }) => length === keys.length),
      further: along.some(({ length }) => length > keys.length),
    };
  }

  #follow(purpose: Purpose): 0 {
    this.#purpose = purpose;
    this.#place = 'in_value';
    this.#follower.begin(purpose === 'passed_over' ? 'discard' : 'keep');
    return 0;
  }

  #useValue(): void {
    const bytes = this.#follower.bytes();
    if (this.#purpose === 'key') {
      if (bytes.length > MAX_KEY_BYTES) throw new ArchiveError('record_too_long');
      this.#keys.push(toKey(bytes));
      this.#place = 'colon';
      return;
    }
    const isNull = bytes.length === 4 && Buffer.from(bytes).toString('latin1') === 'null';
    if (this.#purpose === 'record' && !isNull) this.#inSection({ bytes, bounds: [0, bytes.length] });
    this.#place = this.#keys.length ? 'after_value' : 'end';
  }
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;

function toKey(bytes: Uint8Array): string {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as string;
  } catch {
    throw new ArchiveError('bounds_lost');
  }
}
