import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type FileEntry, openProject, type Project, told } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

const md5 = (content: string | Buffer): string => createHash('md5').update(content).digest('hex');

let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

const download = async ({ download_url }: FileEntry) => Buffer.from(await (await fetch(download_url)).arrayBuffer());

describe('a small file', () => {
  it('is uploaded, listed, downloaded byte for byte and deleted', async () => {
    const { memberId, donationId } = await project.member();
    expect(memberId).toMatch(/^\d{8}$/);
    const metadata = { tags: ['survey'], description: 'Diet', md5: md5('test file data\n'), more: { kept: [1] } };
    const id = await project.upload(memberId, 'my file (1).txt', 'test file data\n', JSON.stringify(metadata));
    const listing = await project.list(memberId);
    expect(listing).toMatchObject({ count: 1, next: null, previous: null, project_member_id: memberId });
    const [entry] = listing.data as [FileEntry];
    expect(entry).toMatchObject({ id, basename: 'my_file_1.txt', metadata, size: 15, md5: md5('test file data\n') });
    expect((await download(entry)).toString()).toBe('test file data\n');
    expect(await stack.objectKeys(donationId)).toEqual([expect.stringMatching(/^files\/don_\w+\/[0-9a-f-]{36}$/)]);
    const deleted = await project.post('files/delete/', { project_member_id: memberId, file_id: id });
    expect([deleted.status, deleted.body]).toEqual([200, { ids: [id] }]);
    expect((await project.list(memberId)).data).toEqual([]);
    expect(await stack.objectKeys(donationId)).toEqual([]);
    const gone = await told(await fetch(entry.download_url));
    expect([gone.status, gone.text]).toEqual([403, expect.stringContaining('This file is unavailable.')]);
  });
});

describe('a large file', () => {
  it('goes by an address of its own, and is seen once it is complete', async () => {
    const { memberId, donationId } = await project.member();
    const content = Buffer.alloc(20_000_000, 'large ');
    const metadata = JSON.stringify({ tags: [], description: '', md5: md5(content) });
    const fields = { project_member_id: memberId, metadata, filename: '../a/b c.txt' };
    const direct = await project.post('files/upload/direct/', new URLSearchParams(fields));
    expect(direct.status).toBe(201);
    const { id, url } = direct.body as { id: number; url: string };
    expect(url).not.toContain('checksum');
    const complete = () => project.post('files/upload/complete/', { project_member_id: memberId, file_id: id });
    expect([(await complete()).status, (await complete()).body]).toEqual([400, { detail: 'file not present' }]);
    const put = await fetch(url, { method: 'PUT', body: content });
    expect(put.status).toBe(200);
    expect((await project.list(memberId)).count).toBe(0);
    for (const _ of [1, 2]) {
      const answer = await complete();
      expect([answer.status, answer.body]).toEqual([200, { status: 'ok', size: content.length }]);
    }
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    expect(entry).toMatchObject({ id, basename: 'b c.txt', size: content.length, md5: md5(content) });
    expect((await download(entry)).equals(content)).toBe(true);
    expect(await stack.objectKeys(donationId)).toEqual([expect.stringMatching(/^files\//)]);
  });
});
