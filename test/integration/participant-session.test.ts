import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createResearcher } from '../../functions/store/researchers.ts';
import { accept, openLink, type Participant, participant, researcher } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type Problem = { readonly code: string; readonly detail: string };
type View = {
  readonly status: string;
  readonly step: string;
  readonly consent: { readonly id: string; readonly accepted_at: string | null; readonly declined_at: string | null };
};

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
});
afterAll(() => stack.close());

const SESSION = '/api/participant/session/';
const DONATIONS = '/api/participant/donations/';
const browser = () => participant(stack.origin);
const tokenOf = (url: string): string => new URL(url).hash.slice(1);
const open = (of: Participant, token: string, headers: Record<string, string> = {}) =>
  of.call<Problem & { donation_id: string }>('POST', SESSION, { body: { token }, headers });
const create = (more: object = {}) => study.create({ requested_data_types: ['search'], ...more });

describe('a link', () => {
  it('becomes a session in a cookie that scripts and other sites cannot use', async () => {
    const { id, donation_url } = await create();
    const { status, body, headers } = await open(browser(), tokenOf(donation_url));
    expect([status, body]).toEqual([200, { kind: 'donation', donation_id: id }]);
    const cookie = headers.get('set-cookie') ?? '';
    for (const attribute of ['datagift_session=', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(cookie).toContain(attribute);
    expect(cookie).not.toContain('Secure');
  });

  it('is taken as it was pasted: whole, with space around', async () => {
    const { id, donation_url } = await create();
    expect((await open(browser(), `  ${donation_url}\n`)).body.donation_id).toBe(id);
  });

  it('adds its donation to a session that is there, and opens no other', async () => {
    const [one, two, other] = [await create(), await create(), await create()];
    const same = browser();
    for (const { donation_url } of [one, two]) await open(same, tokenOf(donation_url));
    const { body } = await same.call<{ id: string }[]>('GET', DONATIONS);
    expect(body.map(({ id }) => id)).toEqual([two.id, one.id]);
    for (const path of ['', 'data/']) {
      const { status, body: refused } = await same.call('GET', `${DONATIONS}${other.id}/${path}`);
      expect([status, refused.code]).toEqual([404, 'not_found']);
    }
    expect((await same.call('DELETE', `${DONATIONS}${other.id}/`)).status).toBe(404);
    expect((await study.view(other.id)).status).toBe('pending');
  });

  it('that is cut, foreign or void is refused, each with what to do', async () => {
    const { id, donation_url } = await create();
    const token = tokenOf(donation_url);
    const cut = await open(browser(), token.slice(0, -3));
    expect([cut.status, cut.body.code, cut.body.detail]).toEqual([401, 'no_session', expect.stringContaining('whole')]);
    expect((await open(browser(), stack.researcherToken)).status).toBe(401);
    await study.api.post(`/api/donations/${id}/link/`);
    const old = await open(browser(), token);
    expect([old.status, old.body.detail]).toEqual([401, expect.stringContaining('no longer valid')]);
  });
});

describe('a session', () => {
  it('is needed, and ends with logging out', async () => {
    expect((await browser().call('GET', DONATIONS)).body.code).toBe('no_session');
    const mine = browser();
    await openLink(mine, (await create()).donation_url);
    const cookies = new Map(mine.cookies);
    expect((await mine.call('DELETE', SESSION)).status).toBe(204);
    for (const [name, value] of cookies) mine.cookies.set(name, value);
    expect((await mine.call('GET', DONATIONS)).status).toBe(401);
  });

  it.each([
    ['another origin', { origin: 'https://elsewhere.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
  ])('is of no use to %s', async (_, headers) => {
    const mine = browser();
    const { id, donation_url } = await create();
    expect((await open(browser(), tokenOf(donation_url), headers)).status).toBe(403);
    await openLink(mine, donation_url);
    const calls = [
      mine.call('GET', `${DONATIONS}${id}/`, { headers }),
      mine.call('POST', `${DONATIONS}${id}/authorization/`, { body: {}, headers }),
      mine.call('DELETE', `${DONATIONS}${id}/`, { headers }),
    ];
    for (const { status, body } of await Promise.all(calls)) expect([status, body.code]).toEqual([403, 'forbidden']);
    expect((await study.view(id)).status).toBe('pending');
  });

  it('takes JSON bodies only, as a form of another site could not send them', async () => {
    const mine = browser();
    const id = await openLink(mine, (await create()).donation_url);
    const form = new URLSearchParams({ consent_id: 'x', accepted: 'true' });
    const { status, body } = await mine.call('POST', `${DONATIONS}${id}/consent/`, { form });
    expect([status, body.code]).toEqual([415, 'unsupported_media_type']);
  });
});

describe('the consent', () => {
  const view = async (of: Participant, id: string) => (await of.call<View>('GET', `${DONATIONS}${id}/`)).body;
  const decide = (of: Participant, id: string, consent_id: string, accepted: unknown) =>
    of.call<Problem>('POST', `${DONATIONS}${id}/consent/`, { body: { consent_id, accepted } });
  const authorize = async (of: Participant, id: string) =>
    (await of.call<Problem>('POST', `${DONATIONS}${id}/authorization/`, { body: {} })).body.code;

  it('comes before any authorization, and may be declined and accepted again', async () => {
    const mine = browser();
    const id = await openLink(mine, (await create()).donation_url);
    expect(await authorize(mine, id)).toBe('consent_required');
    const { consent } = await view(mine, id);
    await decide(mine, id, consent.id, false);
    expect(await view(mine, id)).toMatchObject({ status: 'pending', step: 'consent', consent: { accepted_at: null } });
    expect((await view(mine, id)).consent.declined_at).toMatch(/^\d{4}-/);
    expect(await authorize(mine, id)).toBe('consent_required');
    await decide(mine, id, consent.id, true);
    expect(await view(mine, id)).toMatchObject({ step: 'authorize', consent: { declined_at: null } });
    expect(await authorize(mine, id)).toBeUndefined();
  });

  it('counts only for the text that was shown', async () => {
    const mine = browser();
    const id = await openLink(mine, (await create()).donation_url);
    const other = browser();
    const otherId = await openLink(other, (await create({ requested_data_types: ['discover'] })).donation_url);
    const { consent } = await view(other, otherId);
    const { status, body } = await decide(mine, id, consent.id, true);
    expect([status, body.code]).toEqual([409, 'consent_changed']);
    expect((await decide(mine, id, consent.id, 'yes')).status).toBe(400);
    expect((await view(mine, id)).consent.accepted_at).toBeNull();
  });

  it('cannot be asked for by a study that does not say who asks and why', async () => {
    const { token } = await createResearcher({ name: 'Nobody', study: {} }, Date.now());
    const { body } = await researcher(stack.origin, token).post<{ donation_url: string }>('/api/donations/', {
      source_type: 'google_portability',
    });
    const mine = browser();
    const id = await openLink(mine, body.donation_url);
    const { consent } = await view(mine, id);
    expect((await decide(mine, id, consent.id, true)).body.code).toBe('study_missing');
    expect(await authorize(mine, id)).toBe('study_missing');
  });

  it('cannot begin an authorization once the link’s time is over, but the donation can be seen and withdrawn', async () => {
    const soon = new Date(Date.now() + 1500).toISOString();
    const mine = browser();
    const id = await openLink(mine, (await create({ link_expires_at: soon })).donation_url);
    await accept(mine, id);
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(soon) - Date.now()) + 20));
    expect(await authorize(mine, id)).toBe('link_expired');
    expect((await view(mine, id)).status).toBe('pending');
    const { status, body } = await mine.call<{ receipt: string; erased_at: string }>('DELETE', `${DONATIONS}${id}/`);
    expect([status, body.erased_at]).toEqual([200, expect.any(String)]);
    const again = await mine.call<{ receipt: string }>('DELETE', `${DONATIONS}${id}/`);
    expect([again.status, again.body.receipt]).toEqual([200, body.receipt]);
  });
});
