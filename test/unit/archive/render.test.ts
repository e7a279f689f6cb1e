import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderCsv, renderNdjson, toApiRow } from '../../../functions/archive/render.ts';
import type { Row } from '../../../functions/archive/types.ts';
import { BASE, SCHEMA } from './support.ts';

const GROUPS: readonly (readonly Row[])[] = [
  [
    { time: BASE, title: '=1+1', is_ad: true, extra: '{"a":[1]}' },
    { time: -5000, title: 'said "hi",\r\nand left', is_ad: null, extra: null },
  ],
  [{ time: null, title: '', is_ad: false, extra: '"-text"' }],
];

async function* groups() {
  yield* GROUPS;
}

describe('rows', () => {
  it('become rows of the API: RFC 3339 and milliseconds, columns in order, JSON parsed', () => {
    const shown = GROUPS.flat().map((row) => toApiRow(row, SCHEMA));
    expect(shown).toEqual([
      { time: '2024-03-01T12:00:00.000Z', timestamp: BASE, title: '=1+1', is_ad: true, extra: { a: [1] } },
      { time: '1969-12-31T23:59:55.000Z', timestamp: -5000, title: 'said "hi",\r\nand left', is_ad: null, extra: null },
      { time: null, timestamp: null, title: '', is_ad: false, extra: '-text' },
    ]);
    expect(Object.keys(shown[0] ?? {})).toEqual(['time', 'timestamp', 'title', 'is_ad', 'extra']);
  });

  it('become NDJSON: one row of the API a line', async () => {
    const text = (await Array.fromAsync(renderNdjson(groups(), SCHEMA))).join('');
    expect(text.endsWith('\n')).toBe(true);
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual(GROUPS.flat().map((row) => toApiRow(row, SCHEMA)));
  });

  it('become CSV without formulas, which leaves numbers alone', async () => {
    const text = (await Array.fromAsync(renderCsv(groups(), SCHEMA))).join('');
    expect(text.startsWith('time,timestamp,title,is_ad,extra\r\n2024-03-01T12:00:00.000Z,')).toBe(true);
    expect(parse(text).slice(1)).toEqual([
      ['2024-03-01T12:00:00.000Z', `${BASE}`, "'=1+1", 'true', '{"a":[1]}'],
      ['1969-12-31T23:59:55.000Z', '-5000', 'said "hi",\r\nand left', '', ''],
      ['', '', '', 'false', '"-text"'],
    ]);
  });

  it.each(['=', '+', '-', '@', '\t', '\r'])('are no formulas in a spreadsheet: %j', async (sign) => {
    async function* one() {
      yield [{ time: null, title: `${sign}cmd`, is_ad: null, extra: null }];
    }
    const text = (await Array.fromAsync(renderCsv(one(), SCHEMA))).join('');
    expect(parse(text)[1]).toEqual(['', '', `'${sign}cmd`, '', '']);
  });
});
