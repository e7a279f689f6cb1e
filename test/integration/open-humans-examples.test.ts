import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProject, type Project } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { onTheWire } from '../support/wire.ts';

/** The examples of Open Humans' documentation, "On-site Data Upload", with what is repaired in each said beside it. */
let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

/** What HTTPie wrote above its requests. */
const head = (accept: string) =>
  [
    ['Accept', accept],
    ['Accept-Encoding', 'gzip, deflate'],
    ['Connection', 'keep-alive'],
    ['Content-Length', ''],
  ] as const;
const tail = [
  ['Host', ''],
  ['User-Agent', 'HTTPie/0.9.3'],
] as const;
const BOUNDARY = '60b1416fed664815a28bf8be840458ae';
/** Of the documentation's file; its own example names another sum. */
const MD5 = '2814f4c87365b244b098b1924609cd7c';
const withMd5 = (md5: string): string =>
  `{"tags": ["survey", "diet", "csv"], "description": "Diet survey questions and responses", "md5": "${md5}"}`;

const address = (path: string) => `${stack.origin}/api/direct-sharing/project/${path}?access_token=${project.master}`;
const json = (path: string, body: string) =>
  onTheWire(
    'POST',
    address(path),
    [...head('application/json'), ['Content-Type', 'application/json'], ...tail],
    `${body}\n`,
  );
const form = (path: string, fields: Record<string, string>) =>
  onTheWire(
    'POST',
    address(path),
    [...head('*/*'), ['Content-Type', 'application/x-www-form-urlencoded; charset=utf-8'], ...tail],
    String(new URLSearchParams(fields)),
  );

/** The documentation's raw request. */
const multipart = (memberId: string, md5: string): string =>
  [
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="project_member_id"',
    '',
    memberId,
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="metadata"',
    '',
    withMd5(md5),
    `--${BOUNDARY}`,
    'Content-Disposition: form-data; name="data_file"; filename="test-file.txt"',
    '',
    'test file data\n',
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');

describe('a simple upload', () => {
  const send = (path: string, body: string) => {
    const type = ['Content-Type', `multipart/form-data; boundary=${BOUNDARY}`] as const;
    return onTheWire('POST', address(path), [...head('*/*'), type, ...tail], body);
  };

  it.each(['upload/', 'files/upload/'])(
    'goes to the address of the examples, and to the right one: %s',
    async (path) => {
      const { memberId } = await project.member();
      const answer = await send(path, multipart(memberId, MD5));
      expect([answer.status, answer.json()]).toEqual([201, { id: expect.any(Number) }]);
      const { data } = await project.list(memberId);
      expect(data).toMatchObject([
        { basename: 'test-file.txt', size: 15, md5: MD5, metadata: JSON.parse(withMd5(MD5)) as object },
      ]);
    },
  );

  it('with the sum that the examples name is refused, saying which the file has', async () => {
    const { memberId } = await project.member();
    const answer = await send('files/upload/', multipart(memberId, '156da7fc980988c51682374436849943'));
    expect(answer.status).toBe(400);
    expect(answer.json<{ metadata: string[] }>().metadata[0]).toContain(MD5);
    expect((await project.list(memberId)).count).toBe(0);
  });

  it('takes both examples of metadata, the empty one and the full one', async () => {
    const { memberId } = await project.member();
    const full = '{"tags": ["survey", "diet", "csv"], "description": "Diet survey questions and responses."}';
    for (const metadata of ['{"tags": [], "description": ""}', full]) {
      await project.upload(memberId, 'a.csv', 'a,b\n', metadata);
    }
    expect((await project.list(memberId)).count).toBe(2);
  });
});

it('a large upload goes in three steps, and an empty type does no harm', async () => {
  const { memberId } = await project.member();
  const metadata = '{"tags": ["survey", "diet", "csv"], "description": "Diet survey questions and responses"}';
  const asked = await form('files/upload/direct/', {
    ...{ project_member_id: memberId, metadata, filename: 'test-file.json' },
  });
  expect(asked.status).toBe(201);
  const { id, url } = asked.json<{ id: number; url: string }>();
  const sent = '{"testing": "just testing..."}\n';
  const put = await onTheWire('PUT', url, [...head('*/*'), ['Content-Type', ''], ...tail], sent);
  expect(put.status).toBe(200);
  const done = await form('files/upload/complete/', { project_member_id: memberId, file_id: String(id) });
  expect([done.status, done.json()]).toEqual([200, { status: 'ok', size: 31 }]);
});

describe('deleting', () => {
  it.each([
    ['by number', (id: number) => ({ file_id: id })],
    ['by name', () => ({ file_basename: 'foobar.txt' })],
    // The documentation writes Python's True, which is no JSON.
    ['of all', () => ({ all_files: true })],
  ])('%s takes the JSON of the examples', async (_, what) => {
    const { memberId } = await project.member();
    const id = await project.upload(memberId, 'foobar.txt');
    // The raw example of the documentation goes to the address of uploads.
    const answer = await json('files/delete/', JSON.stringify({ project_member_id: memberId, ...what(id) }, null, 4));
    expect([answer.status, answer.json()]).toEqual([200, { ids: [id] }]);
  });

  it('says what is wrong with the examples that are no JSON, and deletes nothing', async () => {
    const { memberId } = await project.member();
    await project.upload(memberId);
    const answer = await json('files/delete/', `{"project_member_id": "${memberId}", "all_files": True}`);
    expect(answer.status).toBe(400);
    expect(answer.json<{ detail: string }>().detail).toMatch(/^JSON parse error/);
    expect((await project.list(memberId)).count).toBe(1);
  });
});
