import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack({ env: { PROVIDER_TIMEOUT_SECONDS: '1' } });
  study = studyOf(stack);
});
afterAll(() => stack.close());

describe.concurrent('a TikTok account whose archive cannot be read', () => {
  it.each([
    ['tiktok-texts', 'unrecognised_layout'],
    ['tiktok-other-shape', 'unrecognised_layout'],
    ['tiktok-half', 'archive_corrupt'],
    ['tiktok-failing', 'provider_cancelled'],
  ])('%s: the donation says %s, keeps nothing, and takes nothing for empty', async (account, code) => {
    const created = await study.create({ source_type: 'tiktok_portability', requested_data_types: [] });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account });
    const done = await study.ended(id);
    expect(done).toMatchObject({ status: 'error', error: { code } });
    expect(done.data_types.length).toBe(4);
    for (const { state, reason, counts } of done.data_types) {
      expect([state, reason?.code, counts.kept]).toEqual(['failed', code, 0]);
    }
    expect(await stack.objectKeys(id)).toEqual([]);
  });
});
