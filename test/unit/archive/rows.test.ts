import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import { mergeRuns } from '../../../functions/archive/merge.ts';
import { renderCsv, renderNdjson, toApiRow } from '../../../functions/archive/render.ts';
import { scanJsonArray } from '../../../functions/archive/scan-json.ts';
import { openTable } from '../../../functions/archive/table.ts';
import type { EntryReader, Row, TableSchema } from '../../../functions/archive/types.ts';
import { isBalanced } from '../../../functions/core/accounting.ts';
import { contains, toInterval } from '../../../functions/core/period.ts';
import { bufferSink, bufferSource, inPieces } from '../../support/bytes.ts';

const SCHEMA: TableSchema = {
  version: 1,
  columns: [
    { name: 'time', type: 'timestamp', description: 'When' },
    { name: 'title', type: 'string', description: 'What', distinct: true },
    { name: 'is_ad', type: 'boolean', description: 'Whether' },
    { name: 'extra', type: 'json', description: 'The rest' },
  ],
};

type Source = { time?: unknown; title?: unknown; drop?: boolean };
const READER: EntryReader = {
  format: 'json-array',
  dated: true,
  time: ({ time }) => (typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? Date.parse(time) : null),
  toRow: ({ title, drop }, time) =>
    drop ? 'filtered' : { time, title: String(title), is_ad: null, extra: JSON.stringify({ title }) },
};
const DAY = 86_400_000;
const BASE = Date.parse('2024-03-01T12:00:00Z');
const PERIOD = toInterval({ start: '2024-02-01', end: '2024-03-31' });

async function filter(bytes: Uint8Array, piece: number, reader: EntryReader = READER, interval = PERIOD) {
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const summary = await filterEntry({
    bytes: inPieces(bytes, piece),
    ...{ reader, schema: SCHEMA, interval, limits: DEFAULT_LIMITS },
    openRun: (n) => {
      const sink = bufferSink();
      sinks[n] = sink;
      return sink;
    },
  });
  expect(sinks.every(({ closed }) => closed)).toBe(true);
  return { ...summary, files: sinks.map((sink) => sink.bytes()) };
}

async function merge(runs: readonly { entry: string; bytes: Buffer }[]) {
  const sink = bufferSink();
  const file = await mergeRuns({
    runs: runs.map(({ entry, bytes }) => ({ entry, source: bufferSource(bytes) })),
    schema: SCHEMA,
    sink,
  });
  return { file, bytes: sink.bytes() };
}

async function allRows(bytes: Buffer): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const group of (await openTable(bufferSource(bytes))).rows()) rows.push(...group);
  return rows;
}

const json = fc.json({ depthSize: 'small' }).map((value) => JSON.parse(value) as unknown);
const nasty = fc.constantFrom('"},{"', '\\', '"time": "x"', '[{', '}]', '\u2028', 'é\ud83d\ude00', '\n');
const record: fc.Arbitrary<Source> = fc.record(
  {
    time: fc.oneof(
      {
        weight: 8,
        arbitrary: fc
          .integer({ min: BASE - 60 * DAY, max: BASE + 60 * DAY })
          .map((time) => new Date(time).toISOString()),
      },
      { weight: 1, arbitrary: fc.constant('yesterday') },
    ),
    title: fc.oneof(fc.string(), nasty, json),
    drop: fc.boolean(),
  },
  { requiredKeys: [] },
);

describe('the scanner', () => {
  it('finds the records that JSON.parse finds, in any layout and any chunking', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(json),
        fc.constantFrom(0, 1, 2, '\t'),
        fc.integer({ min: 1, max: 40 }),
        async (values, indent, piece) => {
          const bytes = Buffer.from(JSON.stringify(values, null, indent));
          const found: unknown[] = [];
          for await (const each of scanJsonArray(inPieces(bytes, piece), 1e6))
            found.push(JSON.parse(Buffer.from(each).toString()));
          expect(found).toEqual(JSON.parse(bytes.toString()));
        },
      ),
    );
  });

  it.each(['{"a":1}', '[{"a":1}', '[{"a":1},]', '[{"a":1} {"b":2}]', '[,{}]', '[{}]x', '["a', '[{"a":"]'])(
    'refuses %s, whose bounds are lost',
    async (text) => {
      const scan = async () => {
        for await (const _ of scanJsonArray(inPieces(Buffer.from(text), 1), 1e6));
      };
      await expect(scan()).rejects.toMatchObject({ code: 'bounds_lost' });
    },
  );

  it('refuses a record over the limit, before it is held in memory', async () => {
    const scan = async () => {
      for await (const _ of scanJsonArray(inPieces(Buffer.from(`["${'a'.repeat(2000)}"]`), 100), 1000));
    };
    await expect(scan()).rejects.toMatchObject({ code: 'record_too_long' });
  });

  it('takes a byte order mark and nothing at all', async () => {
    expect((await filter(Buffer.from('\ufeff[]'), 2)).counts.seen).toBe(0);
    expect((await filter(Buffer.alloc(0), 2)).counts.seen).toBe(0);
  });
});

describe('filtering an entry', () => {
  it('keeps exactly the rows in the period, newest first, and accounts for all others', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record), fc.integer({ min: 1, max: 64 }), async (records, piece) => {
        const { counts, files } = await filter(Buffer.from(JSON.stringify(records)), piece);
        const dated = records.map((each, at) => ({ each, at, time: READER.time(each) }));
        const inside = dated.filter(({ time, each }) => time !== null && contains(PERIOD, time) && !each.drop);
        inside.sort((a, b) => (b.time as number) - (a.time as number) || a.at - b.at);
        const rows = (await Promise.all(files.map(allRows))).flat();
        expect(rows.map(({ time, title }) => [time, title])).toEqual(
          inside.map(({ time, each }) => [time, String(each.title)]),
        );
        expect(isBalanced(counts)).toBe(true);
        expect(counts).toMatchObject({
          seen: records.length,
          kept: inside.length,
          undated: dated.filter(({ time }) => time === null).length,
        });
      }),
      { numRuns: 60 },
    );
  });

  it('counts records that cannot be parsed as malformed, and goes on', async () => {
    const text = Buffer.concat([
      Buffer.from('[{"time":"2024-03-01T00:00:00Z","title":"a"},{"time": nope},1,null,"x",[1],{"title":"'),
      Buffer.from([0xff, 0xfe]),
      Buffer.from('"},{"time":"2024-03-02T00:00:00Z","title":"b"}]'),
    ]);
    const { counts } = await filter(text, 7);
    expect(counts).toMatchObject({ seen: 8, kept: 2, malformed: 6 });
  });

  it('sorts what is far out of order by further runs', async () => {
    const times = Array.from({ length: 60_000 }, (_, n) => BASE - ((n * 7919) % 60_000) * 30_000);
    const records = times.map((time, n) => ({ time: new Date(time).toISOString(), title: `row ${n}` }));
    const { counts, files, runs } = await filter(Buffer.from(JSON.stringify(records)), 65_536);
    expect(runs).toBeGreaterThan(1);
    const { bytes } = await merge(files.map((run) => ({ entry: 'a', bytes: run })));
    const merged = (await allRows(bytes)).map(({ time }) => time);
    expect(merged).toEqual(times.filter((time) => contains(PERIOD, time)).sort((a, b) => b - a));
    expect(counts.kept).toBe(merged.length);
  });

  it.each([
    ['comma', 'Name,Note\r\na,"b, ""c"""\r\n\r\nd,e\r\nf\r\n\r\n'],
    ['tab', 'Name\tNote\na\t"b, ""c"""\nd\te\nf\n'],
    ['semicolon', '\ufeffName;Note\na;"b, ""c"""\nd;e\nf\n'],
  ])('reads a table with its delimiter a %s, whole when its rows have no times', async (_, text) => {
    const reader: EntryReader = {
      ...{ format: 'table', dated: false, time: () => null },
      toRow: ({ Name, Note }) => ({ time: null, title: `${Name}|${Note}`, is_ad: null, extra: null }),
    };
    const { counts, files } = await filter(Buffer.from(text), 3, reader);
    expect(counts).toMatchObject({ seen: 3, kept: 2, malformed: 1 });
    expect((await allRows(files[0] as Buffer)).map(({ title }) => title)).toEqual(['a|b, "c"', 'd|e']);
  });
});

const rowsOf = (titles: readonly (readonly [number | null, string])[]): string =>
  JSON.stringify(
    titles.map(([time, title]) => ({ ...(time !== null && { time: new Date(time).toISOString() }), title })),
  );

describe('merging runs', () => {
  const run = async (entry: string, titles: readonly (readonly [number, string])[]) => ({
    entry,
    bytes: (await filter(Buffer.from(rowsOf(titles)), 4096)).files[0] as Buffer,
  });

  it('orders rows of the same time by entry name, then by the source', async () => {
    const { bytes } = await merge([
      await run('b.json', [
        [BASE, 'b1'],
        [BASE, 'b2'],
        [BASE - 1, 'b3'],
      ]),
      await run('a.json', [
        [BASE + 1, 'a1'],
        [BASE, 'a2'],
      ]),
    ]);
    expect((await allRows(bytes)).map(({ title }) => title)).toEqual(['a1', 'a2', 'b1', 'b2', 'b3']);
  });

  it('drops what another entry has too, but not a repetition within one', async () => {
    const { bytes, file } = await merge([
      await run('a.json', [
        [BASE, 'same'],
        [BASE, 'same'],
        [BASE - 1, 'only a'],
      ]),
      await run('b.json', [
        [BASE, 'same'],
        [BASE, 'other'],
        [BASE - 1, 'only b'],
      ]),
    ]);
    expect((await allRows(bytes)).map(({ title }) => title)).toEqual(['same', 'same', 'other', 'only a', 'only b']);
    expect(file.counts).toMatchObject({ seen: 6, kept: 5, duplicate: 1 });
    expect(file.rows).toBe(5);
  });
});

describe('a stored table', () => {
  const COUNT = 10_000;
  const times = Array.from({ length: COUNT }, (_, n) => BASE - Math.floor(n / 3) * 60_000);
  const stored = (async () => {
    const bytes = Buffer.from(rowsOf(times.map((time, n) => [time, `=row ${n}`])));
    const { files } = await filter(bytes, 65_536, READER, toInterval({}));
    return merge([{ entry: 'a', bytes: files[0] as Buffer }]);
  })();

  it('gives the same pages and counts as a naive reader, at any offset and period', async () => {
    const { bytes, file } = await stored;
    const source = bufferSource(bytes);
    const table = await openTable(source, { footerBytes: file.footerBytes });
    expect(source.reads).toEqual([[bytes.length - file.footerBytes, bytes.length]]);
    const offsets = fc.integer({ min: 0, max: COUNT + 10 });
    await fc.assert(
      fc.asyncProperty(offsets, offsets, offsets, fc.integer({ min: 1, max: 300 }), async (a, b, offset, limit) => {
        const interval = { from: BASE - Math.max(a, b) * 20_000, until: BASE - Math.min(a, b) * 20_000 };
        const inside = times.map((time, n) => ({ time, n })).filter(({ time }) => contains(interval, time));
        const page = await table.page({ interval, offset, limit, maxBytes: 1e9 });
        expect(page.count).toBe(inside.length);
        expect(page.rows.map(({ title }) => title)).toEqual(
          inside.slice(offset, offset + limit).map(({ n }) => `=row ${n}`),
        );
        expect((await table.count(interval)).count).toBe(inside.length);
      }),
      { numRuns: 40 },
    );
  });

  it('ends a page at the byte limit, but never before its first row', async () => {
    const table = await openTable(bufferSource((await stored).bytes));
    expect((await table.page({ offset: 0, limit: 1000, maxBytes: 1 })).rows).toHaveLength(1);
    const { rows } = await table.page({ offset: 0, limit: 10_000, maxBytes: 20_000 });
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.length).toBeLessThan(400);
  });

  it('leaves rows without a time out of a date query, and says how many', async () => {
    const reader: EntryReader = { ...READER, dated: false, time: () => null };
    const mixed = await merge([
      { entry: 'a', bytes: (await filter(Buffer.from(rowsOf([[BASE, 'dated']])), 99)).files[0] as Buffer },
      {
        entry: 'b',
        bytes: (
          await filter(
            Buffer.from(
              rowsOf([
                [null, 'one'],
                [null, 'two'],
              ]),
            ),
            99,
            reader,
          )
        ).files[0] as Buffer,
      },
    ]);
    const table = await openTable(bufferSource(mixed.bytes));
    expect(await table.count(PERIOD)).toEqual({ count: 1, undatedExcluded: 2 });
    expect((await table.page({ offset: 0, limit: 9, maxBytes: 1e6 })).rows.map(({ title }) => title)).toEqual([
      'dated',
      'one',
      'two',
    ]);
    expect((await table.page({ interval: PERIOD, offset: 0, limit: 9, maxBytes: 1e6 })).rows).toHaveLength(1);
  });

  it('says that a damaged file is damaged', async () => {
    await expect(openTable(bufferSource(Buffer.from('PAR1 nothing of it PAR1')))).rejects.toMatchObject({
      code: 'bad_structure',
    });
  });

  it('is rendered as rows of the API, NDJSON and CSV without formulas', async () => {
    const table = await openTable(bufferSource((await stored).bytes));
    const some = () => table.rows({ from: BASE, until: BASE + 1 });
    const row = { time: BASE, title: '=row 0', is_ad: null, extra: '{"title":"=row 0"}' };
    const shown = {
      ...{ time: '2024-03-01T12:00:00.000Z', timestamp: BASE, title: '=row 0', is_ad: null },
      extra: { title: '=row 0' },
    };
    expect(toApiRow(row, SCHEMA)).toEqual(shown);
    const lines = (await Array.fromAsync(renderNdjson(some(), SCHEMA))).join('').trim().split('\n');
    expect(lines).toHaveLength(3);
    expect(JSON.parse(lines[0] as string)).toEqual(shown);
    const csv = (await Array.fromAsync(renderCsv(some(), SCHEMA))).join('');
    expect(csv.split('\r\n').slice(0, 2)).toEqual([
      'time,timestamp,title,is_ad,extra',
      `2024-03-01T12:00:00.000Z,${BASE},'=row 0,,"{""title"":""=row 0""}"`,
    ]);
  });
});
