import { afterAll, beforeAll, describe, expect, it } from 'vitest';
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
import { type DonationView, studyOf, type TestStudy } from '../support/study.ts';

type OwnView = { readonly status: string; readonly consent: { readonly accepted_at: string | null } };

let stack: TestStack;
let study: TestStudy;
let youtube: Awaited<ReturnType<TestStudy['youtubeArchive']>>;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  youtube = await study.youtubeArchive('youtube', 80);
});
afterAll(() => stack.close());

const [YOUTUBE, SEARCH] = ['myactivity.youtube', 'myactivity.search'];
const archives = () => ({ [YOUTUBE as string]: [youtube.path] });
/** The platform is slow with the searches until it is set right. */
const slowSearch = { polls: 0, faults: [{ on: 'state', group: SEARCH, times: 10_000, status: 503 }] };

/** One person with two donations: the first asks for videos only, the second for searches too, which take longer. */
async function twoOfOnePerson(browsers: readonly [Participant, Participant]) {
  const account = crypto.randomUUID();
  await study.account(account, { archives: archives(), ...slowSearch });
  const give = async (browser: Participant, types: string[]) => {
    const { donation_url } = await study.create({ requested_data_types: types, data_end_date: '2024-01-31' });
    return (await donate(browser, donation_url, { account })).id;
  };
  const second = await give(browsers[1], ['youtube_history', 'search']);
  await stateOf(second, 'ready');
  const since = (await study.requests()).length;
  const first = await give(browsers[0], ['youtube_history']);
  return {
    first,
    second,
    resets: async () => (await study.requests(since)).filter(({ path }) => path.endsWith('authorization:reset')).length,
    initiated: async () =>
      (await study.requests(since)).filter(({ path, status }) => path.endsWith(':initiate') && status === 200),
    setRight: () => study.account(account, { archives: archives(), polls: 0 }),
  };
}

const stateOf = (id: string, state: string, type = 'youtube_history') =>
  until(
    () => study.view(id),
    ({ data_types }) => data_types.find(({ data_type }) => data_type === type)?.state === state,
  );
const processed = (id: string) =>
  until(
    () => study.view(id),
    ({ status }) => status === 'processed',
  );
const own = async (browser: Participant, id: string) =>
  (await browser.call<OwnView>('GET', `/api/participant/donations/${id}/`)).body;
const rowsOf = async (id: string) => (await study.allRows(id, 'youtube_history')).length;
/** Several times as long as closing takes where nothing holds it up. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 3000));

describe('two donations of one person at once', () => {
  it.each([
    [
      'in one browser',
      () => {
        const browser = participant(stack.origin);
        return [browser, browser] as const;
      },
    ],
    ['in two browsers', () => [participant(stack.origin), participant(stack.origin)] as const],
  ])('%s: the access is not ended while the other needs it, and the export is not made twice', async (_, browsers) => {
    const { first, second, resets, initiated, setRight } = await twoOfOnePerson(browsers());
    await processed(first);
    await aWhile();
    expect(await resets()).toBe(0);
    expect(await initiated()).toEqual([]);
    await setRight();
    const done = await study.ended(second);
    expect(done).toMatchObject({ status: 'processed', error: null });
    expect(await resets()).toBeGreaterThan(0);
    await study.ended(first);
    expect([await rowsOf(first), await rowsOf(second)]).toEqual([80, 80]);
  });

  it('one withdrawn: its data is gone at once, the other goes on, and the access is ended behind it', async () => {
    const { first, second, resets, setRight } = await twoOfOnePerson([
      participant(stack.origin),
      participant(stack.origin),
    ]);
    await processed(first);
    expect((await study.api.delete(`/api/donations/${first}/`)).status).toBe(204);
    const { body } = await study.api.get<{ receipt: string }>(`/api/donations/${first}/`);
    const receipt = async () => (await study.api.get(`/api/receipts/${body.receipt}/`)).body;
    const verified = await until(receipt, ({ verified_at }) => verified_at !== null);
    expect(verified).toMatchObject({ revocation: 'pending' });
    expect(await stack.objectKeys(first)).toEqual([]);
    expect(await resets()).toBe(0);
    await setRight();
    expect(await study.ended(second)).toMatchObject({ status: 'processed' });
    expect(await rowsOf(second)).toBe(80);
    expect(await until(receipt, ({ revocation }) => revocation !== 'pending')).toMatchObject({
      revocation: expect.stringMatching(/^(done|dead)$/),
    });
  });
});

describe.concurrent('one donation', () => {
  const fresh = async () => {
    const account = crypto.randomUUID();
    await study.account(account, { archives: archives(), polls: 0 });
    const { id, donation_url } = await study.create({ requested_data_types: ['youtube_history'] });
    return { account, id, url: donation_url };
  };
  const once = (view: DonationView) => view.timeline.filter(({ step }) => step === 'initiate').length;

  it('in two tabs that both authorize is fetched once', async () => {
    const { account, id, url } = await fresh();
    const browser = participant(stack.origin);
    await openLink(browser, url);
    await accept(browser, id);
    const addresses = [await authorizeUrl(browser, id), await authorizeUrl(browser, id)];
    const callbacks = await Promise.all(addresses.map((address) => answerProvider(browser, address, { account })));
    const landed = await Promise.all(callbacks.map((callback) => browser.call('GET', callback)));
    for (const { status, headers } of landed) {
      expect(status).toBe(303);
      expect(headers.get('location')).not.toContain('outcome');
    }
    const done = await study.ended(id);
    expect(done).toMatchObject({ status: 'processed', error: null });
    expect([once(done), await rowsOf(id)]).toEqual([1, 80]);
  });

  it('whose buttons are pressed twice at once is accepted, authorized and withdrawn once', async () => {
    const { account, id, url } = await fresh();
    const browser = participant(stack.origin);
    await Promise.all([openLink(browser, url), openLink(browser, url)]);
    await Promise.all([accept(browser, id), accept(browser, id)]);
    const [, address = ''] = await Promise.all([authorizeUrl(browser, id), authorizeUrl(browser, id)]);
    const callback = await answerProvider(browser, address, { account });
    await Promise.all([browser.call('GET', callback), browser.call('GET', callback)]);
    expect(once(await study.ended(id))).toBe(1);
    const path = `/api/participant/donations/${id}/`;
    const withdrawn = await Promise.all([1, 2, 3].map(() => browser.call<{ receipt: string }>('DELETE', path)));
    expect(withdrawn.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(withdrawn.map(({ body }) => body.receipt)).size).toBe(1);
  });

  it('whose link is open in two browsers belongs to whoever agreed last, and the other sees it', async () => {
    const { account, id, url } = await fresh();
    const [one, other] = [participant(stack.origin), participant(stack.origin)];
    for (const browser of [one, other]) await openLink(browser, url);
    await accept(other, id);
    const second = await authorizeUrl(other, id);
    await accept(one, id);
    const first = await authorizeUrl(one, id);
    // What the other one agreed to no longer counts: it is asked again, and does not go on with somebody else's consent.
    const refused = await other.call('POST', `/api/participant/donations/${id}/authorization/`, { body: {} });
    expect([refused.status, refused.body.code]).toEqual([409, 'consent_required']);
    expect((await own(other, id)).consent.accepted_at).toBeNull();
    const stranger = crypto.randomUUID();
    const strangers = await study.youtubeArchive(stranger, 7);
    await study.account(stranger, { archives: { [YOUTUBE as string]: [strangers.path] }, polls: 0 });
    const late = await answerProvider(other, second, { account: stranger });
    expect((await other.call('GET', late)).headers.get('location')).not.toContain('outcome');
    expect((await own(other, id)).status).toBe('pending');
    await one.call('GET', await answerProvider(one, first, { account }));
    await study.ended(id);
    expect(await rowsOf(id)).toBe(80);
    expect((await own(other, id)).status).toBe('processed');
  });
});
