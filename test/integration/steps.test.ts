import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../functions/core/clock.ts';
import { platform } from '../../functions/platform.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as download } from '../../functions/steps/download.ts';
import { handler as fail } from '../../functions/steps/fail.ts';
import { handler as filter } from '../../functions/steps/filter.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { handler as poll } from '../../functions/steps/poll.ts';
import { loadGrants } from '../../functions/store/grants.ts';
import { begin, donationOf, drive, jobOf, jobsOf, settle, typeOf, typesOf } from '../support/drive.ts';
import { authorizedDonation, later, openParts, type Parts } from '../support/steps.ts';

let parts: Parts;
beforeAll(async () => {
  parts = await openParts();
});
beforeEach(() => parts.reset());
afterAll(() => parts.close());

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
    expect(await poll(ids)).toMatchObject({ next: 'download', parts: [{ group: 'myactivity.search', part: 0 }] });
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
    const [grant] = await loadGrants(ids.donationId);
    if (!grant) throw new Error('There is no grant');
    const open = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };
    const started = await (await platform('google_portability')).open(grant).initiate('myactivity.youtube', open);
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

describe('an access token that has to be renewed', () => {
  it('is renewed although the provider fails at first', async () => {
    await parts.account('renewing', { polls: 1 });
    const ids = await begin(['youtube_history'], 'renewing');
    await parts.account('renewing', {
      polls: 1,
      faults: [
        { on: 'token', times: 1, status: 503 },
        { on: 'token', times: 1, status: 429, headers: { 'Retry-After': '600' } },
        { on: 'token', times: 1, status: 0 },
        { on: 'token', times: 1, status: 200, body: '<html>' },
      ],
    });
    const before = (await loadGrants(ids.donationId))[0]?.accessToken;
    later(2 * HOUR_MS);
    await drive(ids);
    expect((await jobOf(ids, 'myactivity.youtube')).state).toBe('filtered');
    expect((await loadGrants(ids.donationId))[0]?.accessToken).not.toBe(before);
  });
});

describe('a grant that is lost while polling', () => {
  it('keeps what was filtered, and asks for the rest again', async () => {
    await parts.account('leaver', { polls: 0 });
    const ids = await begin(['youtube_history', 'search'], 'leaver');
    later(2 * MINUTE_MS);
    const [first] = (await poll(ids)).parts;
    const { batches } = await download({ ...ids, ...(first as { group: string; part: number }) });
    for (const batch of batches) await filter({ ...ids, ...batch });
    await parts.account('leaver', { polls: 1000 });
    const [grant] = await loadGrants(ids.donationId);
    await fetch(`${parts.simulator.url}/google/revoke`, {
      method: 'POST',
      body: new URLSearchParams({ token: grant?.accessToken ?? '' }),
    });
    const other = (await jobsOf(ids)).find(({ state }) => state === 'complete');
    if (other)
      await expect(download({ ...ids, group: other.group, part: 0 })).rejects.toMatchObject({ name: 'GrantLost' });
    await fail({ ...ids, error: 'GrantLost' });
    await settle(ids);
    const states = Object.fromEntries((await typesOf(ids)).map((type) => [type.data_type, type.state]));
    expect(Object.values(states).sort()).toEqual(['empty', 'failed']);
    expect(await donationOf(ids)).toMatchObject({ status: 'processed', step: 'authorize' });
  });

  it('is an error that can be retried when nothing had arrived', async () => {
    const ids = await begin(['youtube_history']);
    const [grant] = await loadGrants(ids.donationId);
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
