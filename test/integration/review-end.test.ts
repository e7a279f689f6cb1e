import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, toTimestamp } from '../../functions/core/clock.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { listEndedReviews } from '../../functions/store/reviews.ts';
import { machineArn } from '../../local/aws/stepfunctions.ts';
import { until } from '../../local/walk.ts';
import { donationOf, typeOf } from '../support/drive.ts';
import { halted, watchClients } from '../support/halting.ts';
import { arrived, beginRelease, copyOf, REMOVED, reviewed, runRelease, TYPES } from '../support/releasing.ts';
import { type Ids, later, openParts, type Parts } from '../support/steps.ts';

let parts: Parts;
let started: { readonly donationId: string }[] = [];
let behaviour: () => Promise<object>;
let first: Ids;
beforeAll(async () => {
  parts = await openParts((_, payload) => {
    started.push(payload as { donationId: string });
    return behaviour();
  });
  // There is a machine of one task for it, too.
  process.env.RELEASE_MACHINE_ARN = machineArn('erase');
  watchClients();
  first = await reviewed();
});
beforeEach(() => {
  [started, behaviour] = [[], async () => ({})];
});
afterAll(() => parts.close());

const waiting = (): Promise<Ids> => copyOf(first);

describe('the end of a review', () => {
  /** How often an execution of a donation's release was started. */
  const startsOf = ({ donationId }: Ids) => started.filter((payload) => payload.donationId === donationId);
  const hasStarted = (ids: Ids, count: number) =>
    until(
      async () => startsOf(ids).length,
      (length) => length === count,
    );
  const never = () => Promise.withResolvers<object>().promise;

  it('releases a donation that nobody looks at, not before, and once', async () => {
    const ids = await waiting();
    later(7 * DAY_MS - MINUTE_MS);
    await sweep({});
    expect([startsOf(ids), (await donationOf(ids)).reviewing?.release_at]).toEqual([[], undefined]);
    behaviour = never;
    later(MINUTE_MS);
    await sweep({});
    await sweep({});
    await hasStarted(ids, 1);
    expect(startsOf(ids)).toEqual([ids]);
    await runRelease(ids);
    expect((await typeOf(ids, TYPES[0])).removed).toBe(REMOVED.length);
    await sweep({});
    expect(await endsOf(ids)).toEqual([]);
  });

  it('is seen to although the service was down then', async () => {
    const ids = await waiting();
    later(100 * DAY_MS);
    await sweep({});
    await hasStarted(ids, 1);
    expect((await donationOf(ids)).reviewing?.release_at).toBe(toTimestamp(Date.now()));
    await runRelease(ids);
    expect((await donationOf(ids)).status).toBe('processed');
  });

  it('is gone on with where the execution died, and where it never started', async () => {
    const ids = await waiting();
    behaviour = () => Promise.reject(new Error('no good'));
    await beginRelease(ids);
    await hasStarted(ids, 1);
    later(16 * MINUTE_MS);
    await sweep({});
    await hasStarted(ids, 2);
    const other = await waiting();
    // Noted, and then nothing.
    await halted(4, () => beginRelease(other));
    expect((await donationOf(other)).reviewing?.release_at).toBeDefined();
    later(16 * MINUTE_MS);
    behaviour = never;
    await sweep({});
    await hasStarted(other, 1);
    await hasStarted(ids, 3);
    await sweep({});
    expect([startsOf(other), startsOf(ids)]).toEqual([[other], [ids, ids, ids]]);
  });

  it('that an interrupted step noted does not count: it is that of the step after it', async () => {
    await parts.reset();
    const ids = await arrived();
    const { reached } = await halted(2, () => finish(ids));
    expect([reached, (await donationOf(ids)).status]).toEqual([true, 'processing']);
    later(HOUR_MS);
    await finish(ids);
    expect(await endsOf(ids, 8)).toHaveLength(2);
    later(7 * DAY_MS - HOUR_MS);
    await sweep({});
    expect([await endsOf(ids, 8), startsOf(ids)]).toEqual([[expect.anything()], []]);
    later(HOUR_MS);
    await sweep({});
    await hasStarted(ids, 1);
  });

  /** The ends that are noted for a donation, in so many days. */
  async function endsOf({ donationId }: Ids, days = 0) {
    const ends = await listEndedReviews(toTimestamp(Date.now() + days * DAY_MS));
    return ends.filter(({ donation_id }) => donation_id === donationId);
  }
});
