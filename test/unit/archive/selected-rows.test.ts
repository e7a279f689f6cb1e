import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectedRows } from '../../../functions/archive/selected-rows.ts';
import { openTable } from '../../../functions/archive/table.ts';
import { plain } from '../../../functions/archive/text-search.ts';
import type { Row } from '../../../functions/archive/types.ts';
import { withoutRows } from '../../../functions/archive/without-rows.ts';
import type { Selection } from '../../../functions/core/review.ts';
import { bufferSource } from '../../support/bytes.ts';
import { BASE, DAY, SCHEMA, store } from './support.ts';

const HOUR = DAY / 24;
const DATED = 9_000;
const UNDATED = 700;
const TOTAL = DATED + UNDATED;
const WORDS = ['Café', 'cafe\u0301', 'STRASSE', 'Straße', 'İzmir', 'null', '1', '{"a":"Ä"}', ''];

const row = (n: number, time: number | null): Row => ({
  time,
  title: n % 7 ? `${WORDS[n % WORDS.length]} ${n}` : null,
  is_ad: n % 2 === 0,
  extra: n % 5 ? null : JSON.stringify({ place: WORDS[n % WORDS.length], n }),
});
/** In three row groups; the border between two of them lies within rows of one time. */
const rows: readonly Row[] = Array.from({ length: TOTAL }, (_, n) =>
  row(n, n < DATED ? BASE - Math.floor(n / 3) * HOUR : null),
);
const stored = store(rows).then(({ bytes }) => bytes);
const open = async () => openTable(bufferSource(await stored));

const day = (time: number): string => new Date(time).toISOString().slice(0, 10);

/** Whether a selection names a row, by nothing but the row itself. */
function names({ rows: named, q, start_date: start, end_date: end }: Selection, at: number): boolean {
  const { time, title, extra } = rows[at] as Row;
  if (named) return named.includes(at);
  const on = typeof time === 'number' ? day(time) : undefined;
  if ((start || end) && on === undefined) return false;
  if ((start && on && on < start) || (end && on && on > end)) return false;
  return q === undefined || [title, extra].some((text) => typeof text === 'string' && plain(text).includes(plain(q)));
}
const naive = (selections: readonly Selection[]): readonly number[] =>
  rows.flatMap((_, at) => (selections.some((selection) => names(selection, at)) ? [at] : []));

const data_type = 'any';
const date = fc.integer({ min: BASE - 3100 * HOUR, max: BASE + 3 * DAY }).map(day);
const dates = fc.oneof(
  fc.record({ start_date: date }),
  fc.record({ end_date: date }),
  fc.tuple(date, date).map(([a, b]) => ({ start_date: a < b ? a : b, end_date: a < b ? b : a })),
);
const text = fc.oneof(
  fc.constantFrom('café', 'CAFE', 'straße', 'izmir', 'ä', '77', '" "', 'nobody', '"n":35'),
  fc.nat(TOTAL).map(String),
);
const selection: fc.Arbitrary<Selection> = fc.oneof(
  fc.array(fc.nat(TOTAL - 1), { minLength: 1, maxLength: 40 }).map((some) => ({ data_type, rows: some })),
  dates.map((when) => ({ data_type, ...when })),
  text.map((q) => ({ data_type, q })),
  fc.tuple(text, dates).map(([q, when]) => ({ data_type, q, ...when })),
);

describe('the rows that selections name', () => {
  it('are those that a naive reader finds, each once, whatever is selected', async () => {
    const table = await open();
    const property = fc.asyncProperty(fc.array(selection, { maxLength: 4 }), async (selections) => {
      const selected = await selectedRows(table, SCHEMA, selections);
      const wanted = naive(selections);
      expect(rows.flatMap((_, at) => (selected.has(at) ? [at] : []))).toEqual(wanted);
      expect([selected.length, selected.count()]).toEqual([TOTAL, wanted.length]);
    });
    await fc.assert(property, { numRuns: 40 });
  });

  it('are missing from what is left, and only they are', async () => {
    const table = await open();
    const property = fc.asyncProperty(fc.array(selection, { maxLength: 3 }), fc.option(dates), async (some, within) => {
      const selected = await selectedRows(table, SCHEMA, some);
      const span = await selectedRows(table, SCHEMA, [within ? { data_type, ...within } : { data_type, all: true }]);
      const [first, wanted] = [rows.findIndex((_, at) => span.has(at)), new Set(naive(some))];
      const between = rows.slice(Math.max(first, 0), Math.max(first, 0) + span.count());
      const pieces = (async function* () {
        for (let at = 0; at < between.length; at += 999) yield between.slice(at, at + 999);
      })();
      const left = (await Array.fromAsync(withoutRows(pieces, Math.max(first, 0), selected))).flat();
      expect(left).toEqual(between.filter((one) => !wanted.has(rows.indexOf(one))));
    });
    await fc.assert(property, { numRuns: 10 });
  });

  it('are all of them, those without a time too, where all are meant; dates leave those out', async () => {
    const table = await open();
    expect((await selectedRows(table, SCHEMA, [{ data_type, all: true }])).count()).toBe(TOTAL);
    const always = { data_type, start_date: '0001-01-01', end_date: '9999-12-31' };
    const dated = await selectedRows(table, SCHEMA, [always]);
    expect([dated.count(), dated.count(DATED, TOTAL)]).toEqual([DATED, 0]);
    expect((await selectedRows(table, SCHEMA, [])).count()).toBe(0);
  });

  it('take in rows of a day’s first and last moment', async () => {
    const midnight = Date.parse('2024-01-02T00:00:00Z');
    const times = [midnight + DAY, midnight + DAY - 1, midnight, midnight - 1];
    const { bytes } = await store(times.map((time, n) => row(n, time)));
    const selected = await selectedRows(await openTable(bufferSource(bytes)), SCHEMA, [
      { data_type, start_date: '2024-01-02', end_date: '2024-01-02' },
    ]);
    expect(times.map((_, at) => selected.has(at))).toEqual([false, true, true, false]);
  });

  it('are found without reading a row where no text is sought, and by one reading where many are', async () => {
    const source = bufferSource(await stored);
    const table = await openTable(source);
    source.reads.length = 0;
    await selectedRows(table, SCHEMA, [
      { data_type, rows: [1, 5000] },
      { data_type, all: true },
    ]);
    expect(source.reads).toEqual([]);
    await selectedRows(table, SCHEMA, [{ data_type, q: 'café' }]);
    const once = source.reads.length;
    source.reads.length = 0;
    await selectedRows(
      table,
      SCHEMA,
      Array.from({ length: 20 }, (_, n) => ({ data_type, q: `${n}` })),
    );
    expect(source.reads.length).toBe(once);
  });

  it('are none of a file without rows', async () => {
    const { bytes } = await store([]);
    const table = await openTable(bufferSource(bytes));
    const every: Selection[] = [
      { data_type, all: true },
      { data_type, q: 'a' },
      { data_type, start_date: '2024-01-01' },
    ];
    expect((await selectedRows(table, SCHEMA, every)).count()).toBe(0);
  });
});
