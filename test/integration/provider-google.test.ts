import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../functions/core/clock.ts';
import { toInterval } from '../../functions/core/period.ts';
import { newSecret } from '../../functions/core/token.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { completed, type Google, jobOf, startGoogle } from './provider-google-support.ts';

let google: Google;
let provider: Provider;
beforeAll(async () => {
  google = await startGoogle();
  provider = google.provider;
});
afterAll(() => google.close());

describe('the period', () => {
  it('is echoed in the state of the export', async () => {
    const client = await google.clientOf({ account: await google.account('period') });
    const jobId = await jobOf(client, 'myactivity.youtube', { start: '2025-01-01', end: '2025-01-31' });
    const { startTime, exportTime } = await client.exportState(jobId);
    expect([startTime, exportTime].map((time) => Date.parse(time ?? ''))).toEqual([
      Date.parse('2025-01-01T00:00:00Z'),
      Date.parse('2025-02-01T00:00:00Z'),
    ]);
  });

  it('is accepted when it starts today or ends in the future', async () => {
    const client = await google.clientOf({ account: await google.account('today') });
    await jobOf(client, 'myactivity.youtube', { start: '2026-11-23', end: '2030-01-01' });
    await jobOf(client, 'myactivity.play', { start: '2029-01-01' });
  });
});

describe('a grant', () => {
  it('of a part of what was asked names just that part', async () => {
    const grant = await google.grantOf({ account: await google.account('part'), except: 'myactivity.search' });
    expect(provider.grantedGroups(grant.scopes)).not.toContain('myactivity.search');
    const client = provider.open(grant);
    const { timeBased, oneTime } = await client.accessTypes();
    expect(oneTime).toEqual([]);
    expect([...timeBased].sort()).toEqual([...provider.grantedGroups(grant.scopes)].sort());
    await expect(client.initiate('myactivity.search', toInterval({}))).rejects.toMatchObject({ code: 'not_granted' });
  });

  it('tells its end where it lasts, and is refreshed before the access token ends', async () => {
    const client = await google.clientOf({ account: await google.account('lasting'), duration: '30d' });
    const before = client.grant;
    expect(Date.parse(before.grantExpiresAt ?? '') - google.time.now).toBe(30 * DAY_MS);
    google.time.now += HOUR_MS;
    const after = await client.refresh();
    expect(after.accessToken).not.toBe(before.accessToken);
    expect((await client.accessTypes()).timeBased).not.toEqual([]);
  });

  it('is used on even when its access token ended unnoticed', async () => {
    const client = await google.clientOf({ account: await google.account('unnoticed'), types: ['search'] });
    google.time.now += 2 * HOUR_MS;
    expect((await client.accessTypes()).timeBased).toEqual(['myactivity.search']);
  });

  it('cannot be had with a wrong verifier, nor twice with one code', async () => {
    const id = await google.account('codes');
    const stolen = await google.consent({ account: id });
    const guess = { ...stolen, codeVerifier: newSecret() };
    await expect(provider.exchange(guess)).rejects.toMatchObject({ code: 'exchange_refused' });
    const used = await google.consent({ account: id });
    await provider.exchange(used);
    await expect(provider.exchange(used)).rejects.toMatchObject({ code: 'exchange_refused' });
  });

  it('ends with a reset, for all grants of the person, and its exports are gone', async () => {
    const id = await google.account('resetting');
    const client = await google.clientOf({ account: id, types: ['search'] });
    const other = await google.clientOf({ account: id, types: ['youtube_history'] });
    const jobId = await jobOf(client, 'myactivity.search');

    await client.reset();

    await expect(client.exportState(jobId)).rejects.toMatchObject({ code: 'grant_lost' });
    await expect(other.accessTypes()).rejects.toMatchObject({ code: 'grant_lost' });
    await expect(client.reset()).resolves.toBeUndefined();
    const again = await google.clientOf({ account: id, types: ['search'] });
    await expect(again.exportState(jobId)).rejects.toMatchObject({ code: 'job_gone' });
  });

  it('ends when it is revoked, once and for all', async () => {
    const client = await google.clientOf({ account: await google.account('revoking'), types: ['search'] });
    await client.revoke();
    await client.revoke();
    await expect(client.accessTypes()).rejects.toMatchObject({ code: 'grant_lost' });
  });
});

describe('an export that was asked for before', () => {
  it('is told while it runs', async () => {
    const client = await google.clientOf({ account: await google.account('running', { polls: 5 }), types: ['search'] });
    const jobId = await jobOf(client, 'myactivity.search');
    expect(await client.initiate('myactivity.search', toInterval({}))).toEqual({
      ...{ outcome: 'exists', jobIds: [jobId], accessType: 'time_based' },
    });
  });

  it('is told with the time of the next where access lasts', async () => {
    const client = await google.clientOf({ account: await google.account('daily'), types: ['search'] });
    const jobId = await completed(client, await jobOf(client, 'myactivity.search'));
    const initiation = await client.initiate('myactivity.search', toInterval({}));
    expect(initiation).toMatchObject({ outcome: 'exists', jobIds: [jobId], accessType: 'time_based' });
    const { retryAt = '' } = initiation as { retryAt?: string };
    expect(Date.parse(retryAt)).toBeGreaterThan(google.time.now);
    expect(Date.parse(retryAt)).toBeLessThanOrEqual(google.time.now + DAY_MS);
  });

  it('is told without one where access was for once', async () => {
    const client = await google.clientOf({
      account: await google.account('single'),
      duration: 'once',
      types: ['search'],
    });
    const jobId = await completed(client, await jobOf(client, 'myactivity.search'));
    expect(await client.initiate('myactivity.search', toInterval({}))).toEqual({
      ...{ outcome: 'exists', jobIds: [jobId], accessType: 'one_time' },
    });
  });
});

describe('an export that fails', () => {
  it('can be asked for again three times', async () => {
    const failing = await google.account('failed', { final_state: 'FAILED' });
    const client = await google.clientOf({ account: failing, types: ['search'] });
    let jobId = await jobOf(client, 'myactivity.search');
    for (let retries = 0; retries < 3; retries += 1) {
      expect((await client.exportState(jobId)).state).toBe('failed');
      jobId = await client.retry(jobId);
    }
    expect((await client.exportState(jobId)).state).toBe('failed');
    await expect(client.retry(jobId)).rejects.toMatchObject({ code: 'refused' });
    await expect(client.part(jobId, 0)).rejects.toMatchObject({ code: 'job_gone' });
  });

  it('can be cancelled while it runs, and not afterwards', async () => {
    const client = await google.clientOf({
      account: await google.account('cancelled', { polls: 9 }),
      types: ['search'],
    });
    const jobId = await jobOf(client, 'myactivity.search');
    await client.cancel(jobId);
    expect((await client.exportState(jobId)).state).toBe('cancelled');
    await expect(client.cancel(jobId)).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a download', () => {
  /** The archive of a group, byte by byte, through whatever the account's settings put in the way. */
  async function bytesOf(id: string, settings: object, between: () => void = () => {}) {
    const archive = path.join(google.home, 'part.zip');
    const client = await google.clientOf({
      account: await google.account(id, { ...settings, archives: { '*': [archive] } }),
    });
    const part = await client.part(await completed(client, await jobOf(client, 'myactivity.search')), 0);
    between();
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.stream(0, part.size)) chunks.push(chunk);
    return { part, bytes: Buffer.concat(chunks) };
  }

  const archive = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7) % 253));
  beforeAll(async () => {
    await writeFile(path.join(google.home, 'part.zip'), archive);
  });

  it('goes on where it was cut off', async () => {
    const faults = [{ on: 'download', times: 3, truncate_at: 50_000 }];
    expect((await bytesOf('cut', { faults })).bytes.equals(archive)).toBe(true);
  });

  it('gets fresh URLs when the old ones have ended', async () => {
    const { bytes } = await bytesOf('ending', { url_ttl_seconds: 60 }, () => {
      google.time.now += 120_000;
    });
    expect(bytes.equals(archive)).toBe(true);
  });

  it('takes all of it from storage that gives no ranges', async () => {
    const { part, bytes } = await bytesOf('whole', { ranges: false });
    expect(part).toMatchObject({ ranged: false, size: archive.length });
    expect(bytes.equals(archive)).toBe(true);
  });

  it('takes no page of HTML for an archive', async () => {
    const faults = [{ on: 'download', times: 1, status: 200, body: '<html>Sign in</html>' }];
    await expect(bytesOf('page', { faults })).rejects.toMatchObject({ code: 'unavailable' });
  });
});

describe('faults', () => {
  it.each([
    [{ on: 'initiate', times: 1, status: 503 }, 'unavailable'],
    [{ on: 'initiate', times: 1, status: 0 }, 'unavailable'],
    [{ on: 'initiate', times: 1, status: 429, headers: { 'retry-after': '7' } }, 'unavailable'],
    [{ on: 'initiate', times: 1, status: 400 }, 'refused'],
    [{ on: 'initiate', times: 1, status: 403 }, 'not_granted'],
    [{ on: 'initiate', times: 2, status: 401 }, 'grant_lost'],
    [{ on: 'state', times: 1, status: 404 }, 'job_gone'],
    [{ on: 'state', times: 1, status: 200, body: '<html>' }, 'unavailable'],
    [{ on: 'state', times: 1, truncate_at: 5 }, 'unavailable'],
  ])('%o mean %s, and pass', async (fault, code) => {
    const id = await google.account(`fault-${JSON.stringify(fault).replace(/\W+/g, '-')}`, { faults: [fault] });
    const client = await google.clientOf({ account: id, types: ['search'] });
    const ask = async () => client.exportState(await jobOf(client, 'myactivity.search'));
    await expect(ask()).rejects.toMatchObject({ name: 'ProviderError', code });
    const { timeBased } = await client.accessTypes();
    expect(timeBased).toEqual(['myactivity.search']);
  });
});
