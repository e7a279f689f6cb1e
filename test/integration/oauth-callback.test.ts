import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashToken } from '../../functions/core/token.ts';
import { updateItem } from '../../functions/store/items.ts';
import { keys } from '../../functions/store/table.ts';
import {
  accept,
  answerProvider,
  authorizeUrl,
  donate,
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
});
afterAll(() => stack.close());

let people = 0;
/** A person of their own: a reset of one test must not end the grant of another. */
async function person(settings: object = {}): Promise<string> {
  people += 1;
  const account = `person-${people}`;
  await study.account(account, { polls: 0, ...settings });
  return account;
}

async function ready(types = ['search']) {
  const browser = participant(stack.origin);
  const id = await openLink(browser, (await study.create({ requested_data_types: types })).donation_url);
  await accept(browser, id);
  return { browser, id };
}

/** Where a callback leads. */
async function land(browser: Participant, callback: string) {
  const { status, headers } = await browser.call('GET', callback);
  const page = new URL(headers.get('location') ?? '', stack.origin);
  return {
    status,
    path: page.pathname,
    donation: page.searchParams.get('donation'),
    outcome: page.searchParams.get('outcome'),
  };
}

const isPending = async (id: string) => expect((await study.view(id)).status).toBe('pending');
/** Google's own endpoint tells whether a code was redeemed: a second use would take the grant back. */
const exchanges = async () =>
  (await study.requests()).filter(
    ({ path, body }) => path.endsWith('/token') && JSON.stringify(body).includes('authorization_code'),
  );

describe('a callback', () => {
  it('in another browser, or without a session, changes nothing and says where to go', async () => {
    const { browser, id } = await ready();
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), { account: await person() });
    const before = (await exchanges()).length;
    const stranger = (await ready()).browser;
    for (const other of [participant(stack.origin), stranger]) {
      const landed = await land(other, callback);
      expect(landed).toEqual({ status: 303, path: '/donate/', donation: null, outcome: 'other_browser' });
    }
    await isPending(id);
    expect((await exchanges()).length).toBe(before);
    // The state was not used up by the strangers.
    expect(await land(browser, callback)).toMatchObject({ donation: id, outcome: null });
    expect((await study.ended(id)).status).toBe('processed');
  });

  it('with an authorize address that was forwarded attaches nothing to the sender’s donation', async () => {
    const sender = await ready();
    const url = await authorizeUrl(sender.browser, sender.id);
    const clicker = participant(stack.origin);
    const callback = await answerProvider(clicker, url, { account: await person() });
    expect((await land(clicker, callback)).outcome).toBe('other_browser');
    await isPending(sender.id);
  });

  it.each([
    ['missing', (url: URL) => url.searchParams.delete('state')],
    ['unknown', (url: URL) => url.searchParams.set('state', 'made-up')],
  ])('whose state is %s is refused, the donation as it was', async (_, change) => {
    const { browser, id } = await ready();
    const callback = new URL(
      await answerProvider(browser, await authorizeUrl(browser, id), { account: await person() }),
    );
    change(callback);
    expect((await land(browser, callback.href)).outcome).toBe('state_unknown');
    await isPending(id);
  });

  it('that comes too late is refused', async () => {
    const { browser, id } = await ready();
    const url = await authorizeUrl(browser, id);
    const state = new URL(url).searchParams.get('state') ?? '';
    const past = { expires_at: '2020-01-01T00:00:00.000Z' };
    await updateItem(keys.state(hashToken(state)), past, { expression: 'attribute_exists(pk)' });
    const callback = await answerProvider(browser, url, { account: await person() });
    expect((await land(browser, callback)).outcome).toBe('state_unknown');
    await isPending(id);
  });

  it('that comes twice, even at once, redeems the code once and keeps the grant', async () => {
    const { browser, id } = await ready();
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), { account: await person() });
    const before = (await exchanges()).length;
    const landed = await Promise.all([land(browser, callback), land(browser, callback), land(browser, callback)]);
    expect(landed.map(({ donation, outcome }) => [donation, outcome])).toEqual(Array(3).fill([id, null]));
    expect((await exchanges()).length).toBe(before + 1);
    expect((await study.ended(id)).status).toBe('processed');
    expect(await land(browser, callback)).toMatchObject({ donation: id, outcome: null });
  });

  it('with somebody else’s code is refused by PKCE', async () => {
    const victim = await ready();
    const attacker = await ready();
    const stolen = new URL(
      await answerProvider(victim.browser, await authorizeUrl(victim.browser, victim.id), { account: await person() }),
    );
    const own = new URL(
      await answerProvider(attacker.browser, await authorizeUrl(attacker.browser, attacker.id), {
        account: await person(),
      }),
    );
    own.searchParams.set('code', stolen.searchParams.get('code') ?? '');
    expect(await land(attacker.browser, own.href)).toMatchObject({ donation: attacker.id, outcome: 'exchange_failed' });
    expect(await study.view(attacker.id)).toMatchObject({
      status: 'pending',
      last_attempt: { code: 'provider_refused' },
    });
  });

  it.each([
    ['access_denied', { error: 'access_denied' }, 'access_denied'],
    ['another error', { error: 'server_error' }, 'provider_error'],
    ['neither code nor error', {}, 'provider_error'],
  ])('with %s leads back, and it can be tried again', async (_, answer, outcome) => {
    const { browser, id } = await ready();
    const state = new URL(await authorizeUrl(browser, id)).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ ...answer, state });
    expect(await land(browser, `/oauth/google/callback/?${query}`)).toMatchObject({ donation: id, outcome });
    await isPending(id);
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), { account: await person() });
    expect((await land(browser, callback)).outcome).toBeNull();
    expect(await study.ended(id)).toMatchObject({ status: 'processed', last_attempt: null });
  });

  it('while the provider does not answer says so, and it can be tried again', async () => {
    const { browser, id } = await ready();
    const account = await person({ faults: [{ on: 'token', times: 1, status: 503 }] });
    const callback = await answerProvider(browser, await authorizeUrl(browser, id), { account });
    expect((await land(browser, callback)).outcome).toBe('provider_unavailable');
    expect(await study.view(id)).toMatchObject({ status: 'pending', last_attempt: { code: 'provider_unavailable' } });
  });

  it('with a grant that holds nothing of what was asked gives it back', async () => {
    const { browser, id } = await ready(['search']);
    const account = await person();
    const url = new URL(await authorizeUrl(browser, id));
    url.searchParams.set('scope', 'https://www.googleapis.com/auth/dataportability.myactivity.maps');
    const callback = await answerProvider(browser, url.href, { account });
    expect((await land(browser, callback)).outcome).toBe('nothing_granted');
    expect(await study.view(id)).toMatchObject({ status: 'pending', last_attempt: { code: 'nothing_granted' } });
    expect((await study.requests()).at(-1)).toMatchObject({ path: '/google/revoke', status: 200 });
    expect(await stack.hasGrant(id)).toBe(false);
  });

  it('after the consent was declined, or the donation was erased, brings nothing', async () => {
    const declined = await ready();
    const late = await answerProvider(declined.browser, await authorizeUrl(declined.browser, declined.id), {
      account: await person(),
    });
    const path = `/api/participant/donations/${declined.id}/`;
    const { body } = await declined.browser.call<{ consent: { id: string } }>('GET', path);
    const decline = { consent_id: body.consent.id, accepted: false };
    await declined.browser.call('POST', `${path}consent/`, { body: decline });
    expect((await land(declined.browser, late)).outcome).toBeNull();
    expect(await study.view(declined.id)).toMatchObject({ status: 'pending', step: 'consent' });
    expect(await stack.hasGrant(declined.id)).toBe(false);

    const erased = await ready();
    const after = await answerProvider(erased.browser, await authorizeUrl(erased.browser, erased.id), {
      account: await person(),
    });
    await study.api.delete(`/api/donations/${erased.id}/`);
    expect((await land(erased.browser, after)).outcome).toBe('erased');
    await until(
      () => stack.items(erased.id),
      (items) => items.length === 1,
    );
    expect(await stack.hasGrant(erased.id)).toBe(false);
  });

  it('is refused for a donation that is authorized already', async () => {
    const browser = participant(stack.origin);
    const { donation_url } = await study.create({ requested_data_types: ['search'] });
    const { id } = await donate(browser, donation_url, { account: await person({ polls: 50 }) });
    const path = `/api/participant/donations/${id}/authorization/`;
    const { status, body } = await browser.call('POST', path, { body: {} });
    expect([status, body.code]).toEqual([409, 'already_authorized']);
  });
});
