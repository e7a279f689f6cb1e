import { zstdDecompressSync } from 'node:zlib';
import fc from 'fast-check';
import { parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { openTable } from '../../../functions/archive/table.ts';
import type { RangeSource, Row } from '../../../functions/archive/types.ts';
import { contains } from '../../../functions/core/period.ts';
import { bufferSource } from '../../support/bytes.ts';
import { BASE, PERIOD, rowAt, rowsOf, SCHEMA, store } from './support.ts';

const COUNT = 10_000;
const UNDATED = 1_000;
const rows: readonly Row[] = [
  // Two rows a minute, so that ties lie on the borders of row groups too.
  ...Array.from({ length: COUNT }, (_, n) => rowAt(BASE - Math.floor(n / 2) * 60_000, `row ${n}`)),
  ...Array.from({ length: UNDATED }, (_, n) => rowAt(null, `timeless ${n}`)),
];
const stored = store(rows);
const titles = (some: readonly Row[]): unknown[] => some.map(({ title }) => title);

describe('a stored table', () => {
  it('gives the pages and counts of a naive reader, at any offset and interval', async () => {
    const { bytes, file } = await stored;
    const table = await openTable(bufferSource(bytes), { footerBytes: file.footerBytes });
    const border = fc.oneof(
      fc.integer({ min: BASE - COUNT * 31_000, max: BASE + 1000 }),
      fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, BASE, BASE - 2048 * 60_000),
    );
    const interval = fc.option(
      fc.tuple(border, border).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) })),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(interval, fc.nat(COUNT + UNDATED + 10), fc.integer({ min: 1, max: 5000 }), async (...given) => {
        const [within, offset, limit] = given;
        const inside = within ? rows.filter(({ time }) => time !== null && contains(within, time)) : rows;
        const undatedExcluded = within ? UNDATED : 0;
        const page = await table.page({ ...(within && { interval: within }), offset, limit, maxBytes: 1e9 });
        expect(titles(page.rows)).toEqual(titles(inside.slice(offset, offset + limit)));
        expect(page).toMatchObject({ count: inside.length, undatedExcluded });
        expect(await table.count(within)).toEqual({ count: inside.length, undatedExcluded });
        expect(titles((await Array.fromAsync(table.rows(within))).flat())).toEqual(titles(inside));
      }),
      { numRuns: 60 },
    );
  });

  it('finds the rows that match, and gives any of them by their numbers', async () => {
    const { bytes } = await stored;
    const table = await openTable(bufferSource(bytes));
    const border = fc.integer({ min: BASE - COUNT * 31_000, max: BASE + 1000 });
    const interval = fc.option(
      fc.tuple(border, border).map(([a, b]) => ({ from: Math.min(a, b), until: Math.max(a, b) })),
      { nil: undefined },
    );
    await fc.assert(
      fc.asyncProperty(interval, fc.integer({ min: 1, max: 4000 }), fc.nat(50), async (within, every, offset) => {
        const matches = ({ title }: Row): boolean => Number(String(title).split(' ')[1]) % every === 0;
        const inside = within ? rows.filter(({ time }) => time !== null && contains(within, time)) : rows;
        const found = await table.find({ ...(within && { interval: within }), columns: ['title'], matches });
        const wanted = inside.filter(matches);
        expect(found.numbers).toHaveLength(wanted.length);
        const some = await table.at(found.numbers.subarray(offset, offset + 100), 1e9);
        expect(some).toEqual(wanted.slice(offset, offset + 100));
      }),
      { numRuns: 30 },
    );
    expect(await table.at(new Uint32Array(), 99)).toEqual([]);
  });

  it('knows its first and last time without reading a row', async () => {
    const { bytes } = await stored;
    expect(await openTable(bufferSource(bytes))).toMatchObject({ length: 11_000, newest: BASE, oldest: null });
    const dated = await store(rows.slice(0, COUNT));
    expect(await openTable(bufferSource(dated.bytes))).toMatchObject({ oldest: BASE - (COUNT / 2 - 1) * 60_000 });
    const empty = await openTable(bufferSource((await store([])).bytes));
    expect(empty).toMatchObject({ length: 0, newest: null, oldest: null });
    expect(await empty.page({ offset: 0, limit: 5, maxBytes: 99 })).toEqual({ rows: [], count: 0, undatedExcluded: 0 });
  });

  it.each([0, 2000, 5000, 9990])('reads one range for a page at offset %i, and one for its footer', async (offset) => {
    const { bytes, file } = await stored;
    const source = bufferSource(bytes);
    const table = await openTable(source, { footerBytes: file.footerBytes });
    await table.page({ offset, limit: 10, maxBytes: 1e6 });
    expect(source.reads).toHaveLength(2);
    expect(source.reads[0]).toEqual([bytes.length - file.footerBytes, bytes.length]);
  });

  it('counts an interval by the times of two row groups at most', async () => {
    const { bytes, file } = await stored;
    const source = bufferSource(bytes);
    const table = await openTable(source, { footerBytes: file.footerBytes });
    source.reads.length = 0;
    await table.count({ from: BASE - 4000 * 60_000, until: BASE - 500 * 60_000 });
    expect(source.reads.length).toBeLessThanOrEqual(2);
    expect(source.reads.reduce((sum, [from, until]) => sum + until - from, 0)).toBeLessThan(20_000);
  });

  it('ends a page at the byte limit, but never before its first row', async () => {
    const long = Array.from({ length: 200 }, (_, n) => rowAt(BASE - n, 'x'.repeat(1_000_000)));
    const { bytes } = await store(long);
    const source = bufferSource(bytes);
    const table = await openTable(source);
    const all = { offset: 3, limit: 100 };
    expect((await table.page({ ...all, maxBytes: 1 })).rows).toHaveLength(1);
    source.reads.length = 0;
    const page = await table.page({ ...all, maxBytes: 5_000_000 });
    expect(page).toMatchObject({ count: 200 });
    expect(page.rows).toHaveLength(4);
    // What does not fit is not read either: of 25 groups of long rows, two.
    expect(source.reads.length).toBeLessThanOrEqual(2);
  });

  it('gives all rows in slices of a size', async () => {
    const { bytes } = await stored;
    const slices = await Array.fromAsync((await openTable(bufferSource(bytes))).rows(undefined, 100_000));
    expect(Math.max(...slices.map(({ length }) => length))).toBeLessThan(400);
    expect(titles(slices.flat())).toEqual(titles(rows));
  });

  it('says that a damaged file is damaged, and what the store itself threw', async () => {
    const { bytes, file } = await stored;
    const open = (content: Uint8Array) => openTable(bufferSource(content));
    await expect(open(Buffer.from('PAR1 nothing of it PAR1'))).rejects.toMatchObject({ name: 'ArchiveError' });
    await expect(open(Buffer.alloc(0))).rejects.toMatchObject({ name: 'ArchiveError' });
    const damaged = await open(Buffer.from(bytes).fill(0xff, 100, 20_000));
    const page = { offset: 0, limit: 5, maxBytes: 1e6 };
    await expect(damaged.page(page)).rejects.toMatchObject({ name: 'ArchiveError' });
    const failure = new TypeError('fetch failed');
    const source = bufferSource(bytes);
    const failing: RangeSource = {
      ...source,
      async *stream(start, end) {
        if (start < 1000) throw failure;
        yield* source.stream(start, end);
      },
    };
    const table = await openTable(failing, { footerBytes: file.footerBytes });
    await expect(table.page(page)).rejects.toBe(failure);
  });
});

describe('a Parquet file', () => {
  const values = fc.record({
    time: fc.option(fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })),
    title: fc.option(fc.oneof(fc.string({ unit: 'grapheme' }), fc.constant(''))),
    is_ad: fc.option(fc.boolean()),
    extra: fc.option(fc.json()),
  });

  it('gives back what was written, value by value', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(values, { maxLength: 60 }), async (written) => {
        const { bytes, file } = await store(written);
        expect(await rowsOf(bytes)).toEqual(JSON.parse(JSON.stringify(written)));
        const times = written.map(({ time }) => time).filter((time) => time !== null);
        expect(file).toMatchObject({
          rows: written.length,
          bytes: bytes.length,
          minTime: times.length ? Math.min(...times) : null,
          maxTime: times.length ? Math.max(...times) : null,
        });
      }),
    );
  });

  it('has typed columns that any reader understands: times are UTC with milliseconds', async () => {
    const { bytes, file } = await store([{ time: BASE, title: 'é', is_ad: true, extra: '{"a":1}' }]);
    const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const compressors = { ZSTD: (input: Uint8Array) => zstdDecompressSync(input) };
    expect(await parquetReadObjects({ file: content, compressors })).toEqual([
      { time: new Date(BASE), title: 'é', is_ad: true, extra: '{"a":1}' },
    ]);
    const metadata = await parquetMetadataAsync(content);
    expect(metadata.schema.slice(1).map(({ name, type, converted_type }) => [name, type, converted_type])).toEqual([
      ['time', 'INT64', 'TIMESTAMP_MILLIS'],
      ['title', 'BYTE_ARRAY', 'UTF8'],
      ['is_ad', 'BOOLEAN', undefined],
      ['extra', 'BYTE_ARRAY', 'UTF8'],
    ]);
    expect(metadata.key_value_metadata).toEqual([{ key: 'datagift.schema_version', value: '1' }]);
    expect(metadata.row_groups[0]?.columns.map(({ meta_data }) => meta_data?.codec)).toEqual(Array(4).fill('ZSTD'));
    expect(file.footerBytes).toBe(metadata.metadata_length + 8);
  });

  it('is announced with its own SHA-256', async () => {
    const { bytes, file } = await stored;
    expect(file.sha256).toBe(Buffer.from(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes))).toString('hex'));
  });

  it('shows its row groups’ times, in groups of 4,096 rows', async () => {
    const { bytes } = await stored;
    const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    const { row_groups } = await parquetMetadataAsync(content);
    expect(row_groups.map(({ num_rows }) => Number(num_rows))).toEqual([4096, 4096, 2808]);
    expect(row_groups[1]?.columns[0]?.meta_data?.statistics).toMatchObject({
      max_value: new Date(BASE - 2048 * 60_000),
      min_value: new Date(BASE - 4095 * 60_000),
    });
    expect(row_groups[1]?.columns[1]?.meta_data?.statistics).toBeUndefined();
  });

  it('takes every column of the schema from the row, and nothing else', async () => {
    const { bytes } = await store([{ time: BASE, title: 'a', unknown: 'x' }]);
    expect(await rowsOf(bytes)).toEqual([{ time: BASE, title: 'a', is_ad: null, extra: null }]);
    expect(Object.keys((await rowsOf(bytes))[0] ?? {})).toEqual(SCHEMA.columns.map(({ name }) => name));
  });
});

describe('an interval', () => {
  it('leaves rows without a time out, and says how many', async () => {
    const { bytes } = await store([rowAt(BASE, 'dated'), rowAt(null, 'one'), rowAt(null, 'two')]);
    const table = await openTable(bufferSource(bytes));
    expect(await table.count(PERIOD)).toEqual({ count: 1, undatedExcluded: 2 });
    expect(titles((await table.page({ interval: PERIOD, offset: 0, limit: 9, maxBytes: 1e6 })).rows)).toEqual([
      'dated',
    ]);
    expect(titles((await table.page({ offset: 0, limit: 9, maxBytes: 1e6 })).rows)).toEqual(['dated', 'one', 'two']);
  });
});
