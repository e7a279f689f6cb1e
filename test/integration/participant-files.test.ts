import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openLink, participant } from '../../local/walk.ts';
import { openProject, type Project } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

let stack: TestStack;
let project: Project;
beforeAll(async () => {
  stack = await testStack();
  project = await openProject(stack.origin);
});
afterAll(() => stack.close());

type View = {
  readonly files: readonly Record<string, unknown>[];
  readonly files_count: number;
};

/** A participant with two files of the study. */
async function withFiles() {
  const { memberId, donationId, url } = await project.member();
  const metadata = JSON.stringify({ tags: ['results', 5, 'x'.repeat(500)], description: 'd'.repeat(5000), secret: 1 });
  const first = await project.upload(memberId, 'first.txt', 'first');
  const second = await project.upload(memberId, 'second.txt', 'second', metadata);
  const browser = participant(stack.origin);
  await openLink(browser, url);
  const path = `/api/participant/donations/${donationId}/`;
  return { browser, path, first, second, memberId, donationId };
}

describe('a participant', () => {
  it('sees the files beside the donation, the newest first, as much of them as somebody reads', async () => {
    const { browser, path, first, second } = await withFiles();
    const { body } = await browser.call<View>('GET', path);
    expect(body.files_count).toBe(2);
    expect(body.files.map(({ id }) => id)).toEqual([second, first]);
    expect(body.files[0]).toEqual({
      ...{ id: second, name: 'second.txt', description: 'd'.repeat(1000), tags: ['results', 'x'.repeat(100)] },
      ...{ size: 6, md5: expect.stringMatching(/^[0-9a-f]{32}$/), created_at: expect.stringMatching(/Z$/) },
    });
    const page = await browser.call<{ count: number; files: { id: number }[] }>('GET', `${path}files/?offset=1`);
    expect([page.body.count, page.body.files.map(({ id }) => id)]).toEqual([2, [first]]);
    expect((await browser.call('GET', `${path}files/?offset=x`)).status).toBe(400);
  });

  it('downloads and deletes them', async () => {
    const { browser, path, first, second, memberId, donationId } = await withFiles();
    const redirect = await browser.call('GET', `${path}files/${first}/`);
    expect(redirect.status).toBe(302);
    const file = await fetch(redirect.headers.get('location') as string);
    expect([await file.text(), file.headers.get('content-disposition')]).toEqual([
      'first',
      expect.stringContaining('attachment; filename="first.txt"'),
    ]);
    expect((await browser.call('DELETE', `${path}files/${first}/`)).status).toBe(204);
    for (const method of ['GET', 'DELETE']) {
      expect((await browser.call(method, `${path}files/${first}/`)).status).toBe(404);
    }
    expect((await project.list(memberId)).data.map(({ id }) => id)).toEqual([second]);
    expect(await stack.objectKeys(donationId)).toHaveLength(1);
  });

  it('reaches no file of another’s, and none without the session', async () => {
    const [mine, theirs] = [await withFiles(), await withFiles()];
    for (const method of ['GET', 'DELETE']) {
      expect((await mine.browser.call(method, `${mine.path}files/${theirs.first}/`)).status).toBe(404);
      expect((await mine.browser.call(method, `${theirs.path}files/${theirs.first}/`)).status).toBe(404);
      expect((await participant(stack.origin).call(method, `${mine.path}files/${mine.first}/`)).status).toBe(401);
    }
    for (const odd of ['0', '-1', 'x', '1e3', '..%2f1', '9'.repeat(30)]) {
      expect((await mine.browser.call('GET', `${mine.path}files/${odd}/`)).status).toBe(404);
    }
    expect((await project.list(theirs.memberId)).count).toBe(2);
  });
});
