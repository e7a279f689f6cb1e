import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../functions/archive/types.ts';
import { type ExportOrder, exportKey, exportState, orderExport } from '../../functions/store/exports.ts';
import { deletePrefix, objectSize, objectSource } from '../../functions/store/objects.ts';
import { openLink, participant, researcher, until } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { unzip } from '../support/unzip.ts';
import { searchRow, setExport, setProcessed, setType, storeRows } from './researcher-support.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.close());

const api = () => researcher(stack.origin, stack.researcherToken);
const LAST = Date.parse('2024-03-01T12:00:00Z');
const ROWS: readonly Row[] = Array.from({ length: 5000 }, (_, n) => searchRow(LAST - n * 60_000, `Tea ${n}`));

/** A processed donation with rows of one data type, and none of another. */
async function processed() {
  const requested_data_types = ['search', 'discover'];
  const body = { source_type: 'google_portability', requested_data_types, external_id: 'p-17' };
  const created = (await api().post<{ id: string; donation_url: string }>('/api/donations/', body)).body;
  await storeRows(created.id, 'search', ROWS);
  await setType(created.id, 'discover', 'empty');
  await setProcessed(created.id);
  return created;
}

const path = (id: string, query = '') => `/api/donations/${id}/export.zip${query}`;
const follow = async ({ headers }: { readonly headers: Headers }) =>
  unzip(Buffer.from(await (await fetch(headers.get('location') as string)).arrayBuffer()));
const exported = async (id: string) => (await stack.objectKeys(id)).filter((key) => key.startsWith('exports/'));

/** Renders an order as the service has it rendered. Loaded late: its log follows the stack's. */
async function render(order: ExportOrder): Promise<void> {
  const { handler } = await import('../../functions/steps/export.ts');
  await handler(order);
}
const orderOf = (donationId: string, hash: string): ExportOrder => ({
  ...{ donationId, hash, ordered_at: LAST, dataTypes: ['discover', 'search'], bundle: true, by: 'researcher' },
  rendering: { format: 'parquet' },
});

describe('a bundle', () => {
  it('is read by other programs: names in order, of a day that every archive can name', async () => {
    const { id } = await processed();
    const members = await follow(await api().get(path(id)));
    expect(members.map(({ name }) => name)).toEqual([
      ...['codebook.json', 'codebook.md', 'data/discover.csv', 'data/search.csv', 'manifest.json'],
    ]);
    for (const { modified } of members) expect(modified).toEqual(new Date(1980, 0, 1));
  });

  it('holds Parquet as it is stored', async () => {
    const { id } = await processed();
    const members = await follow(await api().get(path(id, '?format=parquet')));
    const [key] = (await stack.objectKeys(id)).filter((each) => each.startsWith('data/'));
    const size = (await objectSize(key as string)) as number;
    const stored = Buffer.concat(await Array.fromAsync(objectSource(key as string, size).stream(0, size)));
    expect(members.find(({ name }) => name === 'data/search.parquet')?.content.equals(stored)).toBe(true);
  });

  it('is byte for byte the same when its order is repeated', async () => {
    const { id } = await processed();
    const made: Buffer[] = [];
    for (const hash of ['one', 'two']) {
      const order = orderOf(id, hash);
      await orderExport(order, Date.now());
      await render(order);
      const size = (await objectSize(exportKey(order))) as number;
      made.push(Buffer.concat(await Array.fromAsync(objectSource(exportKey(order), size).stream(0, size))));
    }
    expect(made[0]?.equals(made[1] as Buffer)).toBe(true);
  });

  it('is made once, whatever the order of the names', async () => {
    const { id } = await processed();
    for (const names of ['search,discover', 'discover,search,search', 'discover, search']) {
      expect((await api().get(path(id, `?data_types=${encodeURIComponent(names)}`))).status).toBe(302);
    }
    expect(await exported(id)).toHaveLength(1);
  });

  it('of the participant differs in the manifest alone', async () => {
    const { id, donation_url } = await processed();
    const browser = participant(stack.origin);
    await openLink(browser, donation_url);
    const own = await follow(await browser.call('GET', `/api/participant/donations/${id}/export.zip`));
    const theirs = await follow(await api().get(path(id)));
    const differing = own.filter(({ content }, at) => !content.equals(theirs[at]?.content as Buffer));
    expect(differing.map(({ name }) => name)).toEqual(['manifest.json']);
    expect(own.filter(({ content }) => content.includes('p-17'))).toEqual([]);
  });
});

describe('making a bundle', () => {
  it('answers 202 while it lasts, and 302 to the same call afterwards', async () => {
    const { id } = await processed();
    await api().get(path(id));
    const item = (await stack.items(id)).find(({ sk }) => sk.startsWith('EXPORT#')) as { sk: string };
    const hash = item.sk.slice('EXPORT#'.length);
    await setExport(id, hash, 'running');
    const waiting = await api().get(path(id));
    expect([waiting.status, waiting.headers.get('retry-after')]).toEqual([202, '5']);
    await setExport(id, hash, 'done');
    expect((await api().get(path(id))).status).toBe(302);
  });

  it('that fails leaves nothing, and the next call begins again', async () => {
    const { id } = await processed();
    await deletePrefix(`data/${id}/`);
    const failed = await api().get(path(id));
    expect([failed.status, failed.body.code]).toEqual([500, 'internal']);
    expect(await stack.objectKeys(id)).toEqual([]);
    await storeRows(id, 'search', ROWS);
    expect((await api().get(path(id))).status).toBe(302);
  });

  it('for a donation that was erased leaves nothing', async () => {
    const { id } = await processed();
    // As if the order's item had been deleted while the rows were being written.
    const order = orderOf(id, 'never-ordered');
    await render(order);
    expect(await exportState(order, Date.now())).toBe('absent');
    expect(await exported(id)).toEqual([]);
    await api().get(path(id));
    await api().delete(`/api/donations/${id}/`);
    const left = async () => [...(await stack.objectKeys(id)), ...(await stack.items(id)).map(({ sk }) => sk)];
    await until(left, (found) => found.join() === 'META');
  });
});
