import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../functions/core/clock.ts';
import type { DataTypeRecord, Donation, Job } from '../../functions/core/donation.ts';
import { platform } from '../../functions/platform.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as close } from '../../functions/steps/close.ts';
import { handler as download } from '../../functions/steps/download.ts';
import { handler as eraseItems } from '../../functions/steps/erase/items.ts';
import { handler as eraseMark } from '../../functions/steps/erase/mark.ts';
import { handler as eraseObjects } from '../../functions/steps/erase/objects.ts';
import { handler as eraseRevoke } from '../../functions/steps/erase/revoke.ts';
import { handler as eraseStop } from '../../functions/steps/erase/stop.ts';
import { handler as eraseVerify } from '../../functions/steps/erase/verify.ts';
import { handler as fail } from '../../functions/steps/fail.ts';
import { handler as filter } from '../../functions/steps/filter.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { type PollResult, handler as poll } from '../../functions/steps/poll.ts';
import { handler as store } from '../../functions/steps/store.ts';
import { listDataTypes } from '../../functions/store/data-types.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../functions/store/donations.ts';
import { loadGrant } from '../../functions/store/grants.ts';
import { queryItems } from '../../functions/store/items.ts';
import { listJobs } from '../../functions/store/jobs.ts';
import { listKeys, putJson } from '../../functions/store/objects.ts';
import { findReceipt } from '../../functions/store/receipts.ts';
import { authorizedDonation, type Ids, later, openParts, type Parts, sessionWith } from '../support/steps.ts';

let parts: Parts;
beforeAll(async () => {
  parts = await openParts();
});
beforeEach(() => parts.reset());
afterAll(() => parts.close());

const donationOf = async ({ donationId }: Ids) => (await lookUpDonation(donationId)) as Donation;
const typesOf = async ({ donationId }: Ids) => listDataTypes(donationId);
const jobsOf = async ({ donationId, execution }: Ids) => listJobs(donationId, execution);
const typeOf = async (ids: Ids, name: string) =>
  (await typesOf(ids)).find(({ data_type }) => data_type === name) as DataTypeRecord;
const jobOf = async (ids: Ids, group: string) => (await jobsOf(ids)).find((job) => job.group === group) as Job;

/** What the machine does between Initiate and Finish, with the clock moved instead of waiting. */
async function drive(ids: Ids, rounds = 60): Promise<PollResult> {
  for (let round = 0; round < rounds; round += 1) {
    const result = await poll(ids);
    if (result.next === 'store') return result;
    if (result.next === 'wait') later(result.waitSeconds * SECOND_MS);
    if (result.next === 'initiate') await initiate(ids);
    if (result.next === 'download') {
      const { batches } = await download({ ...ids, group: result.group as string });
      for (const { group, batch } of batches) await filter({ ...ids, group, batch });
    }
  }
  throw new Error('It never came to storing');
}

async function settle(ids: Ids): Promise<void> {
  const { dataTypes } = await poll(ids);
  for (const dataType of dataTypes) await store({ ...ids, dataType });
  await finish(ids);
}

async function begin(types: readonly string[], account = 'maija', more: object = {}): Promise<Ids> {
  const ids = await authorizedDonation({ types, ...more }, { account });
  await authorize(ids);
  await initiate(ids);
  return ids;
}

describe('polling', () => {
  it('asks after 1, 2, 4 … 60 minutes, and never more often', async () => {
    await parts.account('patient', { polls: 1000 });
    const ids = await begin(['youtube_history'], 'patient');
    const waits: number[] = [];
    for (let n = 0; n < 9; n += 1) {
      const { waitSeconds } = await poll(ids);
      waits.push(waitSeconds);
      later(waitSeconds * SECOND_MS);
    }
    const minutes = [1, 2, 4, 8, 16, 32, 60, 60, 60];
    for (const [n, wait] of waits.entries()) {
      expect(wait).toBeGreaterThanOrEqual((minutes[n] as number) * 60);
      expect(wait).toBeLessThanOrEqual((minutes[n] as number) * 66 + 1);
    }
  });

  it('gives an export up after eight days, with its reason', async () => {
    await parts.account('patient', { polls: 100_000 });
    const ids = await begin(['youtube_history'], 'patient');
    later(8 * DAY_MS - HOUR_MS);
    expect((await poll(ids)).next).toBe('wait');
    later(2 * HOUR_MS);
    await settle(ids);
    expect(await typeOf(ids, 'youtube_history')).toMatchObject({ state: 'expired', reason: 'deadline_passed' });
    expect(await donationOf(ids)).toMatchObject({ status: 'error', error: 'deadline_passed' });
  });

  it('closes after twelve days with what is ready', async () => {
    const ids = await begin(['youtube_history', 'search']);
    await drive(ids);
    later(13 * DAY_MS);
    await settle(ids);
    expect((await typesOf(ids)).map(({ state }) => state)).toEqual(['ready', 'ready']);
  });

  it('has a failed export made again, three times at most', async () => {
    await parts.account('shaky', { final_state: 'FAILED', polls: 0 });
    const ids = await begin(['youtube_history'], 'shaky');
    const first = (await jobOf(ids, 'myactivity.youtube')).job_id;
    later(2 * MINUTE_MS);
    await poll(ids);
    expect(await jobOf(ids, 'myactivity.youtube')).toMatchObject({ state: 'open', retries: 1 });
    expect((await jobOf(ids, 'myactivity.youtube')).job_id).not.toBe(first);
    await drive(ids);
    expect(await jobOf(ids, 'myactivity.youtube')).toMatchObject({
      state: 'failed',
      retries: 3,
      reason: 'provider_failed',
    });
  });

  it('ends a cancelled export', async () => {
    await parts.account('off', { final_state: 'CANCELLED', polls: 0 });
    const ids = await begin(['youtube_history'], 'off');
    await drive(ids);
    await settle(ids);
    expect(await typeOf(ids, 'youtube_history')).toMatchObject({ state: 'failed', reason: 'provider_cancelled' });
  });

  it('goes on through faults of every kind', async () => {
    await parts.account('weather', {
      archives: {},
      polls: 0,
      faults: [
        { on: 'state', times: 1, status: 500 },
        { on: 'state', times: 1, status: 503, body: '<html>' },
        { on: 'state', times: 1, status: 429, headers: { 'Retry-After': '7200' } },
        { on: 'state', times: 1, status: 0 },
      ],
    });
    const ids = await begin(['youtube_history'], 'weather');
    later(2 * MINUTE_MS);
    for (let n = 0; n < 2; n += 1) later((await poll(ids)).waitSeconds * SECOND_MS);
    const asked = await poll(ids);
    expect(asked.waitSeconds).toBeGreaterThanOrEqual(7200);
    await drive(ids);
    expect((await jobOf(ids, 'myactivity.youtube')).state).toBe('filtered');
  });
});

describe('initiating', () => {
  it('does not let a group that the provider does not take yet hold up another', async () => {
    await parts.account('half', {
      polls: 0,
      faults: [{ on: 'initiate', group: 'myactivity.youtube', times: 3, status: 503 }],
    });
    const ids = await begin(['youtube_history', 'search'], 'half');
    expect((await jobsOf(ids)).map(({ state }) => state)).toEqual(['open', 'initiating']);
    later(2 * MINUTE_MS);
    expect(await poll(ids)).toMatchObject({ next: 'download', group: 'myactivity.search' });
    await drive(ids);
    expect((await jobsOf(ids)).map(({ state }) => state)).toEqual(['filtered', 'filtered']);
  });

  it('gives a group up that the provider never takes', async () => {
    await parts.account('deaf', { polls: 0, faults: [{ on: 'initiate', times: 1000, status: 500 }] });
    const ids = await begin(['youtube_history'], 'deaf');
    await drive(ids);
    await settle(ids);
    expect(await donationOf(ids)).toMatchObject({ status: 'error', error: 'provider_unavailable' });
  });

  it('finds its own export again when it was interrupted before it knew the id', async () => {
    const ids = await authorizedDonation({ types: ['youtube_history'] }, { account: 'maija' });
    await authorize(ids);
    const grant = await loadGrant(ids.donationId);
    if (!grant) throw new Error('There is no grant');
    const open = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
    const started = await platform('google_portability').open(grant).initiate('myactivity.youtube', open);
    await initiate(ids);
    expect(await jobOf(ids, 'myactivity.youtube')).toMatchObject({
      state: 'open',
      adopted: true,
      job_id: started.outcome === 'started' ? started.jobId : '',
    });
  });

  it('takes an earlier export over only when it covers the period', async () => {
    const short = { start: '2024-01-01', end: '2024-06-30' };
    await begin(['youtube_history'], 'maija', { period: short });
    const within = await begin(['youtube_history'], 'maija', { period: { start: '2024-02-01', end: '2024-03-31' } });
    expect(await jobOf(within, 'myactivity.youtube')).toMatchObject({ state: 'open', adopted: true });
    const beyond = await begin(['youtube_history'], 'maija', { period: { start: '2023-01-01', end: '2024-03-31' } });
    expect(await jobOf(beyond, 'myactivity.youtube')).toMatchObject({ state: 'failed', reason: 'already_exported' });
  });

  it('waits for the next day where the access lasts and the earlier export does not cover', async () => {
    const choice = { account: 'maija', duration: '30d' as const };
    const first = await authorizedDonation({ types: ['youtube_history'], period: { start: '2024-06-01' } }, choice);
    await authorize(first);
    await initiate(first);
    const second = await authorizedDonation({ types: ['youtube_history'], period: { start: '2023-01-01' } }, choice);
    await authorize(second);
    await initiate(second);
    expect((await jobOf(second, 'myactivity.youtube')).state).toBe('initiating');
    await drive(first);
    later(MINUTE_MS * 10);
    expect((await poll(second)).next).toBe('initiate');
    await initiate(second);
    expect(await jobOf(second, 'myactivity.youtube')).toMatchObject({ state: 'waiting' });
    expect((await poll(second)).waitSeconds).toBeGreaterThan(20 * 3600);
    later(DAY_MS);
    await initiate(second);
    expect((await jobOf(second, 'myactivity.youtube')).state).toBe('open');
  });
});

describe('a grant that is lost while polling', () => {
  it('keeps what was filtered, and asks for the rest again', async () => {
    await parts.account('leaver', { polls: 0 });
    const ids = await begin(['youtube_history', 'search'], 'leaver');
    later(2 * MINUTE_MS);
    const { group } = await poll(ids);
    const { batches } = await download({ ...ids, group: group as string });
    for (const batch of batches) await filter({ ...ids, ...batch });
    await parts.account('leaver', { polls: 1000 });
    const grant = await loadGrant(ids.donationId);
    await fetch(`${parts.simulator.url}/google/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: grant?.accessToken ?? '' }),
    });
    const other = (await jobsOf(ids)).find(({ state }) => state === 'complete');
    if (other) await expect(download({ ...ids, group: other.group })).rejects.toMatchObject({ name: 'GrantLost' });
    await fail({ ...ids, error: 'GrantLost' });
    await settle(ids);
    const states = Object.fromEntries((await typesOf(ids)).map((type) => [type.data_type, type.state]));
    expect(Object.values(states).sort()).toEqual(['empty', 'failed']);
    expect(await donationOf(ids)).toMatchObject({ status: 'processed', step: 'authorize' });
  });

  it('is an error that can be retried when nothing had arrived', async () => {
    const ids = await begin(['youtube_history']);
    const grant = await loadGrant(ids.donationId);
    await fetch(`${parts.simulator.url}/google/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: grant?.accessToken ?? '' }),
    });
    later(2 * MINUTE_MS);
    await expect(poll(ids)).rejects.toMatchObject({ name: 'GrantLost', message: 'grant_lost' });
    await fail({ ...ids, error: 'GrantLost' });
    await settle(ids);
    expect(await donationOf(ids)).toMatchObject({ status: 'error', error: 'grant_lost', step: 'authorize' });
  });
});

/** What only tells when the provider is asked next. */
const TIMES = { next_at: null, next_check_at: null, last_checked_at: null, polls: null };

/** Everything that is stored of a donation. */
async function snapshot({ donationId }: Ids) {
  const items = await queryItems<Record<string, unknown>>(`DONATION#${donationId}`);
  const kept = items.filter(({ sk }) => !String(sk).startsWith('EVENT#'));
  const objects: string[] = [];
  for await (const keys of listKeys('')) objects.push(...keys.filter((key) => key.includes(donationId)));
  return { items: kept.map((item): Record<string, unknown> => ({ ...item, ...TIMES })), objects };
}

describe('every step', () => {
  it('changes nothing when it is executed twice', async () => {
    const ids = await authorizedDonation({ types: ['youtube_history', 'google_lens'] }, { account: 'maija' });
    const twice = async (run: () => Promise<unknown>) => {
      await run();
      const after = await snapshot(ids);
      await run();
      expect(await snapshot(ids)).toEqual(after);
    };
    await twice(() => authorize(ids));
    await twice(() => initiate(ids));
    for (let n = 0; n < 4; n += 1) {
      later(10 * MINUTE_MS);
      await poll(ids);
    }
    for (const group of ['myactivity.youtube', 'myactivity.search']) {
      await twice(() => download({ ...ids, group }));
      await twice(() => filter({ ...ids, group, batch: 0 }));
    }
    await twice(() => poll(ids));
    await twice(() => store({ ...ids, dataType: 'youtube_history' }));
    await twice(() => store({ ...ids, dataType: 'google_lens' }));
    await twice(() => finish(ids));
    await twice(() => fail({ ...ids, error: 'States.Timeout', final: true }));
    await twice(() => close(ids));
    expect(await donationOf(ids)).toMatchObject({ status: 'processed', step: 'done' });
    expect((await typesOf(ids)).map(({ state }) => state)).toEqual(['ready', 'ready']);
    expect((await snapshot(ids)).objects.every((key) => key.startsWith('data/'))).toBe(true);
  });

  it('writes nothing once the donation is erased, or another execution has taken over', async () => {
    const ids = await begin(['youtube_history']);
    const stale = { ...ids, execution: 0 };
    const group = 'myactivity.youtube';
    const runs = (of: Ids): (() => Promise<unknown>)[] => [
      ...[() => authorize(of), () => initiate(of), () => poll(of), () => download({ ...of, group })],
      ...[() => filter({ ...of, group, batch: 0 }), () => store({ ...of, dataType: 'youtube_history' })],
      ...[() => finish(of), () => fail({ ...of, error: 'States.Timeout', final: true }), () => close(of)],
    ];
    for (const run of runs(stale)) await expect(run()).rejects.toMatchObject({ name: 'Superseded' });
    await erase(ids);
    for (const run of runs(ids)) await expect(run()).rejects.toMatchObject({ name: 'Superseded' });
    const { items, objects } = await snapshot(ids);
    expect([items.map(({ sk }) => sk), objects]).toEqual([['META'], []]);
  });
});

const by = 'participant' as const;

async function erase({ donationId }: Ids): Promise<string> {
  for (const run of [eraseMark, eraseStop, eraseObjects, eraseItems]) await run({ donationId, by });
  const tombstone = await lookUpDonation(donationId);
  if (!tombstone || !isTombstone(tombstone)) throw new Error('There is no tombstone');
  return tombstone.receipt;
}

describe('closing', () => {
  it('waits while another donation of the same browser still needs the grant', async () => {
    const hash = await sessionWith();
    const one = await begin(['youtube_history'], 'maija', { sessionHash: hash });
    const other = await begin(['search'], 'maija', { sessionHash: hash });
    const session = await sessionWith(one.donationId, other.donationId);
    for (const { donationId } of [one, other]) await updateDonation(donationId, {}, { session_hash: session });
    await drive(one);
    await settle(one);
    expect((await close(one)).next).toBe('wait');
    await drive(other);
    expect((await close(one)).next).toBe('done');
  });

  it('deletes temporary objects although the provider does not answer', async () => {
    await parts.account('gone', { polls: 0, faults: [{ on: 'reset', times: 1000, status: 503 }] });
    const ids = await begin(['youtube_history'], 'gone');
    await drive(ids);
    await settle(ids);
    await expect(close(ids)).rejects.toMatchObject({ name: 'RetryableProviderError' });
    expect((await snapshot(ids)).objects).toEqual([]);
    expect((await donationOf(ids)).status).toBe('processed');
  });
});

describe('erasing', () => {
  it('deletes first, and revokes behind it for as long as seven days', async () => {
    await parts.account('dead', { faults: [{ on: 'reset', times: 1000, status: 503 }] });
    const ids = await begin(['youtube_history'], 'dead');
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    expect(await findReceipt(receipt)).toMatchObject({ erased_at: expect.any(String), revocation: 'pending' });
    expect((await eraseRevoke(input)).next).toBe('wait');
    later(8 * DAY_MS);
    expect((await eraseRevoke(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('given_up');
    expect(await loadGrant(ids.donationId)).toBeUndefined();
  });

  it('ends the grant at the provider as soon as it answers', async () => {
    await parts.account('back', { faults: [{ on: 'reset', times: 2, status: 503 }] });
    const ids = await begin(['youtube_history'], 'back');
    const grant = await loadGrant(ids.donationId);
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    for (let n = 0; n < 2; n += 1) later((await eraseRevoke(input)).waitSeconds * SECOND_MS);
    expect((await eraseRevoke(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('done');
    const response = await fetch(`${parts.simulator.url}/google/v1/accessType:check`, {
      method: 'POST',
      headers: { authorization: `Bearer ${grant?.accessToken}` },
    });
    expect(response.status).toBe(401);
  });

  it('needs no revocation where nothing was granted', async () => {
    const ids = await begin(['youtube_history']);
    await drive(ids);
    await settle(ids);
    await close(ids);
    const receipt = await erase(ids);
    expect((await eraseRevoke({ donationId: ids.donationId, by })).next).toBe('done');
    expect((await findReceipt(receipt))?.revocation).toBe('not_needed');
  });

  it('sweeps what a late step left, and verifies only an empty listing', async () => {
    const ids = await begin(['youtube_history']);
    const receipt = await erase(ids);
    const input = { donationId: ids.donationId, by };
    await putJson(`runs/${ids.donationId}/1/late.json`, {});
    expect((await eraseVerify(input)).next).toBe('wait');
    expect((await findReceipt(receipt))?.verified_at).toBeNull();
    expect((await eraseVerify(input)).next).toBe('done');
    expect((await findReceipt(receipt))?.verified_at).toEqual(expect.any(String));
    expect((await snapshot(ids)).objects).toEqual([]);
  });

  it('changes nothing when each of its steps is executed twice', async () => {
    const ids = await begin(['youtube_history']);
    const receipt = await erase(ids);
    const first = [await snapshot(ids), await findReceipt(receipt)];
    expect(await erase(ids)).toBe(receipt);
    expect([await snapshot(ids), await findReceipt(receipt)]).toEqual(first);
  });
});
