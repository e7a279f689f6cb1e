/** functions/archive/json-walker.ts — finds the places of a JSON document where records stand, in a stream. */
import { ArrayScanner, type Neighbours, type ScannerOptions } from './scanner/array-scanner.ts';
import { ArchiveError, type Lists } from './types.ts';
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
/** Values that mean that there is nothing are short, with the spaces in them. */
const LONGEST_NOTHING = 64;
/** Objects within objects until the records. */
const MAX_DEPTH = 16;

/** Any key. */
export const ANY = '*';

export type JsonPaths = readonly (readonly string[])[];

/** What a document is walked through for; see `EntryReader`. */
export type Places = {
  readonly paths?: JsonPaths | undefined;
  readonly known?: JsonPaths | undefined;
  readonly anyCase?: boolean | undefined;
  readonly nothing?: readonly string[] | undefined;
};

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
  readonly #places: Places;
  readonly #scanner: ArrayScanner;
  readonly #follower: ValueFollower;
  readonly #take: TakeRecords;
  readonly #keys: string[] = [];
  #place: Place = 'value';
  #purpose: Purpose = 'passed_over';
  #markBytes = 0;
  #begun = false;
  #droppedBefore = 0;
  /** Elements of the unknown list that is being read; undefined in one of records. */
  #strangers: number | undefined;
  #unknown = 0;
  #found = false;

  /** @param places without paths: the document is an array of records, and nothing else */
  constructor(places: Places, options: ScannerOptions, take: TakeRecords) {
    this.#paths = places.paths ?? [];
    this.#places = places;
    this.#scanner = new ArrayScanner(options);
    this.#follower = new ValueFollower(options.maxRecordBytes);
    this.#take = take;
  }

  /** Records that were passed over because they lie outside the period. */
  get dropped(): number {
    const isOfRecords = this.#place === 'in_array' && this.#strangers === undefined;
    return this.#droppedBefore + (isOfRecords ? this.#scanner.dropped : 0);
  }

  /** What was met beside the records. */
  get lists(): Lists {
    return { found: this.#found, unknown: this.#unknown };
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

  readonly #inSection = (neighbours: Neighbours): void => {
    if (this.#strangers === undefined) this.#take(this.#keys.at(-1) ?? null, neighbours);
    else this.#strangers += neighbours.bounds.length / 2;
  };

  #leaveArray(rest: Uint8Array): Uint8Array {
    if (this.#strangers === undefined) this.#droppedBefore += this.#scanner.dropped;
    else if (this.#strangers + this.#scanner.dropped > 0) this.#unknown += 1;
    this.#strangers = undefined;
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
    const { here, further, found } = this.#onPath();
    this.#found ||= found;
    const isStrange = !here && !further && this.#isUnknown();
    if (byte === OPEN_ARRAY && (here || isStrange)) {
      this.#strangers = isStrange ? 0 : undefined;
      this.#scanner.begin();
      this.#place = 'in_array';
      return 1;
    }
    if (byte === OPEN_OBJECT && (further || isStrange) && this.#keys.length < MAX_DEPTH) {
      this.#place = 'first_key';
      return 1;
    }
    if (!this.#paths.length) throw new ArchiveError('bounds_lost');
    return this.#follow(here || further ? 'record' : 'passed_over');
  }

  /**
   * Whether records stand at this place, and whether a path goes on from it. `found`: it is one that a path names, or a
   * map whose keys are any.
   */
  #onPath(): { readonly here: boolean; readonly further: boolean; readonly found: boolean } {
    const keys = this.#names();
    if (!this.#paths.length) return { here: !keys.length, further: false, found: !keys.length };
    const along = this.#paths.filter((path) => keys.every((key, n) => path[n] === key || path[n] === ANY));
    return {
      here: along.some(({ length }) => length === keys.length),
      further: along.some(({ length }) => length > keys.length),
      found: along.some((path) => path.slice(keys.length).every((key) => key === ANY)),
    };
  }

  /** The keys that lead here, as paths write them. */
  #names(): readonly string[] {
    return this.#places.anyCase ? this.#keys.map((key) => key.toLowerCase()) : this.#keys;
  }

  /** Whether this place is neither a known one nor below it. */
  #isUnknown(): boolean {
    const { known } = this.#places;
    if (!known) return false;
    const keys = this.#names();
    return !known.some((path) => path.length <= keys.length && path.every((key, n) => key === keys[n] || key === ANY));
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
    if (this.#purpose === 'record' && !this.#isNothing(bytes)) this.#inSection({ bytes, bounds: [0, bytes.length] });
    this.#place = this.#keys.length ? 'after_value' : 'end';
  }

  #isNothing(bytes: Uint8Array): boolean {
    if (bytes.length > LONGEST_NOTHING) return false;
    const text = Buffer.from(bytes).toString('latin1');
    return text === 'null' || (this.#places.nothing?.includes(text.replace(/\s/g, '')) ?? false);
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
