import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import type { EntryReader } from '../../../functions/archive/types.ts';
import { isBalanced, NO_ROWS } from '../../../functions/core/accounting.ts';
import { contains } from '../../../functions/core/period.ts';
import {
  ALWAYS,
  BASE,
  DAY,
  filter,
  filterRecords,
  merge,
  PERIOD,
  READER,
  rowsOf,
  type Source,
  TIMELESS,
  titleText,
} from './support.ts';

const PLACE = { entry: 'entry.json', section: null };
const when = fc.integer({ min: BASE - 60 * DAY, max: BASE + 60 * DAY }).map((time) => new Date(time).toISOString());
const record: fc.Arbitrary<Source> = fc.record(
  {
    time: fc.oneof({ weight: 8, arbitrary: when }, fc.constantFrom('yesterday', null, 5, '2024-02-01T00:00:00Z')),
    title: fc.oneof(fc.string(), fc.constantFrom('"},{"', '\\', '"time": "x"'), fc.jsonValue({ maxDepth: 2 })),
    drop: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('filtering an entry', () => {
  it('keeps exactly the rows in the period, newest first, and accounts for all others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.integer({ min: 1, max: 64 }), async (records, piece) => {
        const { counts, runs, minTime, maxTime, complete } = await filterRecords(records, { piece });
        const dated = records
          .map((each, at) => ({ ...each, at, time: READER.time(each, PLACE) as number }))
          .filter(({ time }) => time !== null);
        const inside = dated.filter(({ time }) => contains(PERIOD, time));
        const kept = inside.filter(({ drop }) => !drop).sort((a, b) => b.time - a.time || a.at - b.at);
        const rows = (await Promise.all(runs.map(rowsOf))).flat();
        expect(rows.map(({ time, title }) => [time, title])).toEqual(
          kept.map(({ time, title }) => [time, titleText(title)]),
        );
        expect(counts).toEqual({
          ...NO_ROWS,
          seen: records.length,
          kept: kept.length,
          undated: records.length - dated.length,
          outside_period: dated.length - inside.length,
          filtered: inside.length - kept.length,
        });
        expect(isBalanced(counts)).toBe(true);
        expect([minTime, maxTime]).toEqual([kept.at(-1)?.time ?? null, kept[0]?.time ?? null]);
        expect(complete).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  it('counts what cannot be parsed, and what its reader cannot take, as malformed, and goes on', async () => {
    const reader: EntryReader = {
      ...READER,
      toRow(each, time, place) {
        if (each.title === 'trap') throw new TypeError('not for me');
        return READER.toRow(each, time, place);
      },
    };
    const good = (title: string) => `{"time":"2024-03-01T00:00:00Z","title":"${title}"}`;
    const text = `[${good('a')},{"time": nope},1,null,"x",[1],${good('trap')},${good('b')}]`;
    const { counts } = await filter(Buffer.from(text), { piece: 7, reader });
    expect(counts).toEqual({ ...NO_ROWS, seen: 8, kept: 2, malformed: 6 });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, 1e17, 0.5])('takes a time of %d as none', async (time) => {
    const { counts } = await filterRecords([{}], { reader: { ...TIMELESS, time: () => time }, interval: ALWAYS });
    expect(counts).toEqual({ ...NO_ROWS, seen: 1, undated: 1 });
  });

  it('keeps an entry whole whose records have no times by nature', async () => {
    const { counts, runs } = await filterRecords([{ title: 'b' }, { title: 'a' }, { title: 'c' }], {
      reader: TIMELESS,
    });
    expect(counts).toEqual({ ...NO_ROWS, seen: 3, kept: 3 });
    expect((await rowsOf(runs[0] as Buffer)).map(({ time, title }) => [time, title])).toEqual([
      [null, 'b'],
      [null, 'a'],
      [null, 'c'],
    ]);
  });

  it('stops at a reader that gives a row another time than its record’s', async () => {
    const reader: EntryReader = { ...TIMELESS, toRow: () => ({ time: 5, title: 'x', is_ad: null, extra: null }) };
    await expect(filterRecords([{}], { reader })).rejects.toThrow(TypeError);
  });

  it('opens no run where no row is kept', async () => {
    const { runs } = await filterRecords([{ time: '1999-01-01T00:00:00Z' }, { drop: true }]);
    expect(runs).toEqual([]);
  });

  it('reads a table by its header', async () => {
    const reader: EntryReader = {
      ...{ format: 'table', time: (line, place) => READER.time({ time: line['Liked Date'] }, place) },
      toRow: ({ Url }, time) => ({ time, title: String(Url), is_ad: null, extra: null }),
    };
    const text = 'Url\tLiked Date\nhttps://a.example\t2024-03-05\nhttps://b.example\t2020-01-01\nhttps://c.example\n';
    const { counts } = await filter(Buffer.from(text), { reader });
    expect(counts).toEqual({ ...NO_ROWS, seen: 3, kept: 1, outside_period: 1, malformed: 1 });
  });

  it('leaves nothing complete of an entry whose bounds are lost', async () => {
    const text = JSON.stringify([{ time: new Date(BASE).toISOString(), title: 'a' }]).slice(0, -1);
    await expect(filter(Buffer.from(text))).rejects.toMatchObject({ name: 'ArchiveError', code: 'bounds_lost' });
    const limits = { ...DEFAULT_LIMITS, maxRecordBytes: 10 };
    await expect(filter(Buffer.from(`${text}]`), { limits })).rejects.toMatchObject({ code: 'record_too_long' });
  });
});

describe('an entry that is not newest first', () => {
  const orders: [string, (n: number, count: number) => number][] = [
    ['oldest first', (n) => n],
    ['in no order', (n, count) => (n * 7919) % count],
    ['nearly newest first', (n, count) => count - n + ((n * 31) % 50)],
    ['in two halves', (n, count) => (n < count / 2 ? count / 2 - n : count - n)],
  ];

  it.each(orders)('%s, becomes sorted runs; rows of the same time keep their order', async (_, place) => {
    const count = 60_000;
    // Three places share a second, so that ties are many.
    const records = Array.from({ length: count }, (__, n) => ({
      time: new Date(BASE - Math.floor(place(n, count) / 3) * 1000).toISOString(),
      title: `row ${n}`,
    }));
    const { counts, runs } = await filterRecords(records, { interval: ALWAYS });
    expect(counts.kept).toBe(count);
    for (const run of runs) {
      const times = (await rowsOf(run)).map(({ time }) => time as number);
      expect(times.every((time, at) => at === 0 || time <= (times[at - 1] as number))).toBe(true);
    }
    const { bytes } = await merge(runs.map((run) => ({ entry: 'a', bytes: run })));
    const expected = records.toSorted((a, b) => b.time.localeCompare(a.time)).map(({ title }) => title);
    expect((await rowsOf(bytes)).map(({ title }) => title)).toEqual(expected);
  });

  it('needs one run where it is nearly in order', async () => {
    const records = Array.from({ length: 40_000 }, (_, n) => ({
      time: new Date(BASE - n * 1000 + (n % 7) * 5000).toISOString(),
      title: '',
    }));
    expect((await filterRecords(records, { interval: ALWAYS })).runs).toHaveLength(1);
  });
});
