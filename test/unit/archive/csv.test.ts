import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderCsv, toApiRow } from '../../../functions/archive/render.ts';
import type { Row } from '../../../functions/archive/types.ts';
import { BASE, SCHEMA } from './support.ts';

/** Text of any kind, and of the kinds that CSV, spreadsheets and readers trip over. */
const text = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '=',
        '+',
        '-',
        '@',
        '＝',
        '＋',
        '－',
        '＠',
        "'",
        '"',
        ',',
        ';',
        '\t',
        '\r',
        '\n',
        '\r\n',
        '\u2028',
        'NA',
      ),
    ),
    { maxLength: 6 },
  )
  .map((pieces) => pieces.join(''));
const row: fc.Arbitrary<Row> = fc.record({
  time: fc.option(fc.integer({ min: -62_000_000_000_000, max: 253_000_000_000_000 }), { nil: null }),
  title: text,
  is_ad: fc.option(fc.boolean(), { nil: null }),
  extra: fc.option(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    { nil: null },
  ),
});
const rows = fc.array(row, { maxLength: 12 });

/** What a strict reader finds, for whom each kind of line end outside quotes ends a row. */
async function readBack(given: readonly Row[], exact: boolean): Promise<string[][]> {
  async function* groups() {
    yield given;
  }
  const written = Buffer.from((await Array.fromAsync(renderCsv(groups(), SCHEMA, { exact }))).join(''));
  return parse(written, { record_delimiter: ['\r\n', '\n', '\r'] });
}

const shown = (value: unknown): string => (value === null ? '' : String(value));

it('any text survives, exactly', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const [header, ...records] = await readBack(given, true);
      expect(header).toEqual(['time', 'timestamp', 'title', 'is_ad', 'extra']);
      expect(records).toEqual(
        given.map((each) => {
          const { time, timestamp, title, is_ad } = toApiRow(each, SCHEMA);
          return [...[time, timestamp, title, is_ad].map(shown), shown(each.extra)];
        }),
      );
    }),
    { numRuns: 300 },
  );
});

it('what is neutralised differs by an apostrophe alone, and begins with no sign of a formula', async () => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const [, ...exact] = await readBack(given, true);
      const [, ...neutral] = await readBack(given, false);
      for (const [at, record] of neutral.entries()) {
        for (const [column, cell] of record.entries()) {
          const original = exact[at]?.[column] as string;
          const [, timestamp] = record;
          const isFormula = cell !== timestamp && /^[=+\-@＝＋－＠\t\r]/.test(original);
          expect(cell).toBe(isFormula ? `'${original}` : original);
        }
      }
    }),
    { numRuns: 300 },
  );
});

it.each(['\n', '\r', 'a\nb', 'a\rb'])('a text with a line end is one field: %j', async (title) => {
  const given: Row = { time: BASE, title, is_ad: null, extra: null };
  const [, record] = await readBack([given], true);
  expect(record).toEqual(['2024-03-01T12:00:00.000Z', `${BASE}`, title, '', '']);
});
