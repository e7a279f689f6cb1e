import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { researcher } from '../../local/walk.ts';
import { admin, CREATE } from '../support/admin.ts';
import { told } from '../support/project.ts';
import { type TestStack, testStack } from '../support/stack.ts';

let stack: TestStack;
beforeAll(async () => {
  stack = await testStack();
});
afterAll(() => stack.close());

type Made = { readonly token: string; readonly name: string; readonly expires_at: string | null };

async function make(...words: string[]): Promise<Made> {
  const { code, out, err } = await admin(stack.home, ...words, '--json');
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Made;
}
const master = (...words: string[]) => make('researcher', 'create-master-token', ...words);
const project = async (token: string) =>
  told(await fetch(`${stack.origin}/api/direct-sharing/project/?access_token=${token}`));

describe('a master token', () => {
  it('is the first researcher’s unless told, and good for a day', async () => {
    const { token, name, expires_at } = await master();
    expect(name).toBe('First researcher');
    const hours = (Date.parse(expires_at as string) - Date.now()) / 3_600_000;
    expect(Math.round(hours)).toBe(24);
    const { status, body } = await project(token);
    expect([status, body]).toEqual([200, expect.objectContaining({ leader: 'First researcher' })]);
    const { post } = researcher(stack.origin, stack.researcherToken);
    const donation = await post<{ project_member_id: string }>('/api/donations/', {
      source_type: 'google_portability',
    });
    const query = new URLSearchParams({ access_token: token, project_member_id: donation.body.project_member_id });
    const address = `${stack.origin}/api/direct-sharing/project/exchange-member/?${query}`;
    expect((await fetch(address)).status).toBe(200);
  });

  it('is a named researcher’s, or a new project’s, and may be for good', async () => {
    await admin(stack.home, ...CREATE);
    const ada = await master('--name', 'Ada', '--no-expiry');
    expect([ada.name, ada.expires_at]).toEqual(['Ada', null]);
    expect((await project(ada.token)).body).toMatchObject({ name: 'Media use', leader: 'Ada' });
    const other = await master('--name', 'Grace');
    expect((await project(other.token)).body).toMatchObject({ leader: 'Grace' });
    await admin(stack.home, ...CREATE);
    const { code, err } = await admin(stack.home, 'researcher', 'create-master-token', '--name', 'Ada');
    expect([code, err.trim()]).toEqual([1, '2 researchers are called Ada: name one by the id.']);
  });

  it('takes the place of those before only where it is told to', async () => {
    const [first, second] = [await master('--name', 'Maria'), await master('--name', 'Maria')];
    expect((await project(first.token)).status).toBe(200);
    const third = await master('--name', 'Maria', '--replace');
    for (const { token } of [first, second]) expect((await project(token)).status).toBe(401);
    expect((await project(third.token)).status).toBe(200);
  });
});

describe('a member’s token', () => {
  it('opens the files of one donation', async () => {
    const { post } = researcher(stack.origin, stack.researcherToken);
    const { body } = await post<{ id: string; project_member_id: string }>('/api/donations/', {
      source_type: 'google_portability',
    });
    const { token } = await make('member', 'create-token', body.id);
    const address = `${stack.origin}/api/direct-sharing/project/exchange-member/?access_token=${token}`;
    expect((await told(await fetch(address))).body).toMatchObject({ project_member_id: body.project_member_id });
  });

  it('is not made for what is not there', async () => {
    const { code, err } = await admin(stack.home, 'member', 'create-token', 'don_none');
    expect([code, err.trim()]).toEqual([1, 'There is no donation don_none, or it is erased.']);
  });
});

describe('a wrong call', () => {
  it.each([
    [['member', 'create-token'], /Name one donation/],
    [['member', 'create-token', 'a', 'b'], /Name one donation/],
    [['researcher', 'create-master-token', '--name', ' '], /--name lacks its value/],
    [['researcher', 'create-master-token', '--forever'], /--forever/],
  ])('is told what is wrong: %j', async (words, message) => {
    const { code, err } = await admin(tmpdir(), ...words);
    expect([code, err]).toEqual([2, expect.stringMatching(message)]);
  });
});
