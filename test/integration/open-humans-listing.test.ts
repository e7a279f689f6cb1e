import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toTimestamp } from '../../functions/core/clock.ts';
import { projectLabel, projectNumber } from '../../functions/core/member.ts';
import { hashToken } from '../../functions/core/token.ts';
import { saveFile } from '../../functions/store/files.ts';
import { updateItem } from '../../functions/store/items.ts';
import { keys } from '../../functions/store/table.ts';
import { type FileEntry, type Listing, METADATA, openProject, type Project, told } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

/** Files that are there as far as listings go. */
async function writeFiles(donationId: string, count: number, metadata = METADATA, from = 1_000_000): Promise<void> {
  const created_at = toTimestamp(Date.now());
  const facts = { metadata, state: 'complete', size: 1, md5: '0'.repeat(32), created_at } as const;
  for (let at = 0; at < count; at += 100) {
    const some = Array.from({ length: Math.min(100, count - at) }, (_, index) => from + at + index);
    await Promise.all(
      some.map((id) => saveFile(donationId, { id, basename: `${id}.txt`, key: `files/${donationId}/${id}`, ...facts })),
    );
  }
}

/** Follows `next` as it stands. */
async function pages(first: string): Promise<readonly Listing[]> {
  const found: Listing[] = [];
  for (let at: string | null = first; at; at = found.at(-1)?.next ?? null) {
    found.push((await told(await fetch(at))).body as Listing);
  }
  return found;
}

describe('a member', () => {
  it('is listed with every field, by either token', async () => {
    const { memberId, donationId } = await project.member();
    const id = await project.upload(memberId, 'a.txt', 'abc', '{"tags":["x"],"description":"d","n":1}');
    const byMaster = await project.list(memberId);
    const token = await project.memberToken(donationId);
    const query = { access_token: token, project_member_id: '00000000' };
    const byMember = (await told(await fetch(project.address('exchange-member/', query)))).body as Listing;
    for (const listing of [byMaster, byMember]) {
      expect(listing).toEqual({
        ...{ count: 1, next: null, previous: null, created: expect.stringMatching(/^\d{4}-.*Z$/) },
        ...{ project_member_id: memberId, sources_shared: [] },
        data: [
          {
            ...{ id, basename: 'a.txt', created: expect.stringMatching(/Z$/), datatypes: [], size: 3 },
            download_url: expect.stringContaining(
              `${stack.origin}/api/direct-sharing/project/files/${id}/download/?key=`,
            ),
            metadata: { tags: ['x'], description: 'd', n: 1 },
            ...{ md5: '900150983cd24fb0d6963f7d28e17f72', source: projectLabel(project.researcher.id) },
            source_project: `${stack.origin}/api/direct-sharing/project/`,
          },
        ],
      });
    }
    expect(byMaster.data[0]?.download_url).not.toBe(byMember.data[0]?.download_url);
  });

  it('with a token of their own needs no name anywhere', async () => {
    const { donationId } = await project.member();
    const query = { access_token: await project.memberToken(donationId) };
    const form = new FormData();
    form.set('metadata', METADATA);
    form.set('data_file', new Blob(['abc']), 'a.txt');
    const uploaded = await project.post('upload/', form, query);
    expect(uploaded.status).toBe(201);
    expect((await project.post('files/delete/', { all_files: true }, query)).body).toEqual({
      ids: [(uploaded.body as { id: number }).id],
    });
  });

  it('is shown to its researcher by that name', async () => {
    const { donationId, memberId } = await project.member();
    expect((await project.api.get(`/api/donations/${donationId}/`)).body).toMatchObject({
      project_member_id: memberId,
    });
  });
});

describe('pages', () => {
  it('hold a hundred, and lead to all of them and back', async () => {
    const { memberId, donationId } = await project.member();
    await writeFiles(donationId, 250);
    const all = await pages(
      project.address('exchange-member/', { access_token: project.master, project_member_id: memberId }),
    );
    expect(all.map(({ data, count }) => [data.length, count])).toEqual([
      [100, 250],
      [100, 250],
      [50, 250],
    ]);
    const ids = all.flatMap(({ data }) => data.map(({ id }) => id));
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(new Set(ids).size).toBe(250);
    expect(all[1]?.next).toContain(`access_token=${project.master}`);
    const back = (await told(await fetch(all[1]?.previous as string))).body as Listing;
    expect(back.data[0]?.id).toBe(ids[0]);
    const odd = await project.list(memberId, { limit: '7', offset: '246' });
    expect([odd.data.length, odd.next]).toEqual([4, null]);
    expect((await project.list(memberId, { limit: '-1', offset: 'x' })).data).toHaveLength(100);
    expect((await project.list(memberId, { limit: '1000' })).data).toHaveLength(250);
    expect(await project.list(memberId, { offset: '900' })).toMatchObject({ data: [], next: null });
  });

  it('are cut where an answer would be too large, and nothing is left out', async () => {
    const { memberId, donationId } = await project.member();
    await writeFiles(donationId, 100, JSON.stringify({ tags: [], description: 'x'.repeat(60_000) }));
    const all = await pages(
      project.address('exchange-member/', { access_token: project.master, project_member_id: memberId }),
    );
    expect(all.length).toBeGreaterThan(1);
    expect(new Set(all.flatMap(({ data }) => data.map(({ id }) => id))).size).toBe(100);
  });

  it('serve ten thousand files of one member, and all of them are deleted', async () => {
    const { memberId, donationId } = await project.member();
    await writeFiles(donationId, 10_000);
    const listing = await project.list(memberId, { limit: '10000' });
    expect([listing.count, listing.data.length]).toEqual([10_000, 10_000]);
    const { body } = await project.post('files/delete/', { project_member_id: memberId, all_files: true });
    expect((body as { ids: number[] }).ids).toHaveLength(10_000);
    expect((await project.list(memberId)).count).toBe(0);
  });
});

describe('all members', () => {
  type Members = Pick<Listing, 'count' | 'next'> & {
    results: { project_member_id: string; file_count: number; exchange_member: string; data: FileEntry[] }[];
  };

  it('are listed with their first ten files, whichever way the token comes; those who withdrew are not', async () => {
    const own = await openProject(stack.origin);
    const [first, second, gone] = [await own.member(), await own.member(), await own.member()];
    await writeFiles(first.donationId, 12, METADATA, 2_000_000);
    const only = await own.upload(second.memberId);
    await own.withdraw(gone.donationId);
    const inHeader = { headers: { authorization: `Bearer ${own.master}` } };
    const answers = [await own.get('members/'), await told(await fetch(own.address('members/', {}), inHeader))];
    for (const { status, body } of answers) {
      const { count, next, results } = body as Members;
      expect([status, count, next]).toEqual([200, 2, null]);
      expect(results.map((each) => [each.project_member_id, each.file_count, each.data.length])).toEqual([
        [first.memberId, 12, 10],
        [second.memberId, 1, 1],
      ]);
      const listed = (await told(await fetch(results[1]?.exchange_member as string))).body as Listing;
      expect(listed.data.map(({ id }) => id)).toEqual([only]);
      expect((await fetch(results[1]?.data[0]?.download_url as string)).status).toBe(200);
    }
    const paged = (await own.get('members/', { limit: '1' })).body as Members;
    expect([paged.results.length, paged.count]).toEqual([1, 2]);
    const rest = (await told(await fetch(paged.next as string))).body as Members;
    expect(rest.results[0]?.project_member_id).toBe(second.memberId);
  });
});

describe('the project', () => {
  it('tells what a token belongs to', async () => {
    const { donationId } = await project.member();
    const { body } = await project.get('');
    const { id } = project.researcher;
    expect(body).toMatchObject({
      ...{ id: projectNumber(id), id_label: projectLabel(id), name: 'Files', leader: 'Files', active: true },
      ...{ organization: 'University', contact_email: 'ada@example.org', short_description: 'To give back' },
    });
    expect(Number.isSafeInteger((body as { id: number }).id)).toBe(true);
    const token = await project.memberToken(donationId);
    expect((await told(await fetch(project.address('', { access_token: token })))).body).toMatchObject({
      name: 'Files',
    });
  });
});

describe('a download', () => {
  const get = async (url: string) => told(await fetch(url, { redirect: 'manual' }));

  it('leads to the bytes, with their length and name, never shown as a page', async () => {
    const { memberId } = await project.member();
    await project.upload(memberId, 'täst.html', '<script>');
    const [entry] = (await project.list(memberId)).data as [FileEntry];
    const redirect = await get(entry.download_url);
    expect(redirect.status).toBe(302);
    const file = await fetch(redirect.headers.get('location') as string);
    expect(Object.fromEntries(file.headers)).toMatchObject({
      ...{ 'content-length': '8', 'content-type': 'application/octet-stream' },
      'content-disposition': `attachment; filename="t_st.html"; filename*=UTF-8''t%C3%A4st.html`,
    });
    expect(file.headers.has('content-encoding')).toBe(false);
    expect(await file.text()).toBe('<script>');
  });

  it('needs its listing’s key, which is for that member’s files, for an hour', async () => {
    const [mine, theirs] = [await project.member(), await project.member()];
    await project.upload(mine.memberId);
    const other = await project.upload(theirs.memberId);
    const [entry] = (await project.list(mine.memberId)).data as [FileEntry];
    const url = new URL(entry.download_url);
    const key = url.searchParams.get('key') as string;
    const withKey = (value: string, id = entry.id) =>
      `${url.origin}/api/direct-sharing/project/files/${id}/download/?key=${value}`;
    const foreign = key.replace(mine.memberId, theirs.memberId);
    for (const bad of ['', 'x', `${mine.memberId}.${'A'.repeat(43)}`, foreign, `00000000${key.slice(8)}`]) {
      const { status, text, headers } = await get(withKey(bad));
      expect([status, headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
      expect(text).toContain('You are not authorized to view this file.');
    }
    for (const id of [other, 987_654_321]) {
      const { status, text } = await get(withKey(key, id));
      expect([status, text]).toEqual([403, expect.stringContaining('This file is unavailable.')]);
    }
    expect((await get(entry.download_url)).status).toBe(302);
    const link = keys.fileLink(hashToken(key.slice(9)));
    await updateItem(link, { expires_at: Date.now() - 1 }, { expression: 'attribute_exists(pk)' });
    expect((await get(entry.download_url)).text).toContain('You are not authorized to view this file.');
  });
});
