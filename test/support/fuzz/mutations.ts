/** test/support/fuzz/mutations.ts — bytes that are nearly what they should be. */
import fc from 'fast-check';

/** A change of bytes: what stands at a place, by its share of the whole, becomes something else. */
type Change = (bytes: Buffer) => Buffer;

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const length = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2000 }));

const replaced = (bytes: Buffer, at: number, count: number, by: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + count)]);

const index = (bytes: Buffer, share: number): number => Math.floor(share * bytes.length);

/** What parsers look for, and what they stumble over. */
const PIECES = [
  ...['"', '[', ']', '{', '}', ',', ':', '\\', '\\u', '\\ud800', '\n', '\r', '\t', ';', '0', '-', 'e', '[]', '{}'],
  ...['null', '1e999', '"":', '"__proto__":{"a":1},', '[{"time":', '\u0000', '\ufeff', '/*', "'", '"\n"', '""""'],
].map((text) => Buffer.from(text));
const BROKEN = [[0x80], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xff, 0xfe], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82]].map(
  (bytes) => Buffer.from(bytes),
);

const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(place, fc.nat(7)).map(([at, bit]) => (bytes: Buffer) => {
    const here = index(bytes, at);
    return replaced(bytes, here, 1, Buffer.from([(bytes[here] ?? 0) ^ (1 << bit)]));
  }),
  fc.tuple(place, length).map(
    ([at, count]) =>
      (bytes: Buffer) =>
        replaced(bytes, index(bytes, at), count, Buffer.of()),
  ),
  fc.tuple(place, place, length).map(([from, to, count]) => (bytes: Buffer) => {
    const start = index(bytes, from);
    return replaced(bytes, index(bytes, to), 0, bytes.subarray(start, start + count));
  }),
  fc.tuple(place, place, length).map(([from, to, count]) => (bytes: Buffer) => {
    const start = index(bytes, from);
    return replaced(bytes, index(bytes, to), count, bytes.subarray(start, start + count));
  }),
  fc.tuple(place, fc.constantFrom(...PIECES, ...BROKEN)).map(
    ([at, piece]) =>
      (bytes: Buffer) =>
        replaced(bytes, index(bytes, at), 0, piece),
  ),
  place.map((at) => (bytes: Buffer) => bytes.subarray(0, index(bytes, at))),
);

/** The bytes after one to five changes. */
export const mutated = (bytes: Buffer): fc.Arbitrary<Buffer> =>
  fc.array(change, { minLength: 1, maxLength: 5 }).map((changes) => changes.reduce((all, each) => each(all), bytes));
