import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { parquetMetadata } from 'hyparquet';
import { afterAll, expect, it } from 'vitest';
import type { Row, TableSchema } from '../../../functions/archive/types.ts';
import { rowsOf, store } from './support.ts';

const home = mkdtempSync(path.join(tmpdir(), 'datagift-duckdb-'));
afterAll(() => rmSync(home, { recursive: true }));

const column = (name: string, type: TableSchema['columns'][number]['type'], distinct = false) => ({
  ...{ name, type, description: `A ${type}.`, distinct },
});
const SCHEMA: TableSchema = {
  version: 1,
  columns: [
    ...[column('time', 'timestamp', true), column('title', 'string', true), column('action', 'string')],
    ...[column('is_ad', 'boolean'), column('stars', 'integer'), column('longitude', 'number'), column('extra', 'json')],
  ],
};

/** What another program makes of our files. */
async function query(rows: readonly Row[], sql: string): Promise<Record<string, unknown>[]> {
  const file = path.join(home, 'rows.parquet');
  writeFileSync(file, (await store(rows, SCHEMA)).bytes);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const reader = await connection.runAndReadAll(sql.replaceAll('ROWS', `'${file}'`));
    return reader.getRowObjectsJson() as Record<string, unknown>[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('', '\u0000', '日本', 'é', "'", '"', '\n', 'x'.repeat(5000)),
);
const orNull = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const row: fc.Arbitrary<Row> = fc.record({
  time: orNull(fc.integer({ min: -62_000_000_000_000, max: 253_000_000_000_000 })),
  title: orNull(text),
  action: orNull(fc.constantFrom('watched', 'searched', 'liked')),
  is_ad: orNull(fc.boolean()),
  stars: orNull(fc.maxSafeInteger()),
  longitude: orNull(fc.double({ noNaN: true, noDefaultInfinity: true, min: -180, max: 180 })),
  extra: orNull(fc.jsonValue().map((value) => JSON.stringify(value))),
});

it('every value comes back as it went in, whatever its column’s type', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 300 }), async (rows) => {
      const { bytes } = await store(rows, SCHEMA);
      // A negative zero is a zero.
      const expected = rows.map((each) => ({ ...each, longitude: each.longitude === 0 ? 0 : each.longitude }));
      const found = (await rowsOf(bytes)).map((each) => ({
        ...each,
        longitude: each.longitude === 0 ? 0 : each.longitude,
      }));
      expect(found).toEqual(expected);
    }),
    { numRuns: 60 },
  );
});

it('DuckDB reads the same values as typed columns, times in UTC', async () => {
  const rows = fc.sample(row, { numRuns: 9000, seed: 7 });
  const [types] = await query(
    rows,
    'SELECT typeof(time) AS t, typeof(title) AS s, typeof(is_ad) AS b, typeof(stars) AS i, typeof(longitude) AS n FROM ROWS LIMIT 1',
  );
  expect(types).toEqual({ t: 'TIMESTAMP WITH TIME ZONE', s: 'VARCHAR', b: 'BOOLEAN', i: 'BIGINT', n: 'DOUBLE' });
  const found = await query(
    rows,
    'SELECT epoch_ms(time) AS time, title, action, is_ad, stars, longitude, extra FROM ROWS',
  );
  const number = (value: unknown) => (value === null ? null : Number(value) + 0);
  expect(
    found.map((each) => ({
      ...each,
      time: number(each.time),
      stars: number(each.stars),
      longitude: number(each.longitude),
    })),
  ).toEqual(rows.map((each) => ({ ...each, longitude: number(each.longitude) })));
}, 30_000);

it('DuckDB counts a range of dates by the statistics of the row groups', async () => {
  const start = Date.parse('2024-01-01T00:00:00Z');
  const rows = Array.from(
    { length: 10_000 },
    (_, n): Row => ({
      ...{
        time: start + (10_000 - n) * 3_600_000,
        title: `${n}`,
        action: null,
        is_ad: null,
        stars: n,
        longitude: null,
        extra: null,
      },
    }),
  );
  const { bytes } = await store(rows, SCHEMA);
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
  const groups = parquetMetadata(buffer).row_groups;
  expect(groups.map(({ num_rows }) => Number(num_rows))).toEqual([4096, 4096, 1808]);
  const [counted] = await query(
    rows,
    "SELECT count(*) AS n, min(time) AS first FROM ROWS WHERE time >= TIMESTAMPTZ '2024-06-01 00:00:00Z' AND time < TIMESTAMPTZ '2024-07-01 00:00:00Z'",
  );
  expect(counted).toEqual({ n: String(30 * 24), first: '2024-06-01 00:00:00+00' });
});
