/** functions/archive/scanner/array-scanner.ts — the records of a JSON array in bytes, found without parsing them. */
import type { Interval } from '../../core/period.ts';
import { ArchiveError, type RawTime } from '../types.ts';
import { SCANNER } from './module.ts';

/** What the scanner takes at a time. */
const PIECE_BYTES = 64 * 1024;
/** It works in blocks of so many bytes: the end is filled up with space. */
const BLOCK_BYTES = 64;
const SPACE = 0x20;
const PAGE_BYTES = 64 * 1024;
const RECORD_TOO_LONG = 2;
const FORMS: Record<RawTime['form'], number> = { iso: 1, usec: 2 };

/** What the module exports: see assembly/scan.ts. */
type Exports = {
  readonly memory: WebAssembly.Memory;
  readonly seen: WebAssembly.Global<'i32'>;
  readonly dropped: WebAssembly.Global<'i32'>;
  readonly scanned: WebAssembly.Global<'i32'>;
  readonly ended: WebAssembly.Global<'i32'>;
  readonly failure: WebAssembly.Global<'i32'>;
  input(): number;
  key(): number;
  results(): number;
  configure(maxRecordBytes: number, form: number, keyLength: number, from: number, until: number): void;
  begin(): void;
  scan(length: number): number;
  keep(length: number): number;
};

const module = new WebAssembly.Module(Buffer.from(SCANNER, 'base64'));

/** Which records need not be looked at: those whose own time, where it stands plainly, lies outside. */
export type Prefilter = { readonly rawTime: RawTime; readonly interval: Interval };

export type ScannerOptions = { readonly maxRecordBytes: number; readonly prefilter?: Prefilter | undefined };

/**
 * Neighbouring records, parted by nothing but commas and space. The bytes are valid until the next call only.
 * `bounds`: where each starts and where it ends, in turn.
 */
export type Neighbours = { readonly bytes: Uint8Array; readonly bounds: readonly number[] };

/**
 * Scans arrays one after the other. Any legal layout, any chunking; a record that is no object is found too, for its
 * bounds are known. Memory holds one piece and one record.
 */
export class ArrayScanner {
  readonly #wasm: Exports;
  readonly #input: number;
  #bytes: Uint8Array;
  #length = 0;

  constructor({ maxRecordBytes, prefilter }: ScannerOptions) {
    this.#wasm = new WebAssembly.Instance(module).exports as unknown as Exports;
    this.#input = this.#wasm.input();
    this.#bytes = new Uint8Array(this.#wasm.memory.buffer);
    this.#reserve(2 * PIECE_BYTES);
    const key = Buffer.from(prefilter?.rawTime.key ?? '');
    if (prefilter && (key.length < 3 || key.length > 16))
      throw new RangeError('The key of a raw time is 3 to 16 bytes');
    this.#bytes.set(key, this.#wasm.key());
    const form = prefilter ? FORMS[prefilter.rawTime.form] : 0;
    const { from, until } = prefilter?.interval ?? { from: 0, until: 0 };
    this.#wasm.configure(maxRecordBytes, form, key.length, from, until);
  }

  /** Records that were passed over because they lie outside the period, since `begin`. */
  get dropped(): number {
    return this.#wasm.dropped.value;
  }

  /** To be called behind the array's opening bracket. */
  begin(): void {
    this.#wasm.begin();
    this.#length = 0;
  }

  /**
   * @param take gets the records that end in this chunk
   * @returns what stands behind the array's closing bracket; undefined as long as that has not come
   * @throws ArchiveError `bounds_lost` when what is read is not an array of records; `record_too_long`
   */
  scan(chunk: Uint8Array, take: (neighbours: Neighbours) => void): Uint8Array | undefined {
    for (let from = 0; from < chunk.length; from += PIECE_BYTES) {
      const rest = this.#scanPiece(chunk.subarray(from, from + PIECE_BYTES), take);
      if (rest) return Buffer.concat([rest, chunk.subarray(from + PIECE_BYTES)]);
    }
    return undefined;
  }

  /** To be called when no more comes. @returns as `scan` @throws as `scan`; `bounds_lost` when the array is not closed */
  finish(take: (neighbours: Neighbours) => void): Uint8Array {
    const rest = this.#scanPiece(new Uint8Array(BLOCK_BYTES).fill(SPACE), take);
    if (!rest) throw new ArchiveError('bounds_lost');
    return rest.subarray(0, rest.length - BLOCK_BYTES);
  }

  #scanPiece(piece: Uint8Array, take: (neighbours: Neighbours) => void): Uint8Array | undefined {
    this.#reserve(this.#length + piece.length + BLOCK_BYTES);
    this.#bytes.set(piece, this.#input + this.#length);
    this.#length += piece.length;
    const found = this.#wasm.scan(this.#length);
    const failure = this.#wasm.failure.value;
    if (failure) throw new ArchiveError(failure === RECORD_TOO_LONG ? 'record_too_long' : 'bounds_lost');
    this.#give(found, take);
    const ended = this.#wasm.ended.value;
    if (ended >= 0) return this.#bytes.slice(this.#input + ended, this.#input + this.#length);
    this.#length = this.#wasm.keep(this.#length);
    return undefined;
  }

  /** Neighbours have numbers that follow each other. */
  #give(found: number, take: (neighbours: Neighbours) => void): void {
    const results = new Int32Array(this.#wasm.memory.buffer, this.#wasm.results(), found * 3);
    let bounds: number[] = [];
    for (let at = 0; at < results.length; at += 3) {
      if (bounds.length && results[at + 2] !== (results[at - 1] as number) + 1) {
        take({ bytes: this.#bytes, bounds });
        bounds = [];
      }
      bounds.push(this.#input + (results[at] as number), this.#input + (results[at + 1] as number));
    }
    if (bounds.length) take({ bytes: this.#bytes, bounds });
  }

  #reserve(length: number): void {
    const missing = this.#input + length - this.#bytes.length;
    if (missing <= 0) return;
    // Half as much again each time, so that a long record is not copied over and over.
    this.#wasm.memory.grow(Math.ceil(Math.max(missing, this.#bytes.length / 2) / PAGE_BYTES));
    this.#bytes = new Uint8Array(this.#wasm.memory.buffer);
  }
}
