import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { beginExecution } from '../../functions/api/begin-execution.ts';
import { DAY_MS, HOUR_MS, MINUTE_MS, toTimestamp } from '../../functions/core/clock.ts';
import { platform } from '../../functions/platform.ts';
import { signIns } from '../../functions/providers/google/authorize.ts';
import { DATA_TYPES } from '../../functions/providers/google/data-types.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as close } from '../../functions/steps/close.ts';
import { handler as eraseRevoke } from '../../functions/steps/erase/revoke.ts';
import { handler as sweep } from '../../functions/steps/sweep.ts';
import { updateDataType } from '../../functions/store/data-types.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { hasGrant, loadGrants } from '../../functions/store/grants.ts';
import { listWork } from '../../functions/store/work.ts';
import { begin, by, donationOf, drive, erase, settle, typeOf, typesOf } from '../support/drive.ts';
import {
  authorizeAgain,
  consentedDonation,
  type Ids,
  isAccepted,
  later,
  openParts,
  type Parts,
  sessionWith,
  signIn,
} from '../support/steps.ts';

/** As many as take three sign-ins. */
const TYPES = Object.keys(DATA_TYPES).slice(0, 50);
const [FIRST = [], SECOND = [], THIRD = []] = signIns(TYPES.map((name) => DATA_TYPES[name]?.groups ?? []));
const ME = { account: 'maija' };

let parts: Parts;
let google: Provider;
beforeAll(async () => {
  parts = await openParts();
  google = await platform('google_portability');
});
beforeEach(() => parts.reset());
afterAll(() => parts.close());

async function waiting(types = TYPES) {
  const { id } = await consentedDonation({ types });
  return { ids: { donationId: id, execution: 0 }, session: await sessionWith(id) };
}

/** A donation after the first of three sign-ins. */
async function begun() {
  const { ids, session } = await waiting();
  expect(await signIn(ids, session, FIRST, ME)).toBe('more');
  const [grant] = await loadGrants(ids.donationId);
  if (!grant) throw new Error('There is no grant');
  // With a new access token, where it is time for one.
  const isAlive = () =>
    google
      .open(grant)
      .accessTypes()
      .then(Boolean, () => false);
  return { ids, session, isAlive };
}

const made = async (ids: Ids) => (await donationOf(ids)).sign_ins?.done;
const next = async ({ donationId }: Ids): Promise<Ids> => {
  const { execution } = await donationOf({ donationId, execution: 0 });
  return { donationId, execution };
};

it('three sign-ins are needed here', () => {
  expect([FIRST.length, SECOND.length, THIRD.length].every(Boolean)).toBe(true);
});

describe('what the first of several sign-ins granted', () => {
  it('outlives the answer of another tab to the same question, later or at once', async () => {
    const { ids, session, isAlive } = await begun();
    expect(await signIn(ids, session, FIRST, ME)).toBe('overtaken');
    const both = await Promise.all([signIn(ids, session, SECOND, ME), signIn(ids, session, SECOND, ME)]);
    expect(both.sort()).toEqual(['more', 'overtaken']);
    expect(await made(ids)).toBe(2);
    expect([await isAlive(), (await loadGrants(ids.donationId)).length]).toEqual([true, 2]);
  });

  it('outlives a grant of another donation that was of no use', async () => {
    const { ids, isAlive } = await begun();
    const other = await waiting(['youtube_history']);
    const session = await sessionWith(ids.donationId, other.ids.donationId);
    expect(await authorizeAgain(other.ids, session, ['search'], ME)).toBe('nothing_granted');
    expect(await isAlive()).toBe(true);
  });

  it('outlives another donation of the browser, which closes when it is no longer needed', async () => {
    const one = await begin(['youtube_history']);
    await settle(one);
    const { ids, isAlive } = await begun();
    const session = await sessionWith(one.donationId, ids.donationId);
    await updateDonation(one.donationId, {}, { session_hash: session });
    expect((await close(one)).next).toBe('wait');
    expect(await isAlive()).toBe(true);
    later(DAY_MS);
    expect((await close(one)).next).toBe('done');
    expect(await isAlive()).toBe(false);
  });

  it('waits when the donation is withdrawn while another one of the browser is fetched', async () => {
    const other = await begin(['youtube_history']);
    const { ids } = await waiting();
    const session = await sessionWith(ids.donationId, other.donationId);
    expect(await signIn(ids, session, FIRST, ME)).toBe('more');
    await erase(ids);
    const input = { donationId: ids.donationId, by };
    expect((await eraseRevoke(input)).next).toBe('wait');
    await drive(other);
    expect((await eraseRevoke(input)).next).toBe('done');
  });

  it('outlives the end of the execution before', async () => {
    const { ids, session } = await waiting();
    await signIn(ids, session, FIRST, ME);
    await signIn(ids, session, SECOND);
    expect(await signIn(ids, session, THIRD)).toBe('authorized');
    const first = await next(ids);
    await updateDonation(ids.donationId, {}, { status: 'processed', processed_at: toTimestamp(Date.now()) });
    for (const { data_type } of await typesOf(ids)) {
      await updateDataType(ids.donationId, data_type, ['requested'], { state: 'empty' });
    }
    expect(await signIn(ids, session, SECOND, ME)).toBe('more');
    const grants = await loadGrants(ids.donationId);
    expect(await close(first)).toMatchObject({ next: 'done' });
    expect([grants.length, await isAccepted(parts, grants[0])]).toEqual([1, true]);
    expect(await signIn(ids, session, THIRD, ME)).toBe('authorized');
    expect(await next(ids)).toEqual({ ...first, execution: first.execution + 1 });
  });

  it('is kept for a day, then ended, and all is asked anew', async () => {
    const { ids, session, isAlive } = await begun();
    later(23 * HOUR_MS);
    await sweep({});
    expect([await isAlive(), await hasGrant(ids.donationId), await made(ids)]).toEqual([true, true, 1]);
    later(2 * HOUR_MS);
    await sweep({});
    expect([await isAlive(), await hasGrant(ids.donationId)]).toEqual([false, false]);
    await sweep({});
    expect((await listWork()).map(({ donation_id }) => donation_id)).not.toContain(ids.donationId);
    expect(await signIn(ids, session, FIRST, ME)).toBe('more');
    expect(await made(ids)).toBe(1);
  });

  it('is ended where the callback was interrupted before it was noted', async () => {
    const { ids, session } = await waiting();
    await signIn(ids, session, FIRST, ME);
    const [grant] = await loadGrants(ids.donationId);
    if (!grant) throw new Error('There is no grant');
    await updateDonation(ids.donationId, {}, { sign_ins: undefined });
    later(HOUR_MS + MINUTE_MS);
    await sweep({});
    expect([await isAccepted(parts, grant), await hasGrant(ids.donationId)]).toEqual([false, false]);
  });

  it('is given back once it was declined', async () => {
    const { ids, session, isAlive } = await begun();
    // As declining leaves it.
    await updateDonation(ids.donationId, {}, { step: 'consent', sign_ins: undefined });
    expect(await signIn(ids, session, SECOND, ME)).toBe('overtaken');
    expect([await isAlive(), await hasGrant(ids.donationId)]).toEqual([false, false]);
  });
});

describe('several sign-ins', () => {
  it('leave one grant each, however often their tokens are renewed', async () => {
    const { ids, session } = await waiting();
    expect(await signIn(ids, session, FIRST)).toBe('more');
    expect(await signIn(ids, session, SECOND, ME)).toBe('more');
    expect(await signIn(ids, session, THIRD, ME)).toBe('authorized');
    const before = await loadGrants(ids.donationId);
    later(2 * HOUR_MS);
    await authorize(await next(ids));
    const after = await loadGrants(ids.donationId);
    expect(after.map(({ scopes }) => scopes)).toEqual(before.map(({ scopes }) => scopes));
    expect(after.map(({ accessToken }, n) => accessToken === before[n]?.accessToken)).toEqual([false, false]);
  });

  it('with one refused between two that are allowed leave two grants', async () => {
    const { ids, session } = await waiting();
    await signIn(ids, session, FIRST, ME);
    await signIn(ids, session, SECOND);
    await signIn(ids, session, THIRD, ME);
    later(2 * HOUR_MS);
    await authorize(await next(ids));
    const grants = await loadGrants(ids.donationId);
    expect(grants).toHaveLength(2);
    for (const grant of grants) expect(await isAccepted(parts, grant)).toBe(true);
    expect((await typeOf(ids, TYPES.at(-1) as string)).state).toBe('running');
  });

  it('end when the first of their grants ends', async () => {
    const { ids, session } = await waiting();
    await signIn(ids, session, FIRST, { ...ME, duration: '180d' });
    await signIn(ids, session, SECOND, { ...ME, duration: '30d' });
    await signIn(ids, session, THIRD, { ...ME, duration: '180d' });
    expect(await donationOf(ids)).toMatchObject({ grant_expires_at: toTimestamp(Date.now() + 30 * DAY_MS) });
  });

  it('leave the data types as they were where going on comes too late', async () => {
    const { ids, session } = await begun();
    const [donation, types] = [await donationOf(ids), await typesOf(ids)];
    await signIn(ids, session, SECOND, ME);
    const given = { granted: FIRST, sessionHash: session };
    expect(await beginExecution(google, donation, given, Date.now())).toBe('overtaken');
    expect(await typesOf(ids)).toEqual(types);
  });

  it('are gone on with once, whoever presses what', async () => {
    const { ids, session } = await begun();
    const donation = await donationOf(ids);
    const given = { granted: FIRST, sessionHash: session };
    const results = await Promise.all([
      beginExecution(google, donation, given, Date.now()),
      beginExecution(google, donation, given, Date.now()),
      signIn(ids, session, SECOND),
    ]);
    expect(results.filter((result) => result !== 'overtaken')).toHaveLength(1);
    expect(await hasGrant(ids.donationId)).toBe(true);
  });
});
