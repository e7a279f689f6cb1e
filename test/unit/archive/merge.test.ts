import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeRuns } from '../../../functions/archive/merge.ts';
import type { Row } from '../../../functions/archive/types.ts';
import { bufferSink, bufferSource } from '../../support/bytes.ts';
import { BASE, merge, rowAt, rowsOf, SCHEMA, store, titlesOf } from './support.ts';

const runOf = async (entry: string, rows: readonly Row[]) => ({ entry, bytes: (await store(rows)).bytes });
const newestFirst = (a: Row, b: Row): number =>
  (b.time ?? Number.NEGATIVE_INFINITY) === (a.time ?? Number.NEGATIVE_INFINITY)
    ? 0
    : (b.time ?? Number.NEGATIVE_INFINITY) - (a.time ?? Number.NEGATIVE_INFINITY);

describe('merging runs', () => {
  it('orders rows of the same time by entry name, then by the source', async () => {
    const { bytes } = await merge([
      await runOf('b.json', [rowAt(BASE, 'b1'), rowAt(BASE, 'b2'), rowAt(BASE - 1, 'b3')]),
      await runOf('a.json', [rowAt(BASE + 1, 'a1'), rowAt(BASE, 'a2')]),
    ]);
    expect(await titlesOf(bytes)).toEqual(['a1', 'a2', 'b1', 'b2', 'b3']);
  });

  it('drops what another entry has too, but not a repetition within one', async () => {
    const { bytes, file } = await merge([
      await runOf('a.json', [rowAt(BASE, 'same'), rowAt(BASE, 'same'), rowAt(BASE - 1, 'only a')]),
      await runOf('b.json', [rowAt(BASE, 'same'), rowAt(BASE, 'other'), rowAt(BASE - 1, 'only b')]),
    ]);
    expect(await titlesOf(bytes)).toEqual(['same', 'same', 'other', 'only a', 'only b']);
    expect(file.counts).toMatchObject({ seen: 6, kept: 5, duplicate: 1 });
    expect(file.rows).toBe(5);
  });

  it('compares whole rows, and never rows without a time', async () => {
    const row = rowAt(BASE, 'a');
    const { file } = await merge([
      await runOf('a', [row, rowAt(null, 'timeless')]),
      await runOf('b', [{ ...row, is_ad: false }, { ...row, extra: '{}' }, rowAt(null, 'timeless')]),
    ]);
    expect(file.counts).toMatchObject({ seen: 5, kept: 5, duplicate: 0 });
  });

  it('gives what a naive merge gives, whatever the entries and runs', async () => {
    const row = fc.tuple(fc.option(fc.integer({ min: BASE - 3, max: BASE + 3 })), fc.constantFrom('x', 'y'));
    const run = fc.tuple(fc.constantFrom('a', 'B', 'ä'), fc.array(row, { maxLength: 8 }));
    await fc.assert(
      fc.asyncProperty(fc.array(run, { maxLength: 6 }), async (given) => {
        const runs = given.map(([entry, rows]) => ({
          entry,
          rows: rows.map(([time, title]) => rowAt(time, title)).sort(newestFirst),
        }));
        const { bytes, file } = await merge(await Promise.all(runs.map(({ entry, rows }) => runOf(entry, rows))));
        const all = runs.flatMap(({ entry, rows }) => rows.map((each) => ({ entry, each })));
        const sorted = all
          .sort((a, b) => (a.entry < b.entry ? -1 : Number(a.entry > b.entry)))
          .sort((a, b) => newestFirst(a.each, b.each));
        const expected = naivelyUnique(sorted);
        expect((await rowsOf(bytes)).map(({ time, title }) => [time, title])).toEqual(
          expected.map(({ time, title }) => [time, title]),
        );
        expect(file.counts).toMatchObject({
          seen: all.length,
          kept: expected.length,
          duplicate: all.length - expected.length,
        });
      }),
      { numRuns: 150 },
    );
  });

  it('opens a run only when its time comes', async () => {
    const reads: string[] = [];
    const days = Array.from({ length: 20 }, (_, day) => `day ${day}`);
    const runs = await Promise.all(
      days.map(async (name, day) => {
        const rows = Array.from({ length: 50 }, (_, n) => rowAt(BASE + day * 1000 - n, name));
        const { bytes, file } = await store(rows);
        const source = bufferSource(bytes);
        const stream = (start: number, end: number) => {
          if (end <= bytes.length - file.footerBytes) reads.push(name);
          return source.stream(start, end);
        };
        return { entry: 'a', source: { ...source, stream }, footerBytes: file.footerBytes };
      }),
    );
    const { rows } = await mergeRuns({ runs, schema: SCHEMA, sink: bufferSink() });
    expect(rows).toBe(1000);
    expect(reads).toEqual(days.toReversed());
  });

  it('says that a damaged run is damaged, and what the store itself threw', async () => {
    const { bytes } = await store([rowAt(BASE, 'a')]);
    const damaged = Buffer.from(bytes).fill(0xff, 4, 40);
    await expect(merge([{ entry: 'a', bytes: damaged }])).rejects.toMatchObject({ name: 'ArchiveError' });
    const failure = new Error('connection reset');
    const source = {
      ...bufferSource(bytes),
      // biome-ignore lint/correctness/useYield: a source that fails before its first byte
      async *stream(): AsyncGenerator<Uint8Array> {
        throw failure;
      },
    };
    const merging = mergeRuns({ runs: [{ entry: 'a', source }], schema: SCHEMA, sink: bufferSink() });
    await expect(merging).rejects.toBe(failure);
  });
});

/** Each row as often as the entry that has it most often; rows without a time always. */
function naivelyUnique(sorted: readonly { entry: string; each: Row }[]): Row[] {
  return sorted
    .filter(({ entry, each }, at) => {
      if (each.time === null) return true;
      const before = sorted.slice(0, at).filter((other) => JSON.stringify(other.each) === JSON.stringify(each));
      const times = (name: string): number => before.filter((other) => other.entry === name).length;
      return before.every((other) => other.entry === entry || times(entry) >= times(other.entry));
    })
    .map(({ each }) => each);
}
