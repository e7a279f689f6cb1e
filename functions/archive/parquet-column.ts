/** functions/archive/parquet-column.ts — the values of one column of a row group, as the bytes of its pages. */
import type { Column, Row } from './types.ts';

/** Beyond so many different texts a dictionary would be about as long as what it stands for. */
const MAX_DICTIONARY = 2048;
const FIRST_BYTES = 64 * 1024;
/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const UTF8_BYTES = 3;
const VALUE_BYTES = 8;
/** What is kept of a buffer from one group to the next; a long text is no reason to hold more. */
const KEPT_BYTES = 1024 * 1024;

/** What a column chunk consists of, not compressed. */
export type ColumnPages = {
  /** Definition levels: which values are there. */
  readonly levels: Uint8Array;
  readonly values: Uint8Array;
  readonly nulls: number;
  /** The different texts, where the values are numbers of them. */
  readonly dictionary?: { readonly bytes: Uint8Array; readonly count: number };
};

/** Takes values as they come, so that rows need not be held until their group is full. */
export type ColumnBuilder = {
  /** @returns by how many bytes more is held, about */
  add(value: Row[string] | undefined): number;
  /** Gives the pages and begins anew. The bytes are valid until the next `add`. */
  take(): ColumnPages;
};

/** Bytes that grow; kept from one row group to the next. */
class Bytes {
  #buffer: Buffer;
  length = 0;

  constructor(bytes = FIRST_BYTES) {
    this.#buffer = Buffer.allocUnsafe(bytes);
  }

  /** Makes room, and gives the buffer to write into. */
  room(bytes: number): Buffer {
    if (this.length + bytes > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#buffer.length * 2, this.length + bytes));
      this.#buffer.copy(larger, 0, 0, this.length);
      this.#buffer = larger;
    }
    return this.#buffer;
  }

  /** A text as a byte array: its length in four bytes, then UTF-8. */
  text(value: string): void {
    const buffer = this.room(4 + value.length * UTF8_BYTES);
    const written = buffer.write(value, this.length + 4);
    buffer.writeUInt32LE(written, this.length);
    this.length += 4 + written;
  }

  /** @see https://protobuf.dev/programming-guides/encoding/#varints */
  varint(value: number): void {
    const buffer = this.room(5);
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) buffer[this.length++] = (rest & 0x7f) | 0x80;
    buffer[this.length++] = rest;
  }

  bytes(): Uint8Array {
    return this.#buffer.subarray(0, this.length);
  }

  /** Gives what has been written and begins anew; it is overwritten by what is written next. */
  take(): Uint8Array {
    const taken = this.bytes();
    this.length = 0;
    if (this.#buffer.length > KEPT_BYTES) this.#buffer = Buffer.allocUnsafe(FIRST_BYTES);
    return taken;
  }
}

/** Whether each value of a group is there, a bit each. */
class Levels {
  #bits = new Uint8Array(1024);
  count = 0;
  nulls = 0;

  add(isThere: boolean): void {
    if (this.count >> 3 >= this.#bits.length) {
      const larger = new Uint8Array(this.#bits.length * 2);
      larger.set(this.#bits);
      this.#bits = larger;
    }
    if (isThere) (this.#bits[this.count >> 3] as number) |= 1 << (this.count & 7);
    else this.nulls += 1;
    this.count += 1;
  }

  /** Runs of one value where all are alike, packed bits else. @see https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE */
  take(): { levels: Uint8Array; nulls: number } {
    const { count, nulls } = this;
    const out = new Bytes(8 + Math.ceil(count / 8));
    if (!nulls || nulls === count) {
      out.varint(count << 1);
      out.room(1)[out.length++] = nulls ? 0 : 1;
    } else {
      const bytes = Math.ceil(count / 8);
      out.varint((bytes << 1) | 1);
      out.room(bytes).set(this.#bits.subarray(0, bytes), out.length);
      out.length += bytes;
    }
    this.#bits.fill(0);
    this.count = 0;
    this.nulls = 0;
    return { levels: out.bytes(), nulls };
  }
}

/** Numbers of so many bits each, packed: the number of groups of eight, then the bits. */
function packed(numbers: readonly number[], width: number): Uint8Array {
  const out = new Bytes(16 + numbers.length * 2);
  out.room(1)[out.length++] = width;
  if (!width) {
    out.varint(numbers.length << 1);
    return out.bytes();
  }
  // Runs of packed numbers are counted in groups of eight.
  const groups = Math.ceil(numbers.length / 8);
  out.varint((groups << 1) | 1);
  const buffer = out.room(groups * width);
  let bits = 0;
  let held = 0;
  for (let n = 0; n < groups * 8; n += 1) {
    bits |= (numbers[n] ?? 0) << held;
    held += width;
    for (; held >= 8; held -= 8) {
      buffer[out.length++] = bits & 0xff;
      bits >>>= 8;
    }
  }
  return out.bytes();
}

/** Texts; numbers of a dictionary as long as there are few different ones. */
class TextColumn implements ColumnBuilder {
  readonly #tries: boolean;
  readonly #levels = new Levels();
  #plain = new Bytes();
  #dictionary: Map<string, number> | undefined;
  #numbers: number[] = [];

  constructor({ distinct = false }: Column) {
    this.#tries = !distinct;
    this.#dictionary = this.#tries ? new Map() : undefined;
  }

  add(value: Row[string] | undefined): number {
    const isThere = typeof value === 'string';
    this.#levels.add(isThere);
    if (!isThere) return 0;
    const before = this.#plain.length;
    this.#write(value);
    return this.#plain.length - before;
  }

  #write(value: string): void {
    let number = this.#dictionary?.get(value);
    if (number === undefined) {
      this.#plain.text(value);
      if (!this.#dictionary) return;
      number = this.#dictionary.size;
      this.#dictionary.set(value, number);
    }
    this.#numbers.push(number);
    if (this.#dictionary && number >= MAX_DICTIONARY) this.#spell(this.#dictionary);
  }

  /** Too many are different: writes out what the numbers stood for. */
  #spell(dictionary: ReadonlyMap<string, number>): void {
    const texts = [...dictionary.keys()];
    this.#plain.length = 0;
    for (const number of this.#numbers) this.#plain.text(texts[number] as string);
    this.#dictionary = undefined;
    this.#numbers = [];
  }

  take(): ColumnPages {
    // Every text once only: the numbers would come on top.
    if (this.#dictionary && this.#dictionary.size * 2 > this.#numbers.length) this.#spell(this.#dictionary);
    const plain = this.#plain.take();
    const count = this.#dictionary?.size ?? 0;
    const pages = this.#dictionary
      ? {
          values: packed(this.#numbers, count > 1 ? 32 - Math.clz32(count - 1) : 0),
          dictionary: { bytes: plain, count },
        }
      : { values: plain };
    this.#dictionary = this.#tries ? new Map() : undefined;
    this.#numbers = [];
    return { ...this.#levels.take(), ...pages };
  }
}

/** Values of eight bytes, or of one bit. */
class FixedColumn implements ColumnBuilder {
  readonly #levels = new Levels();
  readonly #values = new Bytes();
  readonly #write: (values: Bytes, value: Row[string], n: number) => void;

  constructor(write: (values: Bytes, value: Row[string], n: number) => void) {
    this.#write = write;
  }

  add(value: Row[string] | undefined): number {
    const isThere = value !== null && value !== undefined;
    this.#levels.add(isThere);
    if (isThere) this.#write(this.#values, value, this.#levels.count - this.#levels.nulls - 1);
    return isThere ? VALUE_BYTES : 0;
  }

  take(): ColumnPages {
    return { ...this.#levels.take(), values: this.#values.take() };
  }
}

const HIGH = 2 ** 32;

/** A whole number in eight bytes, the lower half first. */
function writeInteger(values: Bytes, value: Row[string]): void {
  const buffer = values.room(8);
  buffer.writeUInt32LE((value as number) >>> 0, values.length);
  buffer.writeInt32LE(Math.floor((value as number) / HIGH), values.length + 4);
  values.length += 8;
}

function writeNumber(values: Bytes, value: Row[string]): void {
  values.room(8).writeDoubleLE(value as number, values.length);
  values.length += 8;
}

function writeBit(values: Bytes, value: Row[string], n: number): void {
  const buffer = values.room(1);
  if ((n & 7) === 0) buffer[values.length++] = 0;
  if (value) (buffer[values.length - 1] as number) |= 1 << (n & 7);
}

/** A builder for a column's type. Timestamps are whole milliseconds. */
export function columnBuilder(column: Column): ColumnBuilder {
  if (column.type === 'string' || column.type === 'json') return new TextColumn(column);
  if (column.type === 'boolean') return new FixedColumn(writeBit);
  return new FixedColumn(column.type === 'number' ? writeNumber : writeInteger);
}
