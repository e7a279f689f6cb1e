import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, toTimestamp } from '../../functions/core/clock.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { listOverdue, noteRetention } from '../../functions/store/retention.ts';
import { donate, participant, until } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type Kept = {
  readonly retention_days: number | null;
  readonly retention_until: string | null;
  readonly processed_at: string;
};
type Gone = { readonly code: string; readonly erased_by: string; readonly receipt: string };
type Listed = { readonly id: string; readonly erased_by: string };

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  const { path } = await study.youtubeArchive('youtube', 50);
  await study.account('anna', { archives: { 'myactivity.youtube': [path] }, polls: 0 });
});
afterEach(() => void delete process.env.DATA_RETENTION_DAYS);
afterAll(() => stack.close());

/** A donation that has arrived, and how both sides see it. */
async function arrived(more: object) {
  const { id, donation_url } = await study.create({ requested_data_types: ['youtube_history'], ...more });
  const browser = participant(stack.origin);
  await donate(browser, donation_url, { account: 'anna' });
  await study.ended(id);
  const own = () => browser.call<Kept & Gone>('GET', `/api/participant/donations/${id}/`);
  return { id, own, asked: () => study.api.get<Kept & Gone>(`/api/donations/${id}/`) };
}

/** As if its time were over: the end moves, for the clock of the stack's other processes does not. */
async function endNow(id: string): Promise<void> {
  const until = toTimestamp(Date.now() - 1);
  await updateDonation(id, {}, { retention_until: until });
  await noteRetention({ donation_id: id, until });
}

describe('a donation whose time is over', () => {
  it('is gone for both sides, who are told why, and its receipt is proven', async () => {
    const { id, own, asked } = await arrived({ retention_days: 30 });
    const { body: seen } = await asked();
    expect(Date.parse(String(seen.retention_until)) - Date.parse(seen.processed_at)).toBe(30 * DAY_MS);
    const { retention_days, retention_until } = (await own()).body;
    expect({ retention_days, retention_until }).toEqual({ retention_days: 30, retention_until: seen.retention_until });

    await endNow(id);
    await sweep({});
    const gone = { code: 'erased', erased_by: 'retention', receipt: expect.any(String) };
    const [theirs, ours] = [await asked(), await own()];
    expect([theirs.status, theirs.body]).toEqual([410, expect.objectContaining(gone)]);
    expect([ours.status, ours.body]).toEqual([410, expect.objectContaining(gone)]);
    const { body: listed } = await study.api.get<Listed[]>('/api/donations/?status=erased');
    expect(listed).toEqual([expect.objectContaining({ id, erased_by: 'retention' })]);

    const receipt = async () => (await study.api.get(`/api/receipts/${theirs.body.receipt}/`)).body;
    await until(receipt, ({ verified_at }) => verified_at !== null);
    expect(await stack.objectKeys(id)).toEqual([]);
    expect((await stack.items(id)).map(({ sk }) => sk)).toEqual(['META']);
    expect(await listOverdue(toTimestamp(Date.now()))).toEqual([]);
  });

  it('had the end that the service sets where the study set none', async () => {
    process.env.DATA_RETENTION_DAYS = '14';
    const { asked } = await arrived({});
    const { retention_days, retention_until, processed_at } = (await asked()).body;
    expect(retention_days).toBe(14);
    expect(Date.parse(String(retention_until)) - Date.parse(processed_at)).toBe(14 * DAY_MS);
  });
});
