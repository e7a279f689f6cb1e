import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { scanJsonArray } from '../../functions/archive/scan-json.ts';
import type { RangeSource, Row, ZipEntry } from '../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import { isBalanced } from '../../functions/core/accounting.ts';
import { DAY_MS, HOUR_MS } from '../../functions/core/clock.ts';
import { type Period, toInterval } from '../../functions/core/period.ts';
import { codeChallenge, newSecret } from '../../functions/core/token.ts';
import { createProvider, PROVIDERS } from '../../functions/providers/index.ts';
import type { Provider, ProviderClient } from '../../functions/providers/provider.ts';
import { type Simulator, startSimulator } from '../../local/simulators/server.ts';

const REDIRECT = 'http://localhost:8000/oauth/google/callback/';
const ALL_TYPES = PROVIDERS.google_portability?.defaultDataTypes ?? [];

let home: string;
let simulator: Simulator;
let provider: Provider;
/** Turned by tests: provider and simulator read the same clock. */
let now = Date.parse('2026-11-23T12:00:00Z');

beforeAll(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'provider-google-'));
  simulator = await startSimulator({ home, clock: () => now });
  provider = createProvider('google_portability', {
    fetch,
    clock: () => now,
    clientId: 'pilot',
    clientSecret: 'pilot-secret',
    baseUrl: `${simulator.url}/google`,
  });
});
afterAll(async () => {
  await simulator.close();
  await rm(home, { recursive: true, force: true });
});

type Consent = { account: string; duration?: 'once' | '30d' | '180d'; types?: readonly string[]; except?: string };

/** Goes through the consent page as a participant would. */
async function grantOf({ account, duration = '180d', types = ALL_TYPES, except }: Consent) {
  const codeVerifier = newSecret();
  const request = { redirectUri: REDIRECT, dataTypes: types, state: newSecret() };
  const url = provider.authorizeUrl({ ...request, codeChallenge: codeChallenge(codeVerifier) });
  const scopes = new URL(url).searchParams.get('scope')?.split(' ') ?? [];
  const form = new URLSearchParams({ account, duration, decision: 'allow' });
  for (const scope of scopes) if (!except || !scope.endsWith(except)) form.append('scope', scope);
  const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
  const back = new URL(response.headers.get('location') ?? '');
  expect(back.searchParams.get('state')).toBe(request.state);
  return provider.exchange({ code: back.searchParams.get('code') ?? '', codeVerifier, redirectUri: REDIRECT });
}

const clientOf = async (consent: Consent): Promise<ProviderClient> => provider.open(await grantOf(consent));

async function account(id: string, settings: object): Promise<string> {
  const body = JSON.stringify({ name: id, provider: 'google', polls: 0, ...settings });
  const response = await fetch(`${simulator.url}/simulator/accounts/${id}`, { method: 'PUT', body });
  expect(response.ok).toBe(true);
  return id;
}

async function jobOf(client: ProviderClient, group: string, period: Period = {}): Promise<string> {
  const initiation = await client.initiate(group, toInterval(period));
  if (initiation.outcome !== 'started') throw new Error(initiation.outcome);
  return initiation.jobId;
}

async function completed(client: ProviderClient, jobId: string): Promise<string> {
  for (let polls = 0; polls < 30; polls += 1) {
    const { state } = await client.exportState(jobId);
    if (state === 'complete') return jobId;
    expect(state).toBe('in_progress');
  }
  throw new Error('never complete');
}

/** Everything an export holds, as Download and Filter would see it. */
async function contentOf(parts: readonly RangeSource[], group: string) {
  const found: Record<string, { rows: Row[]; seen: number; kept: number }> = {};
  const unknown: string[] = [];
  for (const source of parts) {
    for (const entry of await readDirectory(source, DEFAULT_LIMITS)) {
      if (!provider.isCandidate(entry.name)) continue;
      const attribution = provider.attribute({ name: entry.name, group, head: await entryHead(source, entry) });
      if (attribution.kind === 'unknown') unknown.push(entry.name);
      if (attribution.kind !== 'data_type') continue;
      const { dataType, reader } = attribution;
      const { counts } = await filterEntry({
        bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
        reader: provider.reader(dataType, reader),
        schema: provider.dataTypes[dataType]?.schema ?? { version: 0, columns: [] },
        interval: toInterval({}),
        limits: DEFAULT_LIMITS,
        openRun: () => ({ write: async () => {}, close: async () => {} }),
      });
      expect(isBalanced(counts)).toBe(true);
      const { seen, kept } = counts;
      const rows = provider.reader(dataType, reader).format === 'table' ? [] : await rowsOf(source, entry, dataType);
      found[dataType === 'discover' ? `discover ${reader}` : dataType] = { rows, seen, kept };
    }
  }
  return { found, unknown };
}

async function rowsOf(source: RangeSource, entry: ZipEntry, dataType: string): Promise<Row[]> {
  const reader = provider.reader(dataType, 'activity');
  const rows: Row[] = [];
  const bytes = inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS);
  for await (const record of scanJsonArray(bytes, DEFAULT_LIMITS.maxRecordBytes)) {
    const parsed = JSON.parse(Buffer.from(record as Uint8Array).toString());
    const row = reader.toRow(parsed, reader.time(parsed));
    if (row !== 'filtered') rows.push(row);
  }
  return rows;
}

describe.each(['maija', 'finnish'])('the whole export of %s', (id) => {
  const groups = [...new Set(ALL_TYPES.flatMap((type) => PROVIDERS.google_portability?.dataTypes[type]?.groups ?? []))];
  const all: Awaited<ReturnType<typeof contentOf>>['found'] = {};

  it('leaves no entry unrecognised, and loses no record', async () => {
    const client = await clientOf({ account: id });
    for (const group of groups) {
      const jobId = await completed(client, await jobOf(client, group));
      const { found, unknown } = await contentOf(await client.parts(jobId), group);
      expect(unknown).toEqual([]);
      for (const [name, { seen, kept }] of Object.entries(found)) expect([name, kept]).toEqual([name, seen]);
      Object.assign(all, found);
    }
    expect(Object.keys(all).sort()).toEqual(
      [
        ...ALL_TYPES.filter((type) => type !== 'discover'),
        ...['discover activity', 'discover follows', 'discover liked', 'discover not_interested'],
      ].sort(),
    );
  });

  it('has a time and an action in every row, and no redirect and no location in any', () => {
    const rows = Object.values(all).flatMap((of) => of.rows);
    expect(rows.length).toBeGreaterThan(1000);
    expect(rows.filter(({ time }) => time === null)).toEqual([]);
    const nameless = rows.filter(({ action, url }) => action === null || String(url).includes('google.com/url'));
    expect([...new Set(nameless.map(({ title }) => title))]).toEqual([]);
    expect(rows.filter((row) => JSON.stringify(row).includes('map_action'))).toEqual([]);
  });

  it('knows videos, channels and advertisements', () => {
    const rows = all.youtube_history?.rows ?? [];
    const share = (test: (row: Row) => boolean) => rows.filter(test).length / rows.length;
    expect(share(({ video_id }) => video_id !== null)).toBeGreaterThan(0.7);
    expect(share(({ is_ad }) => is_ad === true)).toBeGreaterThan(0.02);
    expect(share(({ is_ad }) => is_ad === true)).toBeLessThan(0.1);
    expect(rows.filter(({ is_ad, channel_name }) => is_ad === true && channel_name !== null)).toEqual([]);
  });
});

describe('the period', () => {
  it('limits the export itself', async () => {
    const client = await clientOf({ account: 'maija' });
    await client.reset();
    const again = await clientOf({ account: 'maija' });
    const period = { start: '2025-01-01', end: '2025-01-31' };
    const jobId = await completed(again, await jobOf(again, 'myactivity.play', period));

    const { found } = await contentOf(await again.parts(jobId), 'myactivity.play');

    const times = Object.values(found).flatMap(({ rows }) => rows.map(({ time }) => time ?? 0));
    expect(times.length).toBeGreaterThan(0);
    expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2025-01-01T00:00:00Z'));
    expect(Math.max(...times)).toBeLessThan(Date.parse('2025-02-01T00:00:00Z'));
  });

  it('is echoed in the state of the export', async () => {
    const client = await clientOf({ account: await account('period', {}) });
    const jobId = await jobOf(client, 'myactivity.youtube', { start: '2025-01-01', end: '2025-01-31' });
    const { startTime, exportTime } = await client.exportState(jobId);
    expect([startTime, exportTime].map((time) => Date.parse(time ?? ''))).toEqual([
      Date.parse('2025-01-01T00:00:00Z'),
      Date.parse('2025-02-01T00:00:00Z'),
    ]);
  });

  it('is accepted when it starts today or ends in the future', async () => {
    const client = await clientOf({ account: await account('today', {}) });
    await jobOf(client, 'myactivity.youtube', { start: '2026-11-23', end: '2030-01-01' });
    await jobOf(client, 'myactivity.play', { start: '2029-01-01' });
  });
});

describe('a grant', () => {
  it('of a part of what was asked names just that part', async () => {
    const grant = await grantOf({ account: await account('part', {}), except: 'myactivity.search' });
    expect(provider.grantedGroups(grant.scopes)).not.toContain('myactivity.search');
    const client = provider.open(grant);
    const { timeBased, oneTime } = await client.accessTypes();
    expect(oneTime).toEqual([]);
    expect([...timeBased].sort()).toEqual([...provider.grantedGroups(grant.scopes)].sort());
    await expect(client.initiate('myactivity.search', toInterval({}))).rejects.toMatchObject({ code: 'not_granted' });
  });

  it('tells its end where it lasts, and is refreshed before the access token ends', async () => {
    const client = await clientOf({ account: await account('lasting', {}), duration: '30d' });
    const before = client.grant;
    expect(Date.parse(before.grantExpiresAt ?? '') - now).toBe(30 * DAY_MS);
    now += HOUR_MS;
    const after = await client.refresh();
    expect(after.accessToken).not.toBe(before.accessToken);
    expect((await client.accessTypes()).timeBased).not.toEqual([]);
  });

  it('is used on even when its access token ended unnoticed', async () => {
    const client = await clientOf({ account: await account('unnoticed', {}), types: ['search'] });
    now += 2 * HOUR_MS;
    expect((await client.accessTypes()).timeBased).toEqual(['myactivity.search']);
  });

  it('cannot be had with a wrong verifier, nor twice with one code', async () => {
    const used = { code: '4/none', codeVerifier: newSecret(), redirectUri: REDIRECT };
    await expect(provider.exchange(used)).rejects.toMatchObject({ code: 'exchange_refused' });
  });

  it('ends with a reset, for all grants of the person, and its exports are gone', async () => {
    const id = await account('resetting', {});
    const client = await clientOf({ account: id, types: ['search'] });
    const other = await clientOf({ account: id, types: ['youtube_history'] });
    const jobId = await jobOf(client, 'myactivity.search');

    await client.reset();

    await expect(client.exportState(jobId)).rejects.toMatchObject({ code: 'grant_lost' });
    await expect(other.accessTypes()).rejects.toMatchObject({ code: 'grant_lost' });
    await expect(client.reset()).resolves.toBeUndefined();
    const again = await clientOf({ account: id, types: ['search'] });
    await expect(again.exportState(jobId)).rejects.toMatchObject({ code: 'job_gone' });
  });

  it('ends when it is revoked, once and for all', async () => {
    const client = await clientOf({ account: await account('revoking', {}), types: ['search'] });
    await client.revoke();
    await client.revoke();
    await expect(client.accessTypes()).rejects.toMatchObject({ code: 'grant_lost' });
  });
});

describe('an export that was asked for before', () => {
  it('is told while it runs', async () => {
    const client = await clientOf({ account: await account('running', { polls: 5 }), types: ['search'] });
    const jobId = await jobOf(client, 'myactivity.search');
    expect(await client.initiate('myactivity.search', toInterval({}))).toEqual({
      ...{ outcome: 'exists', jobIds: [jobId], accessType: 'time_based' },
    });
  });

  it('is told with the time of the next where access lasts', async () => {
    const client = await clientOf({ account: await account('daily', {}), types: ['search'] });
    const jobId = await completed(client, await jobOf(client, 'myactivity.search'));
    const initiation = await client.initiate('myactivity.search', toInterval({}));
    expect(initiation).toMatchObject({ outcome: 'exists', jobIds: [jobId], accessType: 'time_based' });
    const { retryAt = '' } = initiation as { retryAt?: string };
    expect(Date.parse(retryAt)).toBeGreaterThan(now);
    expect(Date.parse(retryAt)).toBeLessThanOrEqual(now + DAY_MS);
  });

  it('is told without one where access was for once', async () => {
    const client = await clientOf({ account: await account('single', {}), duration: 'once', types: ['search'] });
    const jobId = await completed(client, await jobOf(client, 'myactivity.search'));
    expect(await client.initiate('myactivity.search', toInterval({}))).toEqual({
      ...{ outcome: 'exists', jobIds: [jobId], accessType: 'one_time' },
    });
  });
});

describe('an export that fails', () => {
  it('can be asked for again three times', async () => {
    const failing = await account('failed', { final_state: 'FAILED' });
    const client = await clientOf({ account: failing, types: ['search'] });
    let jobId = await jobOf(client, 'myactivity.search');
    for (let retries = 0; retries < 3; retries += 1) {
      expect((await client.exportState(jobId)).state).toBe('failed');
      jobId = await client.retry(jobId);
    }
    expect((await client.exportState(jobId)).state).toBe('failed');
    await expect(client.retry(jobId)).rejects.toMatchObject({ code: 'refused' });
    await expect(client.parts(jobId)).rejects.toMatchObject({ code: 'job_gone' });
  });

  it('can be cancelled while it runs, and not afterwards', async () => {
    const client = await clientOf({ account: await account('cancelled', { polls: 9 }), types: ['search'] });
    const jobId = await jobOf(client, 'myactivity.search');
    await client.cancel(jobId);
    expect((await client.exportState(jobId)).state).toBe('cancelled');
    await expect(client.cancel(jobId)).rejects.toMatchObject({ code: 'refused' });
  });
});

describe('a download', () => {
  /** The archive of a group, byte by byte, through whatever the account's settings put in the way. */
  async function bytesOf(id: string, settings: object, between: () => void = () => {}) {
    const archive = path.join(home, 'part.zip');
    const client = await clientOf({ account: await account(id, { ...settings, archives: { '*': [archive] } }) });
    const [part] = await client.parts(await completed(client, await jobOf(client, 'myactivity.search')));
    if (!part) throw new Error('no part');
    between();
    const chunks: Uint8Array[] = [];
    for await (const chunk of part.stream(0, part.size)) chunks.push(chunk);
    return { part, bytes: Buffer.concat(chunks) };
  }

  const archive = Buffer.from(Array.from({ length: 200_000 }, (_, n) => (n * 7) % 253));
  beforeAll(async () => {
    const { writeFile } = await import('node:fs/promises');
    await writeFile(path.join(home, 'part.zip'), archive);
  });

  it('goes on where it was cut off', async () => {
    const faults = [{ on: 'download', times: 3, truncate_at: 50_000 }];
    expect((await bytesOf('cut', { faults })).bytes.equals(archive)).toBe(true);
  });

  it('gets fresh URLs when the old ones have ended', async () => {
    const { bytes } = await bytesOf('ending', { url_ttl_seconds: 60 }, () => {
      now += 120_000;
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
    const id = await account(`fault-${fault.on}-${fault.status ?? 'cut'}`, { faults: [fault] });
    const client = await clientOf({ account: id, types: ['search'] });
    const ask = async () => client.exportState(await jobOf(client, 'myactivity.search'));
    await expect(ask()).rejects.toMatchObject({ name: 'ProviderError', code });
    const { timeBased } = await client.accessTypes();
    expect(timeBased).toEqual(['myactivity.search']);
  });
});
