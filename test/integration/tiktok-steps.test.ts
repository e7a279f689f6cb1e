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
import { donationOf, drive, erase, jobOf, settle, typeOf } from '../support/drive.ts';
import { consentedDonation, type Ids, later, openParts, type Parts, sessionWith } from '../support/steps.ts';
import { archiveOf, notice, startTikTok, type TikTok, world } from '../support/tiktok.ts';
import { apiEvent } from '../unit/http/events.ts';

let parts: Parts;
let tiktok: TikTok;
let persons = 0;
beforeAll(async () => {
  parts = await openParts();
  tiktok = await startTikTok();
  Object.assign(process.env, tiktok.env);
});
beforeEach(async () => {
  const scopes = 'portability.activity.single';
  // Donations of one person rely on one access, so each test has its own.
  persons += 1;
  world.person = `person-${persons}`;
  const archive = await archiveOf({ 'Your Activity': { Searches: { SearchList: null } } });
  Object.assign(world, { scopes, archive, polls: 1, lifetimeSeconds: 86_400, deafToRevocations: 0, status: undefined });
});
afterAll(async () => {
  await tiktok.close();
  await parts.close();
});

/** A donation whose participant has just come back from TikTok. */
async function begin(): Promise<Ids> {
  const { id: donationId } = await consentedDonation({ types: ['tiktok_searches'], sourceType: 'tiktok_portability' });
  const provider = await platform('tiktok_portability');
  const grant = await provider.exchange({ code: 'good', codeVerifier: '', redirectUri: '' });
  const sessionHash = await sessionWith(donationId);
  expect(await acceptGrant(provider, grant, { donationId, sessionHash }, Date.now())).toBe('authorized');
  const ids = { donationId, execution: 1 };
  await authorize(ids);
  await initiate(ids);
  return ids;
}

/** TikTok calls. */
async function call(...[event, content, more]: Parameters<typeof notice>) {
  const { headers, body } = notice(event, content, more);
  const { statusCode } = await webhooks(apiEvent('POST /webhooks/tiktok', { headers, body }), {});
  return statusCode;
}

const ready = (id = tiktok.lastRequest()) => call('portability.download.ready', `{"request_id":${id}}`);
const checks = () => tiktok.at('/v2/user/data/check/').length;

describe('waiting for TikTok', () => {
  it('never lasts longer than ten minutes, though TikTok is asked after 1, 2, 4 … 60', async () => {
    world.status = 'pending';
    const ids = await begin();
    const before = checks();
    let minutes = 0;
    const asked: number[] = [];
    while (asked.length < 7) {
      const known = checks();
      const { waitSeconds } = await poll(ids);
      expect(waitSeconds).toBeLessThanOrEqual(10 * 60);
      if (checks() > known) asked.push(minutes);
      minutes += waitSeconds / 60;
      later(waitSeconds * SECOND_MS);
    }
    expect(checks() - before).toBe(7);
    const gaps = asked.slice(1).map((at, n) => Math.round(at - (asked[n] as number)));
    for (const [n, gap] of gaps.entries()) {
      expect(gap).toBeGreaterThanOrEqual(Math.min(60, 2 ** (n + 1)));
    }
  });

  it('ends early where TikTok says that the export is ready', async () => {
    world.status = 'pending';
    const ids = await begin();
    for (let n = 0; n < 6; n += 1) later((await poll(ids)).waitSeconds * SECOND_MS);
    await poll(ids);
    world.status = undefined;
    const known = checks();
    await poll(ids);
    expect(checks()).toBe(known);

    expect(await ready()).toBe(200);
    expect((await poll(ids)).next).toBe('download');
    expect(checks()).toBe(known + 1);
    // At least once: what comes again finds nothing to do.
    expect(await ready()).toBe(200);
    expect(await jobOf(ids, 'activity')).toMatchObject({ state: 'complete' });
    await settle(ids);
    expect(await typeOf(ids, 'tiktok_searches')).toMatchObject({ state: 'empty' });
  });

  it('goes on where the call is about another request', async () => {
    world.status = 'pending';
    const ids = await begin();
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
    // TikTok refuses the access token before its time.
    world.lifetimeSeconds = 86_400;
    later(86_400 * SECOND_MS - MINUTE_MS);
    const [first] = await Promise.all([one.of('activity').refresh()]);
    // The refresh token that this one holds has been used up.
    expect(await other.of('activity').refresh()).toEqual(first);
    expect(await loadGrants(donationId)).toEqual([expect.objectContaining({ refreshToken: first.refreshToken })]);
  });
});

describe('an erased donation’s grant', () => {
  it('is revoked in the end, though its tokens are replaced while TikTok does not carry it out', async () => {
    world.status = 'pending';
    const ids = await begin();
    await erase(ids);
    Object.assign(world, { deafToRevocations: 2, lifetimeSeconds: 60 });
    const results: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      // Each time the access token has ended, and the refresh token is good once.
      later(86_400 * SECOND_MS);
      results.push((await revoke({ donationId: ids.donationId, by: 'participant' })).next);
    }
    expect(results).toEqual(['wait', 'wait', 'done']);
    expect(tiktok.isRevoked()).toBe(true);
  });
});

describe('a person whom TikTok names', () => {
  it('is noted with the donation, by a hash, and forgotten with it', async () => {
    world.status = 'pending';
    const [one, other] = [await begin(), await begin()];
    const hash = hashToken(world.person);
    expect(await donationsOfPerson(hash)).toEqual(expect.arrayContaining([one.donationId, other.donationId]));
    expect(JSON.stringify(await donationOf(one))).not.toContain(world.person);
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
    expect(await ready()).toBe(200);
    expect(await jobOf(ids, 'activity')).toMatchObject({ state: 'filtered' });
  });
});
