import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { openTable } from '../../functions/archive/table.ts';
import type { Row } from '../../functions/archive/types.ts';
import { rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import { openLink, participant, researcher } from '../../local/walk.ts';
import { bufferSource } from '../support/bytes.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { searchRow, setProcessed, setType, storeRows } from './researcher-support.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.close());

const api = () => researcher(stack.origin, stack.researcherToken);
const LAST = Date.parse('2024-03-01T12:00:00Z');
const ROWS: readonly Row[] = [
  searchRow(LAST, '=1+1', { products: '["Search"]' }),
  ...Array.from({ length: 5000 }, (_, n) => searchRow(LAST - 86_400_000 - n * 60_000, `Searched for ${n} 日本`)),
  searchRow(null, 'undated'),
];

type Created = { id: string; donation_url: string };

async function processed(): Promise<Created> {
  const requested_data_types = ['search', 'discover', 'image_search', 'google_lens'];
  const study = { title: 'Tea', institution: 'University', purpose: 'To learn about tea.', contact: 'a@a.example' };
  const body = {
    source_type: 'google_portability',
    requested_data_types,
    external_id: 'p-17',
    study,
    data_start_date: '2024-01-01',
  };
  const created = (await api().post<Created>('/api/donations/', body)).body;
  await storeRows(created.id, 'search', ROWS);
  await storeRows(created.id, 'image_search', ROWS.slice(0, 3));
  await setType(created.id, 'discover', 'empty');
  await setType(created.id, 'google_lens', 'failed', { reason: 'archive_corrupt' });
  await setProcessed(created.id);
  return created;
}

/** The files of a zip, by name. */
async function unzip(bytes: Buffer): Promise<Record<string, Buffer>> {
  const source = bufferSource(bytes);
  const files: Record<string, Buffer> = {};
  for (const entry of await readDirectory(source, DEFAULT_LIMITS)) {
    const chunks = await Array.fromAsync(inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS));
    files[entry.name] = Buffer.concat(chunks);
  }
  return files;
}

async function bundle(id: string, query = '') {
  const redirected = await api().get(`/api/donations/${id}/export.zip${query}`);
  expect(redirected.status, JSON.stringify(redirected.body)).toBe(302);
  const response = await fetch(redirected.headers.get('location') as string);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${id}.zip"`);
  return unzip(Buffer.from(await response.arrayBuffer()));
}

type Manifest = {
  external_id?: string;
  data_types: { data_type: string; state: string; file?: string; rows?: number; bytes?: number; sha256?: string }[];
};
const manifestOf = (files: Record<string, Buffer>) => JSON.parse(String(files['manifest.json'])) as Manifest;
const rowsOf = async (id: string, type: string) =>
  (await api().get<{ data: Record<string, unknown>[] }>(`/api/donations/${id}/data/?data_type=${type}&limit=10000`))
    .body.data;

/** What the manifest says of each file is what the file is. */
function checkFiles(files: Record<string, Buffer>): void {
  for (const { file, bytes, sha256 } of manifestOf(files).data_types.filter((type) => type.file)) {
    const content = files[file as string] as Buffer;
    expect([content.length, createHash('sha256').update(content).digest('hex')]).toEqual([bytes, sha256]);
  }
}

describe('a bundle', () => {
  it('holds every data type that is there, a manifest and a codebook', async () => {
    const { id } = await processed();
    const files = await bundle(id);
    expect(Object.keys(files).sort()).toEqual([
      ...[
        'codebook.json',
        'codebook.md',
        'data/discover.csv',
        'data/image_search.csv',
        'data/search.csv',
        'manifest.json',
      ],
    ]);
    checkFiles(files);
    const manifest = manifestOf(files);
    expect(manifest).toMatchObject({
      ...{ donation_id: id, external_id: 'p-17', study: { title: 'Tea' }, period: { start: '2024-01-01', end: null } },
      ...{ consent: null, format: 'csv', formulas: 'neutralised' },
    });
    const types = Object.fromEntries(manifest.data_types.map((type) => [type.data_type, type]));
    expect(types.search).toMatchObject({
      ...{ state: 'ready', rows: ROWS.length, counts: { kept: ROWS.length }, schema_version: 1 },
      ...{ min_time: '2024-02-26T00:41:00.000Z', max_time: '2024-03-01T12:00:00.000Z' },
    });
    expect(types.discover).toMatchObject({ state: 'empty', rows: 0, min_time: null, max_time: null });
    expect(types.google_lens).toMatchObject({ state: 'failed', reason: 'archive_corrupt' });
    expect(types.google_lens).not.toHaveProperty('file');
    const records = parse(files['data/search.csv'] as Buffer, { columns: true }) as Record<string, string>[];
    const rows = await rowsOf(id, 'search');
    expect(records.map(({ time, title }) => [time, title?.replace(/^'=/, '=')])).toEqual(
      rows.map(({ time, title }) => [time ?? '', title]),
    );
    const codebook = JSON.parse(String(files['codebook.json']));
    const described = codebook.data_types.find((type: { data_type: string }) => type.data_type === 'search');
    expect(described.columns.map(({ name }: { name: string }) => name)).toEqual(Object.keys(records[0] ?? {}));
    expect(codebook.writing.formulas).toContain('apostrophe');
    expect(String(files['codebook.md'])).toContain('| `title` | string |');
  });

  it.each(['ndjson', 'parquet'] as const)('holds the same rows as %s', async (format) => {
    const { id } = await processed();
    const files = await bundle(id, `?format=${format}&data_types=search`);
    checkFiles(files);
    const file = files[`data/search.${format}`] as Buffer;
    const titles = (await rowsOf(id, 'search')).map(({ title }) => title);
    const found =
      format === 'parquet'
        ? (await Array.fromAsync((await openTable(bufferSource(file))).rows())).flat().map(({ title }) => title)
        : String(file)
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line).title);
    expect(found).toEqual(titles);
    expect(Object.keys(files)).toHaveLength(4);
  });

  it.each(['csv', 'ndjson', 'parquet'])('of dates holds only their rows, as %s', async (format) => {
    const { id } = await processed();
    const dates = 'start_date=2024-02-28&end_date=2024-02-28';
    const files = await bundle(id, `?format=${format}&data_types=search&${dates}`);
    checkFiles(files);
    const query = `/api/donations/${id}/data/?data_type=search&${dates}&limit=10000`;
    const { body } = await api().get<{ count: number; data: { time: string }[] }>(query);
    const [newest, oldest] = [body.data[0]?.time, body.data.at(-1)?.time];
    expect(manifestOf(files).data_types.find((type) => type.file)).toMatchObject({
      ...{ rows: body.count, min_time: oldest, max_time: newest },
    });
    expect(body.count).toBeGreaterThan(0);
  });

  it('is the participant’s as well, without what only the researcher knows', async () => {
    const { id, donation_url } = await processed();
    const own = participant(stack.origin);
    await openLink(own, donation_url);
    const redirected = await own.call('GET', `/api/participant/donations/${id}/export.zip`);
    expect(redirected.status).toBe(302);
    const files = await unzip(
      Buffer.from(await (await fetch(redirected.headers.get('location') as string)).arrayBuffer()),
    );
    expect(manifestOf(files)).not.toHaveProperty('external_id');
    checkFiles(files);
    expect((await participant(stack.origin).call('GET', `/api/participant/donations/${id}/export.zip`)).status).toBe(
      401,
    );
  });

  it('is made once, and is gone with the donation', async () => {
    const { id } = await processed();
    await bundle(id);
    await bundle(id);
    const exports = async () => (await stack.objectKeys(id)).filter((key) => key.startsWith('exports/'));
    expect(await exports()).toHaveLength(1);
    expect((await api().delete(`/api/donations/${id}/`)).status).toBe(204);
    expect((await api().get(`/api/donations/${id}/export.zip`)).status).toBe(410);
  });

  it('is refused with the reason of each name', async () => {
    const { id } = await processed();
    const ask = async (query: string) => {
      const path = `/api/donations/${id}/export.zip?${query}`;
      const { status, body } = await api().get<{ code: string; errors?: object }>(path);
      return [status, body.code, ...Object.keys(body.errors ?? {})];
    };
    expect(await ask('data_types=search,nothing')).toEqual([400, 'invalid', 'data_types']);
    expect(await ask('data_types=video_search')).toEqual([404, 'not_requested']);
    expect(await ask('data_types=google_lens')).toEqual([409, 'failed']);
    expect(await ask('data_types=,')).toEqual([400, 'invalid', 'data_types']);
    expect(await ask('format=xlsx')).toEqual([400, 'invalid', 'format']);
    expect(await ask('format=ndjson&exact=1')).toEqual([400, 'invalid', 'exact']);
    expect(await ask('start_date=2024-01-02&end_date=2024-01-01')).toEqual([400, 'invalid', 'end_date']);
    const body = { source_type: 'google_portability', requested_data_types: ['search'] };
    const { id: fresh } = (await api().post<Created>('/api/donations/', body)).body;
    const { status, body: problem } = await api().get(`/api/donations/${fresh}/export.zip`);
    expect([status, problem.code]).toEqual([409, 'not_ready']);
  });
});
