import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listing, openProject, type Project } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { onTheWire } from '../support/wire.ts';

let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

/** What the official client writes above every request: python-requests as it is. */
const HEAD = [
  ['Host', ''],
  ['User-Agent', 'python-requests/2.28.1'],
  ['Accept-Encoding', 'gzip, deflate'],
  ['Accept', '*/*'],
  ['Connection', 'keep-alive'],
] as const;
const LENGTH = ['Content-Length', ''] as const;
const FORM = ['Content-Type', 'application/x-www-form-urlencoded'] as const;

const address = (path: string, token: string) =>
  `${stack.origin}/api/direct-sharing/project/${path}?access_token=${token}`;
const get = (url: string) => onTheWire('GET', url, HEAD);
const post = (path: string, token: string, body: string) =>
  onTheWire('POST', address(path, token), [...HEAD, LENGTH, FORM], body);
/** Streams the open file: a length, and no type. */
const put = (url: string, bytes: Buffer) => onTheWire('PUT', url, [...HEAD, LENGTH], bytes);

type Upload = { readonly id: number; readonly url: string };

/** `upload_stream`, request by request. @returns the file's number */
async function uploadStream(token: string, memberId: string, name: string, bytes: Buffer): Promise<number> {
  const metadata = '%7B%22tags%22%3A+%5B%22a%22%5D%2C+%22description%22%3A+%22d%22%7D';
  const direct = await post(
    'files/upload/direct/',
    token,
    `project_member_id=${memberId}&metadata=${metadata}&filename=${name}`,
  );
  expect([direct.status, direct.headers['content-type']]).toEqual([201, 'application/json; charset=utf-8']);
  const { id, url } = direct.json<Upload>();
  const sent = await put(url, bytes);
  expect([sent.status, sent.bytes.length]).toEqual([200, 0]);
  const complete = await post('files/upload/complete/', token, `project_member_id=${memberId}&file_id=${id}`);
  expect([complete.status, complete.json()]).toEqual([200, { status: 'ok', size: bytes.length }]);
  return id;
}

/** `exchange_oauth2_member`: follows `next` as it stands. */
async function exchange(token: string): Promise<Listing['data']> {
  const data: Listing['data'][number][] = [];
  for (let next: string | null = address('exchange-member/', token); next; ) {
    const page = await get(next);
    expect(page.status).toBe(200);
    const listing = page.json<Listing>();
    data.push(...listing.data);
    next = listing.next;
  }
  return data;
}

/** `download_file`: what it saves is what has come, and the length must be told before. */
async function download(url: string): Promise<Buffer> {
  const first = await get(url);
  expect(first.status).toBe(302);
  const { status, headers, bytes } = await get(first.headers.location as string);
  expect([status, headers['content-length'], headers['content-encoding'], headers['transfer-encoding']]).toEqual([
    ...[200, String(bytes.length), undefined, undefined],
  ]);
  return bytes;
}

describe('the official client, header by header', () => {
  const bytes = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 256));

  it('uploads with either token, lists, downloads byte for byte', async () => {
    const { memberId, donationId } = await project.member();
    const token = await project.memberToken(donationId);
    const own = await uploadStream(token, memberId, 'my+file.txt', bytes);
    const masters = await uploadStream(project.master, memberId, 'a.bin', bytes);
    const files = await exchange(token);
    expect(files.map(({ id, basename }) => [id, basename])).toEqual([
      [own, 'my file.txt'],
      [masters, 'a.bin'],
    ]);
    for (const { download_url, md5 } of files) {
      expect(await download(download_url)).toEqual(bytes);
      expect(md5).toBe(createHash('md5').update(bytes).digest('hex'));
    }
  });

  it('deletes in all three ways, in forms with Python’s own words', async () => {
    const { memberId, donationId } = await project.member();
    const token = await project.memberToken(donationId);
    const first = await uploadStream(token, memberId, 'a.txt', bytes);
    const second = await uploadStream(token, memberId, 'b.txt', bytes);
    const third = await uploadStream(token, memberId, 'c.txt', bytes);
    const remove = async (what: string) => {
      const answer = await post('files/delete/', token, `project_member_id=${memberId}&${what}`);
      return [answer.status, answer.json()];
    };
    expect(await remove(`file_id=${first}`)).toEqual([200, { ids: [first] }]);
    expect(await remove('file_basename=b.txt')).toEqual([200, { ids: [second] }]);
    expect(await remove('all_files=True')).toEqual([200, { ids: [third] }]);
    expect(await exchange(token)).toEqual([]);
  });

  it('follows the pages of all members', async () => {
    await project.member();
    const seen: string[] = [];
    for (let next: string | null = `${address('members/', project.master)}&limit=1`; next; ) {
      const { status, json } = await get(next);
      expect(status).toBe(200);
      const page = json<{ next: string | null; results: readonly { project_member_id: string }[] }>();
      seen.push(...page.results.map(({ project_member_id }) => project_member_id));
      next = page.next;
    }
    expect(seen.length).toBeGreaterThan(1);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('shows its user our words: the answer’s `detail`, or that of the metadata', async () => {
    const { memberId } = await project.member();
    const unknown = await get(address('exchange-member/', 'none'));
    expect([unknown.status, unknown.json()]).toEqual([401, { detail: 'Invalid token.' }]);
    const body = `project_member_id=${memberId}&metadata=%7B%22tags%22%3A+%5B%5D%7D&filename=a.txt`;
    const bad = await post('files/upload/direct/', project.master, body);
    expect([bad.status, bad.json()]).toEqual([
      ...[400, { metadata: ['"description" is a required field of the metadata'] }],
    ]);
  });
});
