import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RowSet } from '../../../functions/core/row-set.ts';

/** What was put in, in its order: single rows, ranges, and other sets. */
type Step =
  | { readonly row: number }
  | { readonly from: number; readonly until: number }
  | { readonly all: readonly number[] };

// Around whole bytes, and beyond the length.
const length = fc.nat(70);
const row = fc.nat(80);
const range = fc.tuple(row, row).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) }));
const step: fc.Arbitrary<Step> = fc.oneof(
  row.map((one) => ({ row: one })),
  range,
  fc.array(row, { maxLength: 20 }).map((all) => ({ all })),
);
const steps = fc.array(step, { maxLength: 12 });

const rowsOf = (what: Step): readonly number[] => {
  if ('row' in what) return [what.row];
  if ('all' in what) return what.all;
  return Array.from({ length: what.until - what.from }, (_, at) => what.from + at);
};

/** A set of rows, and the same as a plain one. */
function made(size: number, what: readonly Step[]) {
  const rows = new RowSet(size);
  const plain = new Set<number>();
  for (const one of what) {
    if ('row' in one) rows.add(one.row);
    else if ('from' in one) rows.addRange(one.from, one.until);
    else {
      const other = new RowSet(size);
      for (const number of one.all) other.add(number);
      rows.addAll(other);
    }
    for (const number of rowsOf(one)) if (number < size) plain.add(number);
  }
  return { rows, plain };
}

const numbers = (from: number, until: number): readonly number[] =>
  Array.from({ length: Math.max(0, until - from) }, (_, at) => from + at);

describe('a set of rows', () => {
  it('holds what was put in, and nothing beyond its length', () => {
    const property = fc.property(length, steps, (size, what) => {
      const { rows, plain } = made(size, what);
      expect(rows.length).toBe(size);
      expect(numbers(0, 90).filter((number) => rows.has(number))).toEqual([...plain].sort((a, b) => a - b));
      expect(rows.count()).toBe(plain.size);
    });
    fc.assert(property);
  });

  it('counts what lies between two rows, wherever they lie', () => {
    const property = fc.property(length, steps, range, (size, what, { from, until }) => {
      const { rows, plain } = made(size, what);
      expect(rows.count(from, until)).toBe(numbers(from, until).filter((number) => plain.has(number)).length);
    });
    fc.assert(property);
  });

  it('gives what is not in it, any page of it', () => {
    const page = fc.record({ size: length, what: steps, between: range, skipped: fc.nat(90), wanted: fc.nat(40) });
    const property = fc.property(page, ({ size, what, between, skipped, wanted }) => {
      const { rows, plain } = made(size, what);
      const { from, until } = between;
      const left = numbers(from, Math.min(until, size)).filter((number) => !plain.has(number));
      expect([...rows.absent(from, until, skipped, wanted)]).toEqual(left.slice(skipped, skipped + wanted));
    });
    fc.assert(property);
  });

  it('is gone through by pages, each row once, whatever their size', () => {
    const property = fc.property(length, steps, fc.integer({ min: 1, max: 30 }), (size, what, wanted) => {
      const { rows, plain } = made(size, what);
      const seen: number[] = [];
      for (let skipped = 0; skipped < size; skipped += wanted) seen.push(...rows.absent(0, size, skipped, wanted));
      expect(seen).toEqual(numbers(0, size).filter((number) => !plain.has(number)));
      expect(seen.length).toBe(size - rows.count());
    });
    fc.assert(property);
  });

  it('of a million rows gives the few that are not in it', () => {
    const rows = new RowSet(1_000_000);
    rows.addRange(3, 999_990);
    expect(rows.count()).toBe(999_987);
    expect([...rows.absent(0, 1_000_000, 2, 3)]).toEqual([2, 999_990, 999_991]);
    expect([...rows.absent(0, 1_000_000, 12, 5)]).toEqual([999_999]);
  });
});
