import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIns } from '../../functions/providers/google/authorize.ts';
import { BUNDLES } from '../../functions/providers/google/bundles.ts';
import { DATA_TYPES } from '../../functions/providers/google/data-types.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { dropGrant, updateGrant } from '../../functions/store/grants.ts';
import {
  accept,
  answerProvider,
  authorizeUrl,
  openLink,
  type Participant,
  participant,
  until,
} from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  process.env.DATAGIFT_DATA_TYPES = 'all';
});
afterAll(async () => {
  delete process.env.DATAGIFT_DATA_TYPES;
  await stack.close();
});

const TYPES = [...(BUNDLES.youtube ?? []), ...(BUNDLES.chrome ?? []), 'search'];
const DIVIDED = signIns(TYPES.map((name) => DATA_TYPES[name]?.groups ?? []));

let people = 0;
async function person(): Promise<string> {
  people += 1;
  const { path } = await study.youtubeArchive(`signer-${people}`, 20);
  await study.account(`signer-${people}`, { polls: 0, archives: { 'myactivity.youtube': [path] } });
  return `signer-${people}`;
}

async function ready() {
  const browser = participant(stack.origin);
  const { donation_url } = await study.create({ requested_data_types: ['youtube', 'chrome', 'search'] });
  const id = await openLink(browser, donation_url);
  await accept(browser, id);
  return { browser, id, donation_url };
}

type Own = { status: string; sign_ins: { of: number; done: number; granted_any: boolean } | null };
const own = async (browser: Participant, id: string) =>
  (await browser.call<Own>('GET', `/api/participant/donations/${id}/`)).body;

/** One sign-in. @returns the groups it asked for, and where it led */
async function signIn(browser: Participant, id: string, choice: Parameters<typeof answerProvider>[2]) {
  const url = await authorizeUrl(browser, id);
  const groups = (new URL(url).searchParams.get('scope') ?? '')
    .split(' ')
    .map((scope) => scope.replace(/.*portability\./, ''));
  const callback = await answerProvider(browser, url, choice);
  const { headers } = await browser.call('GET', callback);
  const landed = new URL(headers.get('location') ?? '', stack.origin);
  return { url, groups, callback, outcome: landed.searchParams.get('outcome') };
}

const statesOf = async (id: string) =>
  Object.fromEntries((await study.ended(id)).data_types.map(({ data_type, state }) => [data_type, state]));
const calls = async (end: string) => (await study.requests()).filter(({ path }) => path.endsWith(end)).length;

describe('a donation of more than one sign-in can ask for', () => {
  it('is authorized by several, each in a short address, and comes out whole', async () => {
    expect(DIVIDED.length).toBeGreaterThan(1);
    const { browser, id } = await ready();
    const account = await person();
    expect((await own(browser, id)).sign_ins).toEqual({ of: DIVIDED.length, done: 0, granted_any: false });
    for (const [n, groups] of DIVIDED.entries()) {
      const made = await signIn(browser, id, { account });
      expect(made.groups).toEqual(groups);
      expect(made.url.length).toBeLessThanOrEqual(2000);
      expect(made.outcome).toBeNull();
      const { status, sign_ins } = await own(browser, id);
      const isLast = n === DIVIDED.length - 1;
      if (isLast) expect([status === 'pending', sign_ins]).toEqual([false, null]);
      else expect([status, sign_ins]).toEqual(['pending', { of: DIVIDED.length, done: n + 1, granted_any: true }]);
    }
    const states = await statesOf(id);
    expect(Object.keys(states).sort()).toEqual([...TYPES].sort());
    expect(Object.values(states).filter((state) => state !== 'ready' && state !== 'empty')).toEqual([]);
    expect([states.search, states.youtube_history]).toEqual(['empty', 'ready']);
  });

  it('goes on where a sign-in is refused, or grants nothing of what is asked', async () => {
    const { browser, id } = await ready();
    const account = await person();
    await signIn(browser, id, { account });
    for (let n = 1; n < DIVIDED.length; n += 1) {
      const { outcome } = await signIn(browser, id, { account, decision: 'deny' });
      expect(outcome).toBeNull();
    }
    const states = await statesOf(id);
    const granted = new Set(DIVIDED[0]);
    for (const [name, state] of Object.entries(states)) {
      const isGranted = DATA_TYPES[name]?.groups.some((group) => granted.has(group));
      expect(state === 'not_granted', name).toBe(!isGranted);
    }
  });

  it('can be begun, left, and gone on with by the personal link, or without the rest', async () => {
    const { browser, id } = await ready();
    const account = await person();
    const early = await browser.call('POST', `/api/participant/donations/${id}/authorization/`, {
      body: { without_the_rest: true },
    });
    expect([early.status, early.body.code]).toEqual([409, 'nothing_granted_yet']);
    await signIn(browser, id, { account });
    const { body: made } = await browser.call<{ participant_url: string }>('POST', '/api/participant/identity/', {
      body: {},
    });
    const other = participant(stack.origin);
    await openLink(other, made.participant_url);
    expect((await own(other, id)).sign_ins).toMatchObject({ done: 1, granted_any: true });
    const next = await authorizeUrl(other, id);
    expect(next).toContain(encodeURIComponent(DIVIDED[1]?.[0] ?? ''));
    const { body } = await other.call('POST', `/api/participant/donations/${id}/authorization/`, {
      body: { without_the_rest: true },
    });
    expect(body).toEqual({ authorize_url: null });
    const states = await statesOf(id);
    expect(states.youtube_history).toBe('ready');
    expect(Object.values(states)).toContain('not_granted');
    // A callback of a sign-in that is no longer awaited changes nothing.
    const { headers } = await other.call('GET', await answerProvider(other, next, { account }));
    expect(headers.get('location')).not.toContain('outcome');
  });

  it('is begun anew by whoever else has the link: what was granted so far is not theirs', async () => {
    const { browser, id, donation_url } = await ready();
    await signIn(browser, id, { account: await person() });
    const other = participant(stack.origin);
    await openLink(other, donation_url);
    await accept(other, id);
    expect((await own(other, id)).sign_ins).toMatchObject({ done: 0, granted_any: false });
    const { body } = await other.call('POST', `/api/participant/donations/${id}/authorization/`, {
      body: { without_the_rest: true },
    });
    expect(body.code).toBe('nothing_granted_yet');
  });

  it('is as it was when nothing at all was granted, and takes a callback once', async () => {
    const { browser, id } = await ready();
    const account = await person();
    const first = await signIn(browser, id, { account, only: ['nothing'] });
    expect((await own(browser, id)).sign_ins).toMatchObject({ done: 1, granted_any: false });
    await browser.call('GET', first.callback);
    expect((await own(browser, id)).sign_ins).toMatchObject({ done: 1 });
    let last: string | null = null;
    for (let n = 1; n < DIVIDED.length; n += 1)
      last = (await signIn(browser, id, { account, decision: 'deny' })).outcome;
    expect(last).toBe('nothing_granted');
    expect(await own(browser, id)).toMatchObject({ status: 'pending', sign_ins: { done: 0, granted_any: false } });
    expect(await stack.hasGrant(id)).toBe(false);
  });

  it('in two tabs that ask the same takes the first answer, and revokes nothing', async () => {
    const { browser, id } = await ready();
    const account = await person();
    const addresses = [await authorizeUrl(browser, id), await authorizeUrl(browser, id)];
    const callbacks = await Promise.all(addresses.map((url) => answerProvider(browser, url, { account })));
    const before = await calls('/revoke');
    for (const callback of callbacks) {
      const { headers } = await browser.call('GET', callback);
      expect(headers.get('location')).not.toContain('outcome');
    }
    expect((await own(browser, id)).sign_ins).toMatchObject({ done: 1, granted_any: true });
    expect(await calls('/revoke')).toBe(before);
    for (let n = 1; n < DIVIDED.length; n += 1) await signIn(browser, id, { account });
    expect(Object.values(await statesOf(id))).not.toContain('not_granted');
  });

  it('can be gone on with after the time to start it, but not be started then', async () => {
    const [begun, late] = [await ready(), await ready()];
    await signIn(begun.browser, begun.id, { account: await person() });
    const past = { link_expires_at: '2020-01-01T00:00:00.000Z' };
    for (const { id } of [begun, late]) await updateDonation(id, {}, past);
    expect(await authorizeUrl(begun.browser, begun.id)).toContain('scope=');
    const path = `/api/participant/donations/${late.id}/authorization/`;
    expect((await late.browser.call('POST', path, { body: {} })).body.code).toBe('link_expired');
  });

  it('that is declined in between and agreed to again is asked for from the first', async () => {
    const { browser, id } = await ready();
    const account = await person();
    await signIn(browser, id, { account });
    const path = `/api/participant/donations/${id}/`;
    const { body } = await browser.call<{ consent: { id: string } }>('GET', path);
    const decision = { consent_id: body.consent.id, accepted: false };
    const declined = await browser.call<Own>('POST', `${path}consent/`, { body: decision });
    expect(declined.body.sign_ins).toMatchObject({ done: 0, granted_any: false });
    await accept(browser, id);
    expect((await signIn(browser, id, { account })).groups).toEqual(DIVIDED[0]);
  });

  it('begins anew when what was granted is gone', async () => {
    const { browser, id } = await ready();
    const account = await person();
    await signIn(browser, id, { account });
    await dropGrant(id);
    const url = await authorizeUrl(browser, id);
    expect(url).toContain(encodeURIComponent(`dataportability.${DIVIDED[0]?.[0]}`));
    await browser.call('GET', await answerProvider(browser, url, { account }));
    expect((await own(browser, id)).sign_ins).toMatchObject({ done: 1, granted_any: true });
    await dropGrant(id);
    const { groups } = await signIn(browser, id, { account });
    expect(groups).toEqual(DIVIDED[0]);
    await dropGrant(id);
    const grant = { accessToken: 'a', accessExpiresAt: '2030-01-01T00:00:00Z', scopes: [] };
    expect(await updateGrant(id, 1, grant)).toBe(false);
  });

  it('gives all of it back when it is withdrawn in between', async () => {
    const { browser, id } = await ready();
    const account = await person();
    await signIn(browser, id, { account });
    const before = await calls(':reset');
    const { body } = await browser.call<{ receipt: string }>('DELETE', `/api/participant/donations/${id}/`);
    const receipt = () => study.api.get<{ revocation: string }>(`/api/receipts/${body.receipt}/`);
    const over = await until(receipt, ({ body: { revocation } }) => revocation !== 'pending');
    expect(over.body.revocation).toBe('done');
    expect(await calls(':reset')).toBeGreaterThan(before);
    expect(await stack.hasGrant(id)).toBe(false);
  });
});
