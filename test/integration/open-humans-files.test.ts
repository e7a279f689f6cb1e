import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toTimestamp } from '../../functions/core/clock.ts';
import type { FileRecord } from '../../functions/core/file.ts';
import { handler as receive } from '../../functions/steps/receive-file.ts';
import { sweepUploads } from '../../functions/steps/sweep-uploads.ts';
import { advanceFile, findFile, saveFile } from '../../functions/store/files.ts';
import { updateItem } from '../../functions/store/items.ts';
import { keys } from '../../functions/store/table.ts';
import { listOverdueUploads } from '../../functions/store/uploads.ts';
import { until } from '../../local/walk.ts';
import { type FileEntry, fileForm, METADATA, openProject, type Project, told } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

const HOUR = 3600_000;
const md5 = (content: string | Buffer): string => createHash('md5').update(content).digest('hex');
const announcing = (sum: string): string => JSON.stringify({ tags: [], description: '', md5: sum });

let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

type Direct = { readonly id: number; readonly url: string };

/** Asks for an address, and puts the bytes there. */
async function put(memberId: string, content: string | undefined, metadata = METADATA): Promise<Direct> {
  const answer = await project.post('files/upload/direct/', {
    ...{ project_member_id: memberId, metadata, filename: 'large.bin' },
  });
  const { id, url } = answer.body as Direct;
  if (content !== undefined) expect((await fetch(url, { method: 'PUT', body: content })).status).toBe(200);
  return { id, url };
}

const complete = (memberId: string, file_id: number) =>
  project.post('files/upload/complete/', { project_member_id: memberId, file_id });
const remove = (memberId: string, fields: object) =>
  project.post('files/delete/', { project_member_id: memberId, ...fields });
const idsOf = async (memberId: string) => (await project.list(memberId)).data.map(({ id }) => id);

describe('the address of an upload', () => {
  it('takes bytes without a content type, and only at that place, until it ends', async () => {
    const { memberId } = await project.member();
    const { url } = await put(memberId, undefined);
    const query = new URL(url).searchParams;
    expect([query.get('X-Amz-SignedHeaders'), query.get('X-Amz-Expires')]).toEqual(['host', '3600']);
    expect([...query.keys()].filter((name) => /checksum/i.test(name))).toEqual([]);
    expect(url).not.toContain('large.bin');
    const elsewhere = url.replace(/[0-9a-f]{12}\?/, '000000000000?');
    expect((await fetch(elsewhere, { method: 'PUT', body: 'x' })).status).toBe(403);
    expect((await fetch(url)).status).toBe(403);
    const typed = await fetch(url, { method: 'PUT', body: 'x', headers: { 'content-type': 'text/csv' } });
    expect(typed.status).toBe(200);
  });

  it('can be used by a page of another origin, as can the address of a download', async () => {
    const { memberId } = await project.member();
    const { id, url } = await put(memberId, undefined);
    const origin = { origin: 'https://project.example' };
    const asking = (method: string) =>
      fetch(url, {
        method: 'OPTIONS',
        headers: {
          ...origin,
          'access-control-request-method': method,
          'access-control-request-headers': 'content-type',
        },
      });
    const asked = await asking('PUT');
    expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(asked.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(asked.headers.get('access-control-allow-headers')).toBe('content-type');
    expect((await asking('DELETE')).status).toBe(403);
    const sent = await fetch(url, { method: 'PUT', body: 'page', headers: origin });
    expect([sent.status, sent.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect((await complete(memberId, id)).status).toBe(200);
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    const first = await fetch(entry.download_url, { headers: origin, redirect: 'manual' });
    expect([first.status, first.headers.get('access-control-allow-origin')]).toEqual([302, '*']);
    const read = await fetch(first.headers.get('location') as string, { headers: origin });
    expect([read.headers.get('access-control-allow-origin'), await read.text()]).toEqual(['*', 'page']);
  });

  it('writes nowhere any more once the file is complete', async () => {
    const { memberId } = await project.member();
    const { id, url } = await put(memberId, 'first');
    expect((await complete(memberId, id)).body).toEqual({ status: 'ok', size: 5 });
    expect((await fetch(url, { method: 'PUT', body: 'other' })).status).toBe(200);
    expect((await complete(memberId, id)).body).toEqual({ status: 'ok', size: 5 });
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    expect([entry.md5, await (await fetch(entry.download_url)).text()]).toEqual([md5('first'), 'first']);
  });

  it('is given anew to a call that is repeated with its key', async () => {
    const { memberId } = await project.member();
    const body = JSON.stringify({ project_member_id: memberId, metadata: METADATA, filename: 'a.txt' });
    const headers = { 'content-type': 'application/json', 'idempotency-key': 'k' };
    const ask = async (text = body) =>
      told(await fetch(project.address('files/upload/direct/'), { method: 'POST', headers, body: text }));
    const [first, again] = [await ask(), await ask()];
    expect([again.status, (again.body as Direct).id]).toEqual([201, (first.body as Direct).id]);
    expect((await fetch((again.body as Direct).url, { method: 'PUT', body: 'x' })).status).toBe(200);
    expect((await ask(body.replace('a.txt', 'b.txt'))).status).toBe(409);
  });
});

describe('a file that is not complete', () => {
  it('is seen nowhere, neither downloaded nor deleted', async () => {
    const { memberId, donationId } = await project.member();
    const { id } = await put(memberId, 'abc');
    expect(await project.list(memberId)).toMatchObject({ count: 0, data: [] });
    const { body } = await project.get('members/', { limit: '1000' });
    const { results } = body as { results: { project_member_id: string; file_count: number; data: unknown[] }[] };
    const own = results.find(({ project_member_id }) => project_member_id === memberId);
    expect(own).toMatchObject({ file_count: 0, data: [] });
    for (const which of [{ file_id: id }, { file_basename: 'large.bin' }, { all_files: true }]) {
      expect((await remove(memberId, which)).body).toEqual({ ids: [] });
    }
    const shown = await project.upload(memberId);
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    const address = entry.download_url.replace(`/${shown}/`, `/${id}/`);
    const download = await told(await fetch(address, { redirect: 'manual' }));
    expect([download.status, download.text]).toEqual([403, expect.stringContaining('This file is unavailable.')]);
    expect((await stack.objectKeys(donationId)).some((key) => key.startsWith('incoming/'))).toBe(true);
  });

  it('is swept after six hours, and so is what was put to the address of one that is', async () => {
    const { memberId, donationId } = await project.member();
    const { id } = await put(memberId, 'abc');
    const kept = await put(memberId, 'kept');
    await complete(memberId, kept.id);
    await fetch(kept.url, { method: 'PUT', body: 'again' });
    await sweepUploads(Date.now() + 6 * HOUR - 60_000);
    expect(await findFile(donationId, id)).toBeDefined();
    await sweepUploads(Date.now() + 6 * HOUR + 1000);
    expect(await findFile(donationId, id)).toBeUndefined();
    expect(await idsOf(memberId)).toEqual([kept.id]);
    expect(await stack.objectKeys(donationId)).toEqual([expect.stringMatching(/^files\//)]);
    expect(await listOverdueUploads(Date.now() + 24 * HOUR)).toEqual([]);
    expect((await complete(memberId, id)).body).toEqual({ detail: 'file does not exist' });
  });
});

describe('verification', () => {
  it('keeps what is announced and refuses what is not: it is gone', async () => {
    const { memberId, donationId } = await project.member();
    const good = await put(memberId, 'abc', announcing(md5('abc').toUpperCase()));
    expect((await complete(memberId, good.id)).status).toBe(200);
    const bad = await put(memberId, 'abd', announcing(md5('abc')));
    for (const _ of [1, 2]) {
      const { status, body } = await complete(memberId, bad.id);
      expect([status, body]).toEqual([400, { detail: expect.stringContaining(md5('abd')) }]);
    }
    expect(await idsOf(memberId)).toEqual([good.id]);
    expect(await stack.objectKeys(donationId)).toHaveLength(1);
    const form = fileForm({ project_member_id: memberId, metadata: announcing(md5('other')) });
    const { status, body } = await project.post('files/upload/', form);
    expect([status, Object.keys(body)]).toEqual([400, ['metadata']]);
    expect(await stack.objectKeys(donationId)).toHaveLength(1);
  });

  it('takes a file without any bytes', async () => {
    const { memberId } = await project.member();
    const { id } = await put(memberId, '');
    expect((await complete(memberId, id)).body).toEqual({ status: 'ok', size: 0 });
  });

  it('is waited for 20 s at most; until it has ended nobody sees the file', async () => {
    const { memberId, donationId } = await project.member();
    const { id } = await put(memberId, 'abc');
    const file = (await findFile(donationId, id)) as FileRecord;
    // Somebody is at it, and takes long.
    await advanceFile(donationId, file, { state: 'verifying', verifying_since: Date.now(), size: 3 });
    const { status, body } = await complete(memberId, id);
    expect([status, body]).toEqual([200, { status: 'ok', size: 3, verification: 'pending' }]);
    expect(await idsOf(memberId)).toEqual([]);
    // It never ended: a later call begins again.
    const stale = { verifying_since: Date.now() - HOUR };
    await updateItem(keys.file(donationId, id), stale, { expression: 'attribute_exists(pk)' });
    expect((await complete(memberId, id)).body).toEqual({ status: 'ok', size: 3 });
    expect(await idsOf(memberId)).toEqual([id]);
  });

  it('changes nothing that a later attempt has taken on, or that is gone', async () => {
    const { memberId, donationId } = await project.member();
    const { id } = await put(memberId, 'abc');
    await complete(memberId, id);
    const before = await stack.objectKeys(donationId);
    await receive({ donationId, fileId: id, since: 1 });
    await receive({ donationId, fileId: id + 1000, since: 1 });
    expect(await stack.objectKeys(donationId)).toEqual(before);
    const vanished: FileRecord = {
      ...{ id: id + 1, basename: 'a', metadata: METADATA, state: 'verifying', key: 'files/none', size: 1 },
      ...{ incoming_key: `incoming/${donationId}/none`, verifying_since: 5, created_at: toTimestamp(Date.now()) },
    };
    await saveFile(donationId, { ...vanished, id: 900_000_001 });
    await receive({ donationId, fileId: 900_000_001, since: 5 });
    expect((await complete(memberId, 900_000_001)).body).toEqual({ detail: 'file not present' });
  });
});

describe('deleting', () => {
  it('is by number, by name and of all, and takes the bytes along', async () => {
    const { memberId, donationId } = await project.member();
    const [a, b, c, d] = [
      await project.upload(memberId, 'a.txt'),
      await project.upload(memberId, 'b.txt'),
      await project.upload(memberId, 'b.txt'),
      await project.upload(memberId, 'B.txt'),
    ];
    expect((await remove(memberId, { file_id: String(a) })).body).toEqual({ ids: [a] });
    expect((await remove(memberId, { file_basename: ' b.txt ' })).body).toEqual({ ids: [b, c] });
    expect(await idsOf(memberId)).toEqual([d]);
    const all = new URLSearchParams({ project_member_id: memberId, all_files: 'True' });
    expect((await project.post('files/delete/', all)).body).toEqual({ ids: [d] });
    expect(await stack.objectKeys(donationId)).toEqual([]);
  });
});

describe('a repeated upload', () => {
  it('with the same key is one file; without, two', async () => {
    const { memberId } = await project.member();
    const send = async (headers: Record<string, string>, content = 'abc') =>
      told(
        await fetch(project.address('files/upload/'), {
          ...{ method: 'POST', headers },
          body: fileForm({ project_member_id: memberId, metadata: METADATA }, 'a.txt', content),
        }),
      );
    const first = await send({ 'idempotency-key': 'k' });
    expect((await send({ 'idempotency-key': 'k' })).body).toEqual(first.body);
    const other = await send({ 'idempotency-key': 'k' }, 'abd');
    expect([other.status, Object.keys(other.body)]).toEqual([409, ['detail']]);
    expect((await send({ 'idempotency-key': 'with space' })).status).toBe(400);
    await send({});
    expect(await idsOf(memberId)).toHaveLength(2);
  });
});

describe('a withdrawal', () => {
  it('erases the files, those awaited too, and the member’s name', async () => {
    const { memberId, donationId } = await project.member();
    await project.upload(memberId);
    const { id, url } = await put(memberId, 'abc');
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    await project.withdraw(donationId);
    expect((await complete(memberId, id)).status).toBe(400);
    expect((await fetch(entry.download_url, { redirect: 'manual' })).status).toBe(403);
    await until(
      async () => [...(await stack.objectKeys(donationId)), ...(await stack.items(donationId))].length,
      (left) => left === 1,
    );
    // The address still takes bytes for an hour: they go with the sweep.
    await fetch(url, { method: 'PUT', body: 'late' });
    await sweepUploads(Date.now() + 7 * HOUR);
    expect(await stack.objectKeys(donationId)).toEqual([]);
  });
});
