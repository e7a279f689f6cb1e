import { parse } from 'csv-parse/sync';
import { parquetMetadataAsync } from 'hyparquet';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from '../../functions/archive/table.ts';
import type { Row } from '../../functions/archive/types.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { exportState } from '../../functions/store/exports.ts';
import { deletePrefix, objectPrefix } from '../../functions/store/objects.ts';
import { researcher } from '../../local/walk.ts';
import { bufferSource } from '../support/bytes.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { searchRow, setProcessed, setType, storeRows } from './researcher-support.ts';

type Problem = { readonly errors?: Record<string, string[]> };

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.close());

const api = () => researcher(stack.origin, stack.researcherToken);
const LAST = Date.parse('2024-03-01T12:00:00Z');
const HEADER = PROVIDERS.google_portability.dataTypes.search?.schema.columns.map(({ name }) => name) ?? [];

const ROWS: readonly Row[] = [
  searchRow(LAST, 'Searched for "quotes", commas\nand lines', { products: '["Search"]' }),
  searchRow(LAST - 3_600_000, '=HYPERLINK("http://example.org")', { url: 'https://example.org/ä?b=c' }),
  ...Array.from({ length: 5000 }, (_, n) => searchRow(LAST - 86_400_000 - n * 60_000, `Searched for ${n} 日本`)),
  searchRow(null, 'undated'),
];

async function processed(rows: readonly Row[] = ROWS): Promise<string> {
  const body = { source_type: 'google_portability', requested_data_types: ['search', 'discover'] };
  const { id } = (await api().post<{ id: string }>('/api/donations/', body)).body;
  await storeRows(id, 'search', rows);
  await setType(id, 'discover', 'empty');
  await setProcessed(id);
  return id;
}

/** Follows the redirect as a program does: without the token, which belongs to us alone. */
async function download(id: string, file: string) {
  const redirected = await api().get(`/api/donations/${id}/data/${file}`);
  expect(redirected.status, JSON.stringify(redirected.body)).toBe(302);
  const response = await fetch(redirected.headers.get('location') as string);
  expect(response.status).toBe(200);
  return {
    bytes: Buffer.from(await response.arrayBuffer()),
    type: response.headers.get('content-type'),
    disposition: response.headers.get('content-disposition'),
  };
}

const lines = (bytes: Buffer) =>
  bytes
    .toString('utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

describe('a Parquet file', () => {
  it('is the stored one, by an address that ends after five minutes', async () => {
    const id = await processed();
    const { headers } = await api().get(`/api/donations/${id}/data/search.parquet`);
    const address = new URL(headers.get('location') as string);
    expect(Number(address.searchParams.get('X-Amz-Expires'))).toBeLessThanOrEqual(300);
    const { bytes, type, disposition } = await download(id, 'search.parquet');
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    expect(Number((await parquetMetadataAsync(file)).num_rows)).toBe(ROWS.length);
    expect(type).toBe('application/vnd.apache.parquet');
    expect(disposition).toBe('attachment; filename="search.parquet"');
  });

  it('of an empty data type has the columns and no rows', async () => {
    const { bytes } = await download(await processed(), 'discover.parquet');
    expect(await (await openTable(bufferSource(bytes))).count()).toEqual({ count: 0, undatedExcluded: 0 });
  });
});

describe('an NDJSON file', () => {
  it('holds every row as the API gives it, in the same order', async () => {
    const id = await processed();
    const { bytes, type } = await download(id, 'search.ndjson');
    const { body } = await api().get<{ data: unknown[] }>(`/api/donations/${id}/data/?data_type=search&limit=10000`);
    expect(lines(bytes)).toEqual(body.data);
    expect(body.data).toHaveLength(ROWS.length);
    expect(type).toBe('application/x-ndjson');
  });

  it('of dates holds exactly the rows of a query by the same dates', async () => {
    const id = await processed();
    const dates = 'start_date=2024-02-27&end_date=2024-02-28';
    const { bytes } = await download(id, `search.ndjson?${dates}`);
    const query = `/api/donations/${id}/data/?data_type=search&${dates}&limit=10000`;
    const { body } = await api().get<{ count: number; data: unknown[] }>(query);
    expect(lines(bytes)).toEqual(body.data);
    expect(body.count).toBeGreaterThan(0);
    expect(body.count).toBeLessThan(ROWS.length - 1);
  });
});

describe('a CSV file', () => {
  it('has a header, every row, and no formula', async () => {
    const { bytes, type } = await download(await processed(), 'search.csv');
    const [header, ...records] = parse(bytes) as string[][];
    expect(header).toEqual(['time', 'timestamp', ...HEADER.filter((name) => name !== 'time')]);
    expect(records).toHaveLength(ROWS.length);
    const title = header?.indexOf('title') as number;
    expect(records[0]?.[title]).toBe('Searched for "quotes", commas\nand lines');
    expect(records[1]?.[title]).toBe(`'=HYPERLINK("http://example.org")`);
    expect(records.at(-1)?.slice(0, 2)).toEqual(['', '']);
    expect(type).toBe('text/csv; charset=utf-8');
  });

  it('has every text exactly as it was where that is asked for, and only of CSV', async () => {
    const id = await processed();
    const { bytes } = await download(id, 'search.csv?exact=1');
    const [header, ...records] = parse(bytes) as string[][];
    const title = header?.indexOf('title') as number;
    expect(records.map((record) => record[title])).toEqual(ROWS.map((row) => row.title));
    for (const file of ['search.ndjson?exact=1', 'search.parquet?exact=0', 'search.csv?exact=yes']) {
      const { status, body } = await api().get<Problem>(`/api/donations/${id}/data/${file}`);
      expect([status, Object.keys(body.errors ?? {})]).toEqual([400, ['exact']]);
    }
  });

  it('of an empty data type is its header', async () => {
    const { bytes } = await download(await processed(), 'discover.csv');
    expect(parse(bytes)).toHaveLength(1);
  });
});

describe('rendering', () => {
  it('is done once for the same question, and again for another', async () => {
    const id = await processed();
    await download(id, 'search.csv');
    await download(id, 'search.csv');
    const exports = async () => (await stack.objectKeys(id)).filter((key) => key.startsWith('exports/'));
    expect(await exports()).toHaveLength(1);
    await download(id, 'search.csv?start_date=2024-02-01');
    expect(await exports()).toHaveLength(2);
  });

  it('that fails says so, and the next call orders it again', async () => {
    const id = await processed();
    const { key } = (await stack.items(id)).find(({ sk }) => sk === 'OBJECT#search') as unknown as { key: string };
    await deletePrefix(key);
    const failed = await api().get(`/api/donations/${id}/data/search.csv`);
    expect([failed.status, failed.body.code]).toEqual([500, 'internal']);
    expect((await stack.items(id)).filter(({ sk }) => sk.startsWith('EXPORT#'))).toEqual([]);
    await storeRows(id, 'search', ROWS);
    expect((await download(id, 'search.csv')).bytes.length).toBeGreaterThan(0);
  });

  it('leaves no file of a donation that was erased meanwhile', async () => {
    const id = await processed();
    const rendering = { format: 'csv' } as const;
    const order = {
      ...{ donationId: id, hash: 'never-ordered', ordered_at: 0, rendering, dataTypes: ['search'] },
      by: 'researcher',
    } as const;
    // As if the item had been deleted while the rows were being written. Loaded late: its log follows the stack's.
    const { handler: render } = await import('../../functions/steps/export.ts');
    await render(order);
    expect(await exportState(order, Date.now())).toBe('absent');
    expect((await stack.objectKeys(id)).filter((key) => key.startsWith(objectPrefix('exports', id)))).toEqual([]);
  });
});

describe('a file that is not there', () => {
  it.each(['search.xlsx', 'search', 'search.csv.gz', 'search.constructor', '.csv', 'Search.CSV', '..%2fsearch.csv'])(
    'is 404: %s',
    async (file) => {
      const id = await processed(ROWS.slice(0, 1));
      expect((await api().get(`/api/donations/${id}/data/${file}`)).status).toBe(404);
    },
  );

  it('is told apart by why: unknown, not requested, reversed dates', async () => {
    const id = await processed(ROWS.slice(0, 1));
    const ask = async (file: string) => {
      const { status, body } = await api().get(`/api/donations/${id}/data/${file}`);
      return [status, body.code];
    };
    expect(await ask('nothing.csv')).toEqual([400, 'invalid']);
    expect(await ask('google_lens.csv')).toEqual([404, 'not_requested']);
    expect(await ask('search.csv?start_date=2024-01-02&end_date=2024-01-01')).toEqual([400, 'invalid']);
  });
});
