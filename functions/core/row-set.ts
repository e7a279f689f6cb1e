/** functions/core/row-set.ts — a set of row numbers, one bit a row. */

const bitsIn = (byte: number): number => {
  let bits = 0;
  for (let left = byte; left; left &= left - 1) bits += 1;
  return bits;
};
const BITS = Uint8Array.from({ length: 256 }, (_, byte) => bitsIn(byte));

export class RowSet {
  readonly #bytes: Uint8Array;
  readonly length: number;

  /** @param length how many rows there are: numbers are below it */
  constructor(length: number) {
    this.length = length;
    this.#bytes = new Uint8Array(Math.ceil(length / 8));
  }

  has(row: number): boolean {
    return ((this.#bytes[row >>> 3] ?? 0) & (1 << (row & 7))) !== 0;
  }

  add(row: number): void {
    if (row < this.length) this.#bytes[row >>> 3] = (this.#bytes[row >>> 3] as number) | (1 << (row & 7));
  }

  /** Adds the rows `from <= n < until`. */
  addRange(from: number, until: number): void {
    const end = Math.min(until, this.length);
    for (let row = from; row < end; ) {
      if ((row & 7) === 0 && row + 8 <= end) {
        this.#bytes[row >>> 3] = 0xff;
        row += 8;
      } else {
        this.add(row);
        row += 1;
      }
    }
  }

  /** Adds what is in another set of the same rows. */
  addAll(other: RowSet): void {
    for (let at = 0; at < this.#bytes.length; at += 1) {
      this.#bytes[at] = (this.#bytes[at] as number) | (other.#bytes[at] as number);
    }
  }

  /** How many rows of `from <= n < until` are in it. */
  count(from = 0, until = this.length): number {
    const end = Math.min(until, this.length);
    let sum = 0;
    for (let row = from; row < end; ) {
      if ((row & 7) === 0 && row + 8 <= end) {
        sum += BITS[this.#bytes[row >>> 3] as number] as number;
        row += 8;
      } else {
        sum += this.has(row) ? 1 : 0;
        row += 1;
      }
    }
    return sum;
  }

  /** The rows of `from <= n < until` that are not in it: as many as wanted, after the first `skipped` of them. */
  absent(from: number, until: number, skipped: number, wanted: number): Uint32Array {
    const end = Math.min(until, this.length);
    const found: number[] = [];
    let left = skipped;
    for (let row = from; row < end && found.length < wanted; ) {
      if ((row & 7) === 0 && row + 8 <= end) {
        const free = 8 - (BITS[this.#bytes[row >>> 3] as number] as number);
        if (free <= left) {
          left -= free;
          row += 8;
          continue;
        }
      }
      if (!this.has(row)) {
        if (left) left -= 1;
        else found.push(row);
      }
      row += 1;
    }
    return Uint32Array.from(found);
  }
}
