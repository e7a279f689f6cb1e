import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { acceptGrant } from '../../functions/api/oauth/accept-grant.ts';
import { handler as webhooks } from '../../functions/api/webhooks/index.ts';
import { MINUTE_MS, SECOND_MS } from '../../functions/core/clock.ts';
import { hashToken } from '../../functions/core/token.ts';
import { platform } from '../../functions/platform.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as revoke } from '../../functions/steps/erase/revoke.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { handler as poll } from '../../functions/steps/poll.ts';
import { busySiblings } from '../../functions/steps/siblings.ts';
import { connect } from '../../functions/steps/step.ts';
import { loadGrants } from '../../functions/store/grants.ts';
import { donationsOfPerson } from '../../functions/store/provider-people.ts';
import { openId } from '../../local/simulators/tiktok/tokens.ts';
import { donationOf, drive, erase, jobOf, settle, typeOf } from '../support/drive.ts';
import { consentedDonation, grantFrom, type Ids, later, openParts, type Parts, sessionWith } from '../support/steps.ts';
import { archiveOf, notice } from '../support/tiktok.ts';
import { apiEvent } from '../unit/http/events.ts';

const CLIENT = { key: 'c', secret: 's' };
const NEVER = 1_000_000;

let parts: Parts;
let archive: string;
let account: string;
beforeAll(async () => {
  parts = await openParts();
  archive = path.join(parts.home, 'document.zip');
  await writeFile(archive, await archiveOf({ 'Your Activity': { Searches: { SearchList: null } } }));
});
// Donations of one person rely on one access, so each test has its own.
beforeEach(() => {
  account = `person-${crypto.randomUUID()}`;
});
afterAll(() => parts.close());

const simulator = (method: string, what: string, body?: object) =>
  fetch(`${parts.simulator.url}/simulator/${what}`, { method, ...(body && { body: JSON.stringify(body) }) });

/** What TikTok is like to this test's person from now on. */
const set = (settings: object) =>
  simulator('PUT', `accounts/${account}`, {
    name: account,
    provider: 'tiktok',
    archives: { '*': [archive] },
    ...settings,
  });

/** A donation whose participant has just come back from TikTok. */
async function begin(settings: object = {}): Promise<Ids> {
  await set(settings);
  const { id: donationId } = await consentedDonation({ types: ['tiktok_searches'], sourceType: 'tiktok_portability' });
  const provider = await platform('tiktok_portability');
  const grant = await grantFrom(['activity'], { account }, 'tiktok_portability');
  const sessionHash = await sessionWith(donationId);
  expect(await acceptGrant(provider, grant, { donationId, sessionHash }, Date.now())).toBe('authorized');
  const ids = { donationId, execution: 1 };
  await authorize(ids);
  await initiate(ids);
  return ids;
}

/** TikTok calls. */
async function call(...[event, content, more]: [string, object | string, object?]) {
  const { headers, body } = notice(CLIENT, event, content, more);
  const { statusCode } = await webhooks(apiEvent('POST /webhooks/tiktok', { headers, body }), {});
  return statusCode;
}

type Logged = { readonly path: string; readonly bytes: number; readonly body: { readonly request_id?: string } };

/** What was asked of TikTok at a path. */
const asked = async (end: string): Promise<readonly Logged[]> =>
  ((await (await simulator('GET', 'requests')).json()) as Logged[]).filter(({ path: at }) => at.endsWith(end));
const checks = async () => (await asked('/v2/user/data/check/')).length;
/** The copy that was asked about last. */
const lastRequest = async () => String((await asked('/v2/user/data/check/')).at(-1)?.body.request_id);

const ready = (id: string) => call('portability.download.ready', `{"request_id":${id}}`);

describe('waiting for TikTok', () => {
  it('never lasts longer than ten minutes, though TikTok is asked after 1, 2, 4 … 60', async () => {
    const ids = await begin({ polls: NEVER });
    const before = await checks();
    let minutes = 0;
    const asked: number[] = [];
    while (asked.length < 7) {
      const known = await checks();
      const { waitSeconds } = await poll(ids);
      expect(waitSeconds).toBeLessThanOrEqual(10 * 60);
      if ((await checks()) > known) asked.push(minutes);
      minutes += waitSeconds / 60;
      later(waitSeconds * SECOND_MS);
    }
    expect((await checks()) - before).toBe(7);
    const gaps = asked.slice(1).map((at, n) => Math.round(at - (asked[n] as number)));
    for (const [n, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(Math.min(60, 2 ** (n + 1)));
    }
  });

  it('ends early where TikTok says that the export is ready', async () => {
    const ids = await begin({ polls: NEVER });
    for (let n = 0; n < 6; n += 1) later((await poll(ids)).waitSeconds * SECOND_MS);
    await poll(ids);
    // It is made, and nobody here knows.
    await set({ polls: 0 });
    const known = await checks();
    await poll(ids);
    expect(await checks()).toBe(known);

    const id = await lastRequest();
    expect(await ready(id)).toBe(200);
    expect((await poll(ids)).next).toBe('download');
    expect(await checks()).toBe(known + 1);
    // At least once: what comes again finds nothing to do.
    expect(await ready(id)).toBe(200);
    expect(await jobOf(ids, 'activity')).toMatchObject({ state: 'complete' });
    await settle(ids);
    expect(await typeOf(ids, 'tiktok_searches')).toMatchObject({ state: 'empty' });
  });

  it('goes on where the call is about another request', async () => {
    const ids = await begin({ polls: NEVER });
    later(MINUTE_MS * 2);
    await poll(ids);
    const before = await jobOf(ids, 'activity');
    expect(await ready('7999999999999999999')).toBe(200);
    expect(await jobOf(ids, 'activity')).toEqual(before);
  });
});

describe('a refreshed grant', () => {
  it('is kept as a whole, whoever refreshed it and however late that is noticed', async () => {
    const { donationId } = await begin();
    const donation = await donationOf({ donationId, execution: 1 });
    const [one, other] = [await connect(donation), await connect(donation)];
    later(86_400 * SECOND_MS - MINUTE_MS);
    const [first] = await Promise.all([one.of('activity').refresh()]);
    // The refresh token that this one holds has been used up.
    expect(await other.of('activity').refresh()).toEqual(first);
    expect(await loadGrants(donationId)).toEqual([expect.objectContaining({ refreshToken: first.refreshToken })]);
  });
});

describe('an erased donation’s grant', () => {
  it('is revoked in the end, though its tokens are replaced while TikTok does not carry it out', async () => {
    const ids = await begin({ polls: NEVER });
    await erase(ids);
    const deaf = { on: 'revoke', times: 2, status: 200, body: { error: 'server_error' } };
    await set({ faults: [deaf], access_token_seconds: 60 });
    const results: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      // Each time the access token has ended, and the refresh token is good once.
      later(86_400 * SECOND_MS);
      results.push((await revoke({ donationId: ids.donationId, by: 'participant' })).next);
    }
    expect(results).toEqual(['wait', 'wait', 'done']);
    expect((await asked('/v2/oauth/revoke/')).at(-1)).toMatchObject({ status: 200, bytes: 0 });
  });
});

describe('a person whom TikTok names', () => {
  it('is noted with the donation, by a hash, and forgotten with it', async () => {
    const [one, other] = [await begin({ polls: NEVER }), await begin({ polls: NEVER })];
    const person = openId({ account, client: CLIENT.key });
    const hash = hashToken(person);
    expect(await donationsOfPerson(hash)).toEqual(expect.arrayContaining([one.donationId, other.donationId]));
    expect(JSON.stringify(await donationOf(one))).not.toContain(person);
    // Both rely on one access: what ended it for the one would end it for the other.
    expect(await busySiblings({ subject_hash: hash, job_hashes: [] }, one.donationId, Date.now())).toContain(
      other.donationId,
    );
    await erase(one);
    expect(await donationsOfPerson(hash)).not.toContain(one.donationId);
    expect(await donationsOfPerson(hash)).toContain(other.donationId);
  });
});

describe('a donation that TikTok has delivered', () => {
  it('is left by no late call', async () => {
    const ids = await begin();
    await drive(ids);
    expect(await ready(await lastRequest())).toBe(200);
    expect(await jobOf(ids, 'activity')).toMatchObject({ state: 'filtered' });
  });
});
