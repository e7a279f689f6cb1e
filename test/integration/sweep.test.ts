import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../functions/core/clock.ts';
import { handler as close } from '../../functions/steps/close.ts';
import { handler as eraseMark } from '../../functions/steps/erase/mark.ts';
import { handler as eraseRevoke } from '../../functions/steps/erase/revoke.ts';
import { handler as eraseVerify } from '../../functions/steps/erase/verify.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { startDonation, startErasure } from '../../functions/store/executions.ts';
import { hasGrant } from '../../functions/store/grants.ts';
import { beginWork, endWork, listWork } from '../../functions/store/work.ts';
import { until } from '../../local/walk.ts';
import { begin, by, donationOf, drive, erase, settle, typesOf } from '../support/drive.ts';
import { authorizedDonation, type Ids, later, openParts, type Parts } from '../support/steps.ts';

type Started = { readonly machine: string; readonly payload: unknown };
let started: Started[] = [];
let behaviour: (machine: string) => Promise<object>;
let parts: Parts;
beforeAll(async () => {
  parts = await openParts((machine, payload) => {
    started.push({ machine, payload });
    return behaviour(machine);
  });
});
beforeEach(async () => {
  await parts.reset();
  [started, behaviour] = [[], () => Promise.withResolvers<object>().promise];
});
afterAll(() => parts.close());

const ended = () => Promise.reject(new Error('no good'));
const work = async (ids: Ids) => (await listWork()).filter(({ donation_id }) => donation_id === ids.donationId);
const hasStarted = (count: number) =>
  until(
    async () => started.length,
    (length) => length === count,
    5,
  );

/** As the callback leaves it, with its work noted. */
async function authorized(): Promise<Ids> {
  const ids = await authorizedDonation({ types: ['youtube_history'] }, { account: 'maija' });
  await beginWork(ids.donationId, Date.now());
  return ids;
}

/** Long enough that whoever was at it no longer is. */
const pass = () => later(16 * MINUTE_MS);

describe('the sweep', () => {
  it('starts an execution that was to start and did not, once', async () => {
    const ids = await authorized();
    expect(await sweep({})).toEqual({ seen: 0, ended: 0, stuck: 0 });
    expect(started).toEqual([]);
    pass();
    await sweep({});
    await hasStarted(1);
    await sweep({});
    expect(started).toEqual([{ machine: 'donation', payload: { ...ids } }]);
    expect(await work(ids)).toHaveLength(1);
  });

  it('starts an execution again that ended before its time, four times in all; then the donation ends with a reason', async () => {
    const ids = await authorized();
    behaviour = ended;
    await startDonation(ids.donationId, ids.execution);
    pass();
    for (let run = 1; run <= 4; run += 1) {
      await hasStarted(run);
      await until(
        () => sweep({}),
        () => started.length > run || run === 4,
        5,
      );
    }
    await until(
      () => sweep({}).then(() => donationOf(ids)),
      ({ status }) => status === 'error',
      5,
    );
    expect(started).toHaveLength(4);
    expect(await donationOf(ids)).toMatchObject({ status: 'error', error: 'internal' });
    expect(await typesOf(ids)).toMatchObject([{ state: 'failed', reason: 'internal' }]);
    later(HOUR_MS);
    await until(
      () => sweep({}).then(() => work(ids)),
      (left) => left.length === 0,
      5,
    );
    expect(await hasGrant(ids.donationId)).toBe(false);
  });

  it('gives back a grant that was left over when the execution ended, but none that a callback has just brought', async () => {
    const ids = await begin(['youtube_history']);
    await beginWork(ids.donationId, Date.now());
    await drive(ids);
    await settle(ids);
    pass();
    await sweep({});
    expect(await hasGrant(ids.donationId)).toBe(true);
    later(HOUR_MS);
    await sweep({});
    expect(await hasGrant(ids.donationId)).toBe(false);
    expect(await sweep({})).toMatchObject({ ended: 1 });
    expect(await work(ids)).toEqual([]);
  });

  it('leaves a donation alone whose execution is at work', async () => {
    const ids = await begin(['youtube_history']);
    await beginWork(ids.donationId, Date.now());
    await startDonation(ids.donationId, ids.execution);
    await drive(ids);
    await settle(ids);
    later(DAY_MS);
    await sweep({});
    expect(await hasGrant(ids.donationId)).toBe(true);
    expect(await work(ids)).toHaveLength(1);
    await close(ids);
  });

  it('starts an erasure that did not start, and one that failed, until it is proven', async () => {
    const ids = await begin(['youtube_history']);
    await beginWork(ids.donationId, Date.now());
    await eraseMark({ donationId: ids.donationId, by });
    pass();
    behaviour = ended;
    await sweep({});
    await hasStarted(1);
    await until(
      () => sweep({}),
      () => started.length > 1,
      5,
    );
    expect(started.every(({ machine }) => machine === 'erase')).toBe(true);
    expect(started[1]?.payload).toEqual({ donationId: ids.donationId, by });

    await erase(ids);
    for (const step of [eraseRevoke, eraseVerify]) await step({ donationId: ids.donationId, by });
    await sweep({});
    expect(await work(ids)).toEqual([]);
  });

  it('leaves an erasure alone that is at work', async () => {
    const ids = await begin(['youtube_history']);
    await beginWork(ids.donationId, Date.now());
    await startErasure(ids.donationId, by);
    await eraseMark({ donationId: ids.donationId, by });
    pass();
    await sweep({});
    await sweep({});
    expect(started).toHaveLength(1);
  });

  it('is not hindered by one donation to look after the others', async () => {
    const broken = await authorized();
    const other = await authorized();
    behaviour = () => Promise.withResolvers<object>().promise;
    await updateDonation(broken.donationId, {}, { source_type: 'nothing' as never, status: 'processed' });
    pass();
    await sweep({});
    await until(
      async () => started.some(({ payload }) => (payload as Ids).donationId === other.donationId),
      Boolean,
      5,
    );
  });

  it('forgets nothing that was begun again meanwhile', async () => {
    const ids = await authorized();
    const before = (await listWork()).find(({ donation_id }) => donation_id === ids.donationId);
    later(1000);
    await beginWork(ids.donationId, Date.now());
    if (before) await endWork(before);
    expect(await work(ids)).toHaveLength(1);
  });
});
