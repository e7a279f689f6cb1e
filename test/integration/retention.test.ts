import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toTimestamp } from '../../functions/core/clock.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../functions/store/donations.ts';
import { listOverdue } from '../../functions/store/retention.ts';
import { listWork } from '../../functions/store/work.ts';
import { begin, donationOf, drive, erase, settle, typesOf } from '../support/drive.ts';
import { type Ids, later, openParts, type Parts } from '../support/steps.ts';

const DAY = 24 * 3600 * 1000;

let parts: Parts;
const erasures: unknown[] = [];
beforeAll(async () => {
  parts = await openParts(async (machine, payload) => {
    if (machine === 'erase') erasures.push(payload);
    return {};
  });
});
beforeEach(() => parts.reset());
afterEach(() => void erasures.splice(0));
afterAll(() => parts.close());

/** A donation that was processed, to be kept for so many days. */
async function processed(days?: number, types = ['youtube_history']): Promise<Ids> {
  const ids = await begin(types);
  if (days) await updateDonation(ids.donationId, {}, { retention_days: days });
  await drive(ids);
  await settle(ids);
  expect(await donationOf(ids)).toMatchObject({ status: 'processed' });
  return ids;
}

const overdue = async () => (await listOverdue(toTimestamp(Date.now()))).map(({ donation_id }) => donation_id);
const isErased = async ({ donationId }: Ids) => {
  const stored = await lookUpDonation(donationId);
  return stored !== undefined && isTombstone(stored) && stored.erased_by === 'retention';
};

describe('a donation that is kept for a time', () => {
  it('is erased when that is over, and not a day before', async () => {
    const ids = await processed(30);
    const { processed_at = '', retention_until = '' } = await donationOf(ids);
    expect(Date.parse(retention_until) - Date.parse(processed_at)).toBe(30 * DAY);
    later(30 * DAY - 60_000);
    await sweep({});
    expect(await isErased(ids)).toBe(false);
    later(60_000);
    await sweep({});
    expect(await isErased(ids)).toBe(true);
    expect(erasures).toEqual([{ donationId: ids.donationId, by: 'retention' }]);
    // From here on it is an erasure like any other, which the sweep follows to its end.
    expect((await listWork()).map(({ donation_id }) => donation_id)).toContain(ids.donationId);
    expect(await overdue()).toEqual([]);
  });

  it('keeps its end when more data arrive by a later authorization', async () => {
    const ids = await processed(30, ['youtube_history', 'search']);
    const { retention_until } = await donationOf(ids);
    later(10 * DAY);
    const [type] = (await typesOf(ids)).filter(({ data_type }) => data_type === 'search');
    await updateDonation(ids.donationId, {}, { status: 'processing' });
    expect(type).toBeDefined();
    await finish(ids);
    expect((await donationOf(ids)).retention_until).toBe(retention_until);
  });

  it('is left to its withdrawal where that comes first', async () => {
    const ids = await processed(5);
    await erase(ids);
    const before = await lookUpDonation(ids.donationId);
    later(6 * DAY);
    await sweep({});
    expect(await lookUpDonation(ids.donationId)).toEqual(before);
    expect(await overdue()).toEqual([]);
  });

  it('has its end noted before it counts as processed', async () => {
    const ids = await begin(['youtube_history']);
    await updateDonation(ids.donationId, {}, { retention_days: 1 });
    await drive(ids);
    later(2 * DAY);
    expect(await overdue()).not.toContain(ids.donationId);
    await settle(ids);
    later(2 * DAY);
    expect(await overdue()).toContain(ids.donationId);
  });
});

describe('a donation that is kept until it is erased', () => {
  it('has no end', async () => {
    const ids = await processed();
    expect((await donationOf(ids)).retention_until).toBeUndefined();
    later(4000 * DAY);
    await sweep({});
    expect(await isErased(ids)).toBe(false);
  });
});
