import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamo } from '../../functions/clients.ts';
import { toTimestamp } from '../../functions/core/clock.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../functions/store/donations.ts';
import { listOverdue, noteRetention } from '../../functions/store/retention.ts';
import { listWork } from '../../functions/store/work.ts';
import { until } from '../../local/walk.ts';
import { begin, donationOf, drive, erase, settle, typesOf } from '../support/drive.ts';
import { type Ids, later, openParts, type Parts } from '../support/steps.ts';

const HOUR = 3600 * 1000;
const DAY = 24 * HOUR;

type Erasure = { readonly donationId: string; readonly by: string };

let parts: Parts;
let erasures: Erasure[] = [];
/** What becomes of an erasure's execution. */
let outcome: () => Promise<object> = async () => ({});
beforeAll(async () => {
  parts = await openParts(async (machine, payload) => {
    if (machine !== 'erase') return {};
    erasures.push(payload as Erasure);
    return outcome();
  });
});
beforeEach(() => parts.reset());
afterEach(() => {
  [erasures, outcome] = [[], async () => ({})];
});
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
const erasuresOf = ({ donationId }: Ids) =>
  erasures.filter((erasure) => erasure.donationId === donationId).map(({ by }) => by);
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
    expect(erasuresOf(ids)).toEqual(['retention']);
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

  it('is erased then, too, while more data are on their way', async () => {
    const ids = await processed(30);
    await updateDonation(ids.donationId, {}, { status: 'processing' });
    later(30 * DAY);
    await sweep({});
    expect(await isErased(ids)).toBe(true);
  });

  it('is erased again where that failed, until it is proven', async () => {
    const ids = await processed(1);
    outcome = () => Promise.reject(new Error('no good'));
    later(DAY);
    await sweep({});
    await until(
      async () => erasuresOf(ids).length,
      (count) => count === 1,
      5,
    );
    outcome = async () => ({});
    later(HOUR);
    await until(
      () => sweep({}),
      () => erasuresOf(ids).length > 1,
      5,
    );
    expect(erasuresOf(ids)).toEqual(['retention', 'retention']);
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

  it('does not count as processed before its end is noted', async () => {
    const ids = await begin(['youtube_history']);
    await updateDonation(ids.donationId, {}, { retention_days: 1 });
    await drive(ids);
    dynamo().middlewareStack.add(
      (next) => (call) => {
        if (JSON.stringify(call.input).includes('RETENTION')) throw new Error('throttled');
        return next(call);
      },
      { step: 'initialize', name: 'throttled' },
    );
    await expect(finish(ids)).rejects.toThrow();
    dynamo().middlewareStack.remove('throttled');
    expect(await donationOf(ids)).toMatchObject({ status: 'processing' });
    await finish(ids);
    later(DAY);
    expect(await overdue()).toEqual([ids.donationId]);
  });
});

describe('an end that was noted by a finish that was interrupted', () => {
  /** As a finish leaves it that ended between its two writes. */
  const interrupted = async (): Promise<Ids> => {
    const ids = await begin(['youtube_history']);
    await updateDonation(ids.donationId, {}, { retention_days: 1 });
    await drive(ids);
    await noteRetention({ donation_id: ids.donationId, until: toTimestamp(Date.now() + DAY) });
    return ids;
  };

  it('erases nothing before the donation’s own end', async () => {
    const ids = await interrupted();
    later(HOUR);
    await settle(ids);
    later(DAY - HOUR);
    await sweep({});
    expect(await isErased(ids)).toBe(false);
    later(HOUR);
    await sweep({});
    expect(await isErased(ids)).toBe(true);
    expect(await overdue()).toEqual([]);
  });

  it('erases nothing that has not been processed, and waits for it', async () => {
    const ids = await interrupted();
    later(DAY);
    await sweep({});
    expect(await isErased(ids)).toBe(false);
    expect(await overdue()).toEqual([ids.donationId]);
    await settle(ids);
    later(DAY);
    await sweep({});
    expect(await isErased(ids)).toBe(true);
  });

  it('is forgotten where the donation ended in an error', async () => {
    const ids = await interrupted();
    await updateDonation(ids.donationId, {}, { status: 'error', error: 'internal' });
    later(DAY);
    await sweep({});
    expect(await isErased(ids)).toBe(false);
    expect(await overdue()).toEqual([]);
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
