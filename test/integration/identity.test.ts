import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EXISTS, queryItems, updateItem } from '../../functions/store/items.ts';
import { linkDonation } from '../../functions/store/participants.ts';
import { keys } from '../../functions/store/table.ts';
import { accept, openLink, type Participant, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type Problem = { readonly code: string; readonly detail: string; readonly errors?: Record<string, string[]> };
type Own = { own: boolean; has_personal_link: boolean; consent: { accepted_at: string | null } };

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
});
afterAll(() => stack.close());

const IDENTITY = '/api/participant/identity/';
const DONATIONS = '/api/participant/donations/';
const browser = () => participant(stack.origin);
const create = () => study.create({ requested_data_types: ['search'] });
const ask = (of: Participant, body: object = {}) =>
  of.call<Problem & { participant_url: string; linked: string[] }>('POST', IDENTITY, { body });
const state = async (of: Participant) => (await of.call<object>('GET', IDENTITY)).body;
const open = (of: Participant, token: string) =>
  of.call<Problem & { kind: string }>('POST', '/api/participant/session/', { body: { token } });
const listed = async (of: Participant) => (await of.call<{ id: string }[]>('GET', DONATIONS)).body.map(({ id }) => id);
const view = async (of: Participant, id: string) => (await of.call<Own>('GET', `${DONATIONS}${id}/`)).body;

/** A donation that was consented to in that browser. */
async function agreed(of: Participant = browser()) {
  const { id, donation_url } = await create();
  await openLink(of, donation_url);
  await accept(of, id);
  return { browser: of, id, donation_url };
}

/** The same, with a personal link. */
async function linked() {
  const mine = await agreed();
  return { ...mine, personal: (await ask(mine.browser)).body.participant_url };
}
const itemsOf = async (id: string) =>
  (await queryItems<{ sk: string; participant_id?: string }>(`DONATION#${id}`, 'META')).at(0);

describe('a personal link', () => {
  it('is made for what was agreed to in this browser, shown once, and opens it in another', async () => {
    const one = await agreed();
    const two = await agreed(one.browser);
    const onlyOpened = await create();
    await openLink(one.browser, onlyOpened.donation_url);
    expect(await state(one.browser)).toEqual({ personal_link: false, can_make: true, to_claim: false });
    const { status, body } = await ask(one.browser);
    expect([status, body.participant_url]).toEqual([201, expect.stringMatching(/\/me\/#dgp_[\w-]{43}$/)]);
    expect(await state(one.browser)).toEqual({ personal_link: true, can_make: true, to_claim: false });
    expect(await view(one.browser, one.id)).toMatchObject({ own: true, has_personal_link: true });

    const phone = browser();
    expect((await open(phone, body.participant_url)).body).toEqual({ kind: 'participant' });
    expect(await listed(phone)).toEqual([two.id, one.id]);
    expect(await view(phone, two.id)).toMatchObject({ own: true, consent: { accepted_at: expect.any(String) } });
  });

  it('needs a consent in this browser: the donation’s own link, which the study has too, is not enough', async () => {
    const { id, donation_url } = await agreed();
    const other = browser();
    await openLink(other, donation_url);
    const { status, body } = await ask(other);
    expect([status, body.code]).toEqual([409, 'consent_required']);
    expect(await state(other)).toEqual({ personal_link: false, can_make: false, to_claim: false });
    expect(await view(other, id)).toMatchObject({ own: false, consent: { accepted_at: null } });
    expect((await ask(browser())).body.code).toBe('no_session');
  });

  it('leads to what is agreed to later in the browser that made it', async () => {
    const { browser: mine, personal, id } = await linked();
    const later = await agreed(mine);
    const phone = browser();
    await open(phone, personal);
    expect(await listed(phone)).toEqual([later.id, id]);
  });

  it('that was only opened leads to nothing more until its owner says so: somebody may have sent it', async () => {
    const { personal, id } = await linked();
    const victim = browser();
    await open(victim, personal);
    const theirs = await agreed(victim);
    expect(await state(victim)).toEqual({ personal_link: true, can_make: true, to_claim: true });
    expect(await view(victim, theirs.id)).toMatchObject({ own: true, has_personal_link: false });
    const sender = browser();
    await open(sender, personal);
    expect(await listed(sender)).toEqual([id]);

    // They make a link of their own; the other one is left to whom it belongs.
    const own = (await ask(victim)).body.participant_url;
    expect(own).not.toBe(personal);
    expect(await listed(sender)).toEqual([id]);
    const phone = browser();
    await open(phone, own);
    expect(await listed(phone)).toEqual([theirs.id]);
  });

  it('that was only opened leads to more once that is confirmed, and then to what comes later', async () => {
    const { personal, id } = await linked();
    const phone = browser();
    await open(phone, personal);
    const second = await agreed(phone);
    const claimed = await ask(phone, { claim: true });
    expect([claimed.status, claimed.body.linked]).toEqual([200, [second.id]]);
    const third = await agreed(phone);
    await open(phone, personal);
    const fourth = await agreed(phone);
    expect((await state(phone)) as object).toMatchObject({ to_claim: false });
    const other = browser();
    await open(other, personal);
    expect(await listed(other)).toEqual([fourth.id, third.id, second.id, id]);
    expect((await ask(browser(), { claim: true })).body.code).toBe('no_session');
  });

  it('is replaced by a new one; the old one is void, and with it the browsers it opened', async () => {
    const { browser: mine, personal, id } = await linked();
    const lost = browser();
    await open(lost, personal);
    const renewed = (await ask(mine)).body.participant_url;
    expect(renewed).not.toBe(personal);
    expect(await listed(lost)).toEqual([]);
    const refused = await open(browser(), personal);
    expect([refused.status, refused.body.detail]).toEqual([401, expect.stringContaining('newer')]);
    const phone = browser();
    await open(phone, renewed);
    expect(await listed(phone)).toEqual([id]);
    expect(await listed(mine)).toEqual([id]);
    // The browser of the void link, which had consented to nothing, cannot make another one.
    expect((await ask(lost)).body.code).toBe('consent_required');
  });

  it('is made once where two tabs ask for a first one at the same time, and no first one replaces it', async () => {
    const mine = await agreed();
    const answers = await Promise.all([ask(mine.browser, { first: true }), ask(mine.browser, { first: true })]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const made = String(answers.find(({ status }) => status === 201)?.body.participant_url);
    expect((await ask(mine.browser, { first: true })).body.code).toBe('already_linked');
    const phone = browser();
    await open(phone, made);
    expect(await listed(phone)).toEqual([mine.id]);
    expect(await state(mine.browser)).toEqual({ personal_link: true, can_make: true, to_claim: false });
  });

  it('is not made twice for one donation: a browser whose link is void is told to open the newer one', async () => {
    const { browser: mine, personal } = await linked();
    const phone = browser();
    await open(phone, personal);
    await ask(phone);
    const { status, body } = await ask(mine);
    expect([status, body.code]).toEqual([409, 'already_linked']);
  });

  it('that is there already can lead to the donations instead; the other one is void then', async () => {
    const old = await linked();
    const fresh = await linked();
    const { status, body } = await ask(fresh.browser, { participant_token: `  ${old.personal}\n` });
    expect([status, body.linked]).toEqual([200, [fresh.id]]);
    const phone = browser();
    await open(phone, old.personal);
    expect(await listed(phone)).toEqual([fresh.id, old.id]);
    expect(await listed(fresh.browser)).toEqual([fresh.id, old.id]);
    expect((await open(browser(), fresh.personal)).status).toBe(401);
    expect((await ask(fresh.browser, { participant_token: old.personal })).body.linked).toEqual([]);
  });

  it('that is cut, foreign or void is refused, each with what to do', async () => {
    const { browser: mine, personal, donation_url, id } = await linked();
    const cut = await ask(mine, { participant_token: personal.slice(0, -2) });
    expect([cut.status, cut.body.code]).toEqual([400, 'invalid']);
    expect(cut.body.errors?.participant_token).toEqual([expect.stringContaining('Copy it whole')]);
    expect((await ask(mine, { participant_token: donation_url })).status).toBe(400);
    expect((await ask(mine, { participant: 'x' })).body.code).toBe('invalid');
    expect((await open(browser(), personal.slice(0, -2))).body.detail).toContain('Copy it whole');
    expect((await itemsOf(id))?.participant_id).toMatch(/^par_/);
  });

  it('ends in this browser by logging out, and works again afterwards', async () => {
    const { personal, id } = await linked();
    const phone = browser();
    await open(phone, personal);
    expect((await phone.call('DELETE', '/api/participant/session/')).status).toBe(204);
    expect((await phone.call('GET', DONATIONS)).status).toBe(401);
    await open(phone, personal);
    expect(await listed(phone)).toEqual([id]);
  });

  it('leads nowhere else once another browser has agreed in its place', async () => {
    const { browser: mine, id, donation_url, personal } = await linked();
    const other = browser();
    await openLink(other, donation_url);
    await accept(other, id);
    expect(await view(other, id)).toMatchObject({ own: true, has_personal_link: false });
    expect(await view(mine, id)).toMatchObject({ own: false });
    const phone = browser();
    await open(phone, personal);
    expect(await listed(phone)).toEqual([]);
  });

  it('is proven by the donation: an entry of its list that the donation does not know of leads nowhere', async () => {
    const theirs = await agreed();
    const { personal, id, browser: mine } = await linked();
    const { participant_id } = (await itemsOf(id)) as { participant_id: string };
    await linkDonation(participant_id, theirs.id, Date.now());
    const phone = browser();
    await open(phone, personal);
    expect(await listed(phone)).toEqual([id]);
    for (const [method, path] of [
      ['GET', ''],
      ['GET', 'data/'],
      ['POST', 'authorization/'],
      ['DELETE', ''],
    ] as const) {
      const body = method === 'POST' ? { body: {} } : {};
      expect((await phone.call(method, `${DONATIONS}${theirs.id}/${path}`, body)).status, path).toBe(404);
    }
    expect((await view(theirs.browser, theirs.id)).own).toBe(true);
    expect((await view(mine, id)).own).toBe(true);
  });

  it('that was made and not told of is made anew, for what it did not get to either', async () => {
    const one = await agreed();
    await ask(one.browser);
    // As if the process had ended before it came to the second one.
    const two = await agreed(one.browser);
    await updateItem(keys.donation(two.id), { participant_id: undefined }, EXISTS);
    const { status, body } = await ask(one.browser);
    expect(status).toBe(201);
    const phone = browser();
    await open(phone, body.participant_url);
    expect(await listed(phone)).toEqual([two.id, one.id]);
  });

  it('is not told to the study, nor its participant; its items go with the donation', async () => {
    const { browser: mine, id, personal } = await linked();
    const { participant_id } = (await itemsOf(id)) as { participant_id: string };
    const shown = JSON.stringify((await study.api.get(`/api/donations/${id}/`)).body);
    expect(shown).not.toContain('par_');
    expect(await queryItems(`PARTICIPANT#${participant_id}`, 'DONATION#')).toHaveLength(1);
    await mine.call('DELETE', `${DONATIONS}${id}/`);
    expect(await queryItems(`PARTICIPANT#${participant_id}`, 'DONATION#')).toEqual([]);
    expect((await itemsOf(id))?.participant_id).toBeUndefined();
    const phone = browser();
    expect((await open(phone, personal)).status).toBe(200);
    expect(await listed(phone)).toEqual([]);
  });
});
