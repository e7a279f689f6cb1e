import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { readDirectory } from '../../functions/archive/zip.ts';
import { DAY_MS } from '../../functions/core/clock.ts';
import { bufferSource } from '../support/bytes.ts';
import {
  account,
  api,
  ask,
  closeGoogle,
  complete,
  FOLLOWS,
  grant,
  initiate,
  openGoogle,
  restartGoogle,
  SEARCH,
  state,
  token,
  world,
  YOUTUBE,
} from '../support/google.ts';

beforeEach(openGoogle);
afterEach(closeGoogle);

describe('exports', () => {
  it('are in progress for a while, then complete with addresses and the time they reach', async () => {
    const { access_token } = await grant([YOUTUBE]);
    const { body } = await initiate(access_token, [YOUTUBE]);
    expect(body.accessType).toBe('ACCESS_TYPE_ONE_TIME');
    const states = [];
    for (let n = 0; n < 3; n += 1) states.push((await state(access_token, body.archiveJobId)).body);
    expect(states.map((each) => each.state)).toEqual(['IN_PROGRESS', 'IN_PROGRESS', 'COMPLETE']);
    expect(states[2]).toMatchObject({
      name: `archiveJobs/${body.archiveJobId}/portabilityArchiveState`,
      exportTime: '2026-11-21T12:00:00Z',
    });
    expect(states[2]?.urls).toHaveLength(2);
  });

  it('can be limited to a period only for the groups that take one', async () => {
    const { access_token } = await grant([YOUTUBE, FOLLOWS]);
    const period = { startTime: '2023-01-01T00:00:00Z', endTime: '2024-01-01T00:00:00Z' };
    expect((await initiate(access_token, [FOLLOWS], period)).body.error).toMatchObject({ status: 'INVALID_ARGUMENT' });
    expect((await initiate(access_token, [YOUTUBE, FOLLOWS], period)).status).toBe(400);
    expect((await initiate(access_token, [YOUTUBE], { startTime: 'soon' })).status).toBe(400);
    const { body } = await initiate(access_token, [YOUTUBE], period);
    expect((await state(access_token, body.archiveJobId)).body).toMatchObject({
      startTime: period.startTime,
      exportTime: period.endTime,
    });
  });

  it('need the group’s scope, and a group that exists', async () => {
    const { access_token } = await grant([YOUTUBE]);
    expect((await initiate(access_token, [SEARCH])).body.error).toMatchObject({
      code: 403,
      status: 'PERMISSION_DENIED',
    });
    expect((await initiate(access_token, ['No.Such.Group'])).body.error).toMatchObject({ code: 400 });
    expect((await initiate('ya29.wrong', [YOUTUBE])).status).toBe(401);
  });

  it.each([
    ['once', 'ONE_TIME'],
    ['30d', 'TIME_BASED'],
  ])('granted %s are refused while one runs, and when one was made', async (duration, kind) => {
    const { access_token } = await grant([YOUTUBE], { duration });
    const first = await initiate(access_token, [YOUTUBE]);
    const running = await initiate(access_token, [YOUTUBE]);
    expect(running.body.error).toMatchObject({ code: 409, status: 'ALREADY_EXISTS' });
    expect(running.body.error?.details?.[0]).toMatchObject({
      reason: `ALREADY_EXISTS_${kind}`,
      metadata: { job_id: first.body.archiveJobId },
    });
    for (let n = 0; n < 3; n += 1) await state(access_token, first.body.archiveJobId);
    const used = await initiate(access_token, [YOUTUBE]);
    expect(used.body.error).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
    expect(used.body.error?.details?.[0]).toMatchObject({
      reason: `RESOURCE_EXHAUSTED_${kind}`,
      metadata: {
        previous_job_ids: first.body.archiveJobId,
        ...(kind === 'TIME_BASED' && { timestamp_after_24hrs: '2026-11-22T12:00:00Z' }),
      },
    });
  });

  it('granted for longer can be made again a day later', async () => {
    const { access_token, refresh_token } = await grant([YOUTUBE], { duration: '30d' });
    await complete(access_token, YOUTUBE);
    world.now += DAY_MS;
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token });
    expect((await initiate(refreshed.body.access_token as string, [YOUTUBE])).status).toBe(200);
  });

  it('that failed are retried three times under new ids; cancelling takes a running, time-based one', async () => {
    await account('f', { final_state: 'FAILED', polls: 0 });
    const { access_token } = await grant([YOUTUBE], { account: 'f', duration: '30d' });
    let job = (await initiate(access_token, [YOUTUBE])).body.archiveJobId as string;
    expect((await api('POST', `archiveJobs/${job}:retry`, access_token, {})).body.error).toMatchObject({
      status: 'FAILED_PRECONDITION',
    });
    for (let n = 0; n < 3; n += 1) {
      expect((await state(access_token, job)).body.state).toBe('FAILED');
      const again = (await api('POST', `archiveJobs/${job}:retry`, access_token, {})).body.archiveJobId as string;
      expect(again).not.toBe(job);
      job = again;
    }
    expect((await api('POST', `archiveJobs/${job}:cancel`, access_token, {})).status).toBe(200);
    expect((await state(access_token, job)).body.state).toBe('CANCELLED');
  });

  it('are gone after fourteen days, after a reset, and for others', async () => {
    const { access_token } = await grant([YOUTUBE], { duration: '30d' });
    const { body } = await initiate(access_token, [YOUTUBE]);
    const other = await grant([YOUTUBE], { account: 'partial' });
    expect((await state(other.access_token, body.archiveJobId)).body.error).toMatchObject({
      code: 404,
      status: 'NOT_FOUND',
    });
    expect((await api('POST', 'authorization:reset', access_token, {})).body).toEqual({});
    expect((await state(access_token, body.archiveJobId)).status).toBe(401);
    const fresh = await grant([YOUTUBE]);
    expect((await state(fresh.access_token, body.archiveJobId)).status).toBe(404);
    expect((await initiate(fresh.access_token, [YOUTUBE])).status).toBe(200);
  });
});

describe('archives', () => {
  const bytesOf = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer());

  it('have Google’s technicalities, and are the same every time', async () => {
    const { access_token } = await grant([SEARCH]);
    const [url = ''] = await complete(access_token, SEARCH);
    const bytes = await bytesOf(url);
    // Local file header: signature, version, flags. 0x0808 = sizes behind the data, names in UTF-8.
    expect([bytes.readUInt32LE(0), bytes.readUInt16LE(6), bytes.readUInt16LE(8)]).toEqual([0x04034b50, 0x0808, 8]);
    // DOS date: 1980-01-01.
    expect(bytes.readUInt16LE(12)).toBe(0x0021);
    const names = (await readDirectory(bufferSource(bytes), DEFAULT_LIMITS)).map(({ name }) => name);
    expect(names).toContain('Portability/archive_browser.json');
    expect(names.filter((name) => name.endsWith('MyActivity.json'))).toHaveLength(5);
    await ask('POST', '/simulator/reset');
    const again = await grant([SEARCH]);
    expect(await bytesOf((await complete(again.access_token, SEARCH))[0] ?? '')).toEqual(bytes);
  });

  it('are read by range behind addresses that end, cannot be changed, and take no other authentication', async () => {
    await account('brief', { url_ttl_seconds: 60, polls: 0, archives: { '*': [await someFile()] } });
    const { access_token } = await grant([YOUTUBE], { account: 'brief' });
    const [url = ''] = await complete(access_token, YOUTUBE);
    const read = (range: string, more: Record<string, string> = {}) => fetch(url, { headers: { range, ...more } });
    const middle = await read('bytes=2-4');
    expect([middle.status, middle.headers.get('content-range'), await middle.text()]).toEqual([
      206,
      'bytes 2-4/10',
      '234',
    ]);
    expect(await (await read('bytes=-3')).text()).toBe('789');
    expect(await (await read('bytes=8-')).text()).toBe('89');
    expect((await read('bytes=10-')).status).toBe(416);
    expect((await read('bytes=0-1', { authorization: 'Bearer x' })).status).toBe(400);
    expect((await fetch(url.replace(/Signature=.{4}/, 'Signature=0000'))).status).toBe(403);
    world.now += 61_000;
    expect(await (await fetch(url)).text()).toContain('ExpiredToken');
  });

  it('are served whole where an account has no ranges', async () => {
    await account('plain', { ranges: false, polls: 0, archives: { '*': [await someFile()] } });
    const { access_token } = await grant([YOUTUBE], { account: 'plain' });
    const [url = ''] = await complete(access_token, YOUTUBE);
    const whole = await fetch(url, { headers: { range: 'bytes=2-4' } });
    expect([whole.status, await whole.text()]).toEqual([200, '0123456789']);
  });

  async function someFile(): Promise<string> {
    await writeFile(path.join(world.home, 'some.zip'), '0123456789');
    return path.join(world.home, 'some.zip');
  }
});

describe('control', () => {
  it('says what is wrong with an account', async () => {
    const { status, body } = await account('x', {
      final_state: 'DONE',
      archives: { '*': ['/no/such/file.zip'] },
      wrong: 1,
    });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toMatch(/final_state.*archives|archives.*final_state/);
  });

  it('logs what was asked of the provider, with secrets masked, and nothing of control', async () => {
    const { access_token } = await grant([YOUTUBE]);
    await initiate(access_token, [YOUTUBE]);
    const log = (await ask('GET', '/simulator/requests?since=0')).body as unknown as {
      n: number;
      path: string;
      body: unknown;
    }[];
    expect(log.map(({ path: asked }) => asked)).toEqual([
      '/google/o/oauth2/v2/auth',
      '/google/token',
      '/google/v1/portabilityArchive:initiate',
    ]);
    expect(log[2]?.body).toEqual({ resources: [YOUTUBE] });
    expect(JSON.stringify(log)).not.toMatch(/ya29|4\/sim-|"secret"|xyz/);
    expect((await ask('GET', `/simulator/requests?since=${log[1]?.n}`)).body).toHaveLength(1);
  });

  it('lets faults befall calls, so many times, without anything being carried out', async () => {
    await account('faulty', {
      polls: 0,
      faults: [
        { on: 'initiate', times: 2, status: 503, headers: { 'Retry-After': '7' }, body: '<html>down</html>' },
        { on: 'state', times: 1, status: 0 },
        { on: 'download', times: 1, truncate_at: 10 },
      ],
    });
    const { access_token } = await grant([YOUTUBE], { account: 'faulty' });
    for (let n = 0; n < 2; n += 1) {
      const { status, headers } = await initiate(access_token, [YOUTUBE]);
      expect([status, headers.get('retry-after'), headers.get('content-type')]).toEqual([503, '7', 'text/html']);
    }
    const { body, status } = await initiate(access_token, [YOUTUBE]);
    expect(status).toBe(200);
    await expect(state(access_token, body.archiveJobId)).rejects.toThrow();
    const [url = ''] = (await state(access_token, body.archiveJobId)).body.urls as string[];
    await expect(fetch(url).then((response) => response.arrayBuffer())).rejects.toThrow();
    expect((await fetch(url)).status).toBe(200);
  });

  it('keeps grants and exports over a restart', async () => {
    const { access_token } = await grant([YOUTUBE]);
    const { body } = await initiate(access_token, [YOUTUBE]);
    await restartGoogle();
    expect((await state(access_token, body.archiveJobId)).body.state).toBe('IN_PROGRESS');
  });
});
