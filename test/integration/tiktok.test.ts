import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openId } from '../../local/simulators/tiktok/tokens.ts';
import {
  accept,
  answerProvider,
  authorizeUrl,
  donate,
  openLink,
  type ProviderChoice,
  participant,
  until,
} from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { type DonationView, studyOf, summed, type TestStudy } from '../support/study.ts';
import { archiveOf, notice } from '../support/tiktok.ts';

const video = (id: number, time: string) => ({
  Date: time,
  Link: `https://www.tiktokv.com/share/video/70000000000000000${id}/`,
});
const OFF = { OffTikTokActivityDataList: [{ TimeStamp: '2024-05-01 10:00:00', Source: 'shop.example', Event: 'Buy' }] };
const DOCUMENT = {
  'Your Activity': {
    'Watch History': {
      VideoList: [
        video(13, '2024-06-01 12:00:00'),
        video(12, '2024-05-01 12:00:00'),
        video(11, '2023-12-31 23:59:59'),
        { Date: 'N/A', Link: 'x' },
      ],
    },
    Searches: { SearchList: null },
    'Off TikTok Activity': OFF,
  },
  'Profile And Settings': { 'Off TikTok Activity': OFF },
  'Direct Message': {
    'Direct Messages': {
      ChatHistory: { 'Chat History with ana:': [{ Date: '2024-05-02 10:00:00', From: 'ana', Content: 'hei' }] },
    },
  },
};
const PERIOD = { data_start_date: '2024-01-01', data_end_date: '2024-12-31' };
/** As `npm start` is known to the simulated TikTok. */
const CLIENT = { key: 'datagift-local', secret: 'datagift-local-secret' };
const NEVER = 1_000_000;

let stack: TestStack;
let study: TestStudy;
let archive: string;
beforeAll(async () => {
  stack = await testStack({ env: { DATAGIFT_DATA_TYPES: 'all' } });
  study = studyOf(stack);
  archive = await stack.file('document.zip', await archiveOf(DOCUMENT));
});
afterAll(() => stack.close());

type Settings = Readonly<Record<string, unknown>>;

const create = (types: readonly string[], more: object = {}) =>
  study.create({ source_type: 'tiktok_portability', requested_data_types: types, ...more });

/** From the link back from TikTok, by somebody of whom nobody has heard before. */
async function give(
  types: readonly string[],
  settings: Settings = {},
  choice: Partial<ProviderChoice> = {},
  more: object = {},
) {
  const account = `tiktok-${crypto.randomUUID()}`;
  await study.account(account, { provider: 'tiktok', archives: { '*': [archive] }, ...settings });
  const before = (await study.requests()).length;
  const browser = participant(stack.origin);
  const created = await create(types, more);
  const { id, landed } = await donate(browser, created.donation_url, { account, ...choice });
  const asked = async (path: string) => (await study.requests(before)).filter((entry) => entry.path.endsWith(path));
  return { account, browser, id, landed, asked, url: created.donation_url };
}

const call = (init: RequestInit) => fetch(`${stack.origin}/webhooks/tiktok/`, init);

describe('what is asked of TikTok', () => {
  it('goes from the link to rows, files and withdrawal', async () => {
    const types = ['tiktok_watch_history', 'tiktok_searches'];
    const { browser, id, asked } = await give(types, {}, {}, PERIOD);
    expect((await asked('/v2/auth/authorize/'))[0]?.query).toMatchObject({
      ...{ scope: 'portability.activity.single', code_challenge_method: 'S256' },
      redirect_uri: `${stack.origin}/oauth/tiktok/callback/`,
    });

    const ended = await study.ended(id);
    expect(ended).toMatchObject({ status: 'processed', access_type: 'one_time' });
    const [history, searches] = ended.data_types;
    expect(history).toMatchObject({ state: 'ready', covered_until: expect.stringMatching(/:\d\d\.000Z$/) });
    expect(history?.counts).toMatchObject({ seen: 4, kept: 2, outside_period: 1, undated: 1 });
    expect(searches).toMatchObject({ state: 'empty', counts: { seen: 0 } });
    const rows = await study.allRows(id, 'tiktok_watch_history');
    expect(rows.map(({ time, video_id }) => [time, video_id])).toEqual([
      ['2024-06-01T12:00:00.000Z', '7000000000000000013'],
      ['2024-05-01T12:00:00.000Z', '7000000000000000012'],
    ]);
    const csv = await until(
      () => study.api.get(`/api/donations/${id}/data/tiktok_watch_history.csv`),
      ({ status }) => status === 302,
    );
    expect(await (await fetch(csv.headers.get('location') ?? '')).text()).toContain('7000000000000000012');
    // One request, and the access given back.
    expect(await asked('/v2/user/data/add/')).toMatchObject([{ status: 200 }]);
    expect(await asked('/v2/oauth/revoke/')).toMatchObject([{ status: 200, bytes: 0 }]);

    const { body } = await browser.call('DELETE', `/api/participant/donations/${id}/`);
    expect(body.receipt).toEqual(expect.any(String));
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect(await stack.objectKeys(id)).toEqual([]);
  });

  it('asks for one copy of everything where a data type stands only there, and counts what stands there twice', async () => {
    const { id, asked } = await give(['tiktok_watch_history', 'tiktok_off_tiktok_activity']);
    expect((await asked('/v2/auth/authorize/'))[0]?.query).toMatchObject({ scope: 'portability.all.single' });
    const { data_types } = await study.ended(id);
    expect(data_types.map(({ counts }) => [counts.seen, counts.kept, counts.duplicate])).toEqual([
      [4, 3, 0],
      [2, 1, 1],
    ]);
    for (const { counts } of data_types) expect(summed(counts)).toBe(counts.seen);
  });

  it('keeps every refresh token that TikTok replaces', async () => {
    // Ended already when it is given: each step refreshes, and each refresh token is good once.
    const { id, asked } = await give(['tiktok_watch_history'], { access_token_seconds: 60, polls: 3 });
    expect((await study.ended(id)).status).toBe('processed');
    const grants = (await asked('/v2/oauth/token/')).map(({ body }) => (body as { grant_type: string }).grant_type);
    expect(grants.filter((type) => type === 'refresh_token').length).toBeGreaterThan(3);
    // Refusals come with status 200: none was sent.
    const sizes = (await asked('/v2/oauth/token/')).map(({ bytes }) => bytes);
    expect(Math.min(...sizes)).toBeGreaterThan(200);
  });
});

describe.concurrent('a TikTok donation', () => {
  it('says before the sign-in what TikTok wants people to be told', async () => {
    const browser = participant(stack.origin);
    const id = await openLink(browser, (await create(['tiktok_searches'])).donation_url);
    const { body } = await browser.call<{ consent: { text: string }; provider: object }>(
      ...(['GET', `/api/participant/donations/${id}/`] as const),
    );
    expect(body.consent.text).toMatch(/single copy[\s\S]*Apps and services permissions/);
    expect(body.provider).toMatchObject({ id: 'tiktok', title: 'TikTok', permissions_url: /tiktok\.com/ });
  });

  it('goes on with what was granted', async () => {
    const only = ['activity.single'];
    const { id } = await give(['tiktok_watch_history', 'tiktok_direct_messages'], {}, { only });
    const { data_types } = await study.ended(id);
    expect(data_types.map(({ state }) => state)).toEqual(['ready', 'not_granted']);
  });

  it('comes back to the start where nothing was granted or access was denied', async () => {
    const tokens = {
      access_token: 'act.x',
      expires_in: 60,
      refresh_token: 'rft.x',
      open_id: 'x',
      token_type: 'Bearer',
    };
    const answers = (body: object) => ({ faults: [{ on: 'token', times: 1, status: 200, body }] });
    const types = ['tiktok_searches'];
    const nothing = await give(types, answers({ ...tokens, scope: 'user.info.basic' }));
    expect(nothing.landed).toContain('outcome=nothing_granted');
    const denied = await give(types, {}, { decision: 'deny' });
    expect(denied.landed).toContain('outcome=access_denied');
    const refused = await give(types, answers({ error: 'invalid_grant', error_description: '', log_id: '' }));
    expect(refused.landed).toContain('outcome=exchange_failed');
    for (const { id } of [nothing, denied, refused]) expect((await study.view(id)).status).toBe('pending');
  });

  it('is begun again where a wrong challenge would let somebody else’s code in', async () => {
    const browser = participant(stack.origin);
    const id = await openLink(browser, (await create(['tiktok_searches'])).donation_url);
    await accept(browser, id);
    const address = new URL(await authorizeUrl(browser, id));
    address.searchParams.set('code_challenge', 'ab'.repeat(32));
    const body = new URLSearchParams({ account: 'tiina', scope: 'portability.activity.single', decision: 'allow' });
    const { headers } = await fetch(address, { method: 'POST', body, redirect: 'manual' });
    const back = new URL(headers.get('location') ?? '');
    const landed = await browser.call('GET', `${back.pathname}${back.search}`);
    expect(landed.headers.get('location')).toContain('outcome=exchange_failed');
  });

  it('replaces names by pseudonyms that hold within it alone', async () => {
    const read = async () => {
      const { id, browser } = await give(['tiktok_direct_messages']);
      await study.ended(id);
      // What they are made with is told to nobody.
      const views = [
        await study.api.get(`/api/donations/${id}/`),
        await browser.call('GET', `/api/participant/donations/${id}/`),
      ];
      expect(JSON.stringify(views)).not.toMatch(/salt|subject/);
      return (await study.allRows(id, 'tiktok_direct_messages'))[0];
    };
    const [one, other] = [await read(), await read()];
    expect(one).toMatchObject({ text: 'hei', sender: one?.conversation });
    expect(one?.sender).toMatch(/^[0-9a-f]{16}$/);
    expect(other?.sender).not.toBe(one?.sender);
  });

  it('fails a data type that stands under another name, and no other', async () => {
    const document = {
      'Your Activity': { 'Watched Videos': { List: [video(11, '2024-05-01 12:00:00')] }, Searches: { SearchList: [] } },
    };
    const renamed = await stack.file('renamed.zip', await archiveOf(document));
    const { id } = await give(['tiktok_watch_history', 'tiktok_searches'], { archives: { '*': [renamed] } });
    const { data_types } = await study.ended(id);
    expect(data_types.map(({ state, reason }) => [state, reason?.code])).toEqual([
      ['failed', 'unrecognised_layout'],
      ['empty', undefined],
    ]);
  });

  it.each([
    ['expired', 'expired', 'deadline_passed'],
    ['cancelled', 'failed', 'provider_cancelled'],
  ])('ends when TikTok says that its request is %s', async (status, state, reason) => {
    const body = { data: { request_id: 1, status }, error: { code: 'ok' } };
    const { id } = await give(['tiktok_searches'], { faults: [{ on: 'state', times: 1, status: 200, body }] });
    expect((await study.ended(id)).data_types[0]).toMatchObject({ state, reason: { code: reason } });
  });

  it('whose request was carried out without an answer says so, and arrives after another sign-in', async () => {
    const lost = { on: 'initiate', times: 1, truncate_at: 0 };
    const { id, account, browser, url } = await give(['tiktok_searches'], { faults: [lost] });
    const [searches] = (await study.ended(id)).data_types;
    expect(searches).toMatchObject({ state: 'failed', reason: { code: 'already_exported' } });
    await donate(browser, url, { account });
    expect(await study.ended(id)).toMatchObject({ status: 'processed', data_types: [{ state: 'empty' }] });
  });

  it('is refused to a provider that did not ask for it', async () => {
    const browser = participant(stack.origin);
    const id = await openLink(browser, (await create(['tiktok_searches'])).donation_url);
    await accept(browser, id);
    const url = await authorizeUrl(browser, id);
    const back = new URL(await answerProvider(browser, url, { account: 'tiina' }));
    const { headers } = await browser.call('GET', `/oauth/google/callback/${back.search}`);
    expect(headers.get('location')).toContain('outcome=state_unknown');
    // The attempt itself is as it was.
    const right = await browser.call('GET', `${back.pathname}${back.search}`);
    expect(right.headers.get('location')).not.toContain('outcome=');
  });

  it('never asks for what has to be named', async () => {
    const { data_types } = await create([]);
    expect(data_types.map(({ data_type }) => data_type)).toContain('tiktok_comments');
    expect(data_types.map(({ data_type }) => data_type)).not.toContain('tiktok_direct_messages');
  });
});

describe.concurrent('a call of TikTok’s', () => {
  it('that is forged, too old or unsigned is refused', async () => {
    const good = notice(CLIENT, 'portability.download.ready', { request_id: 1 });
    const old = notice(
      CLIENT,
      'portability.download.ready',
      { request_id: 1 },
      {},
      Math.floor(Date.now() / 1000) - 400,
    );
    const foreign = notice({ ...CLIENT, secret: 'guessed' }, 'portability.download.ready', { request_id: 1 });
    for (const init of [{ ...good, body: `${good.body} ` }, { ...good, headers: {} }, old, foreign]) {
      const response = await call(init);
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'signature_refused' });
    }
  });

  it('about what is not ours is understood and changes nothing, as often as it comes', async () => {
    const calls = [
      notice(CLIENT, 'portability.download.ready', { request_id: 1 }),
      notice(CLIENT, 'authorization.removed', { reason: 0 }, { user_openid: 'nobody' }),
      notice(CLIENT, 'video.publish.complete', {}),
      notice(CLIENT, 'portability.download.ready', 'no JSON'),
    ];
    for (const init of [...calls, ...calls]) expect((await call(init)).status).toBe(200);
  });

  it('that a copy is ready brings it, however long TikTok would not have been asked', async () => {
    const { id, account } = await give(['tiktok_searches'], { polls: NEVER, webhooks: 2 });
    await hasAsked(id);
    await control('POST', `accounts/${account}/finish`);
    expect(await study.ended(id)).toMatchObject({ status: 'processed' });
  });

  it('that its person has removed the access erases the donation', async () => {
    const { id, account } = await give(['tiktok_searches'], { polls: NEVER, webhooks: 2 });
    await hasAsked(id);
    await control('DELETE', `accounts/${account}/grants`);
    const { body } = await until(
      () => study.api.get<{ code: string }>(`/api/donations/${id}/`),
      ({ status }) => status === 410,
    );
    expect(body.code).toBe('erased');
  });

  it('that its person has removed the access leaves what has arrived, where the study said so', async () => {
    const slow = { on: 'state', group: 'postsandprofile', times: 1_000_000, status: 503 };
    const { id, account, browser } = await give(
      ...([['tiktok_watch_history', 'tiktok_posts'], { faults: [slow] }, {}, { on_access_removed: 'stop' }] as const),
    );
    const { body } = await browser.call<{ consent: { text: string } }>('GET', `/api/participant/donations/${id}/`);
    expect(body.consent.text).toMatch(/what has arrived by then is kept/);
    const isThere = ({ data_types }: DonationView) => data_types[0]?.state === 'ready';
    await until(() => study.view(id), isThere);
    await control('DELETE', `accounts/${account}/grants`);
    await study.account(account, { provider: 'tiktok' });
    const done = await study.ended(id);
    expect(done).toMatchObject({ status: 'processed', on_access_removed: 'stop' });
    expect(done.data_types.map(({ state, reason }) => [state, reason?.code])).toEqual([
      ['ready', undefined],
      ['failed', 'grant_lost'],
    ]);
  });

  it('is promised where the platform tells, and nowhere else', async () => {
    expect(await create(['tiktok_searches'])).toMatchObject({ on_access_removed: 'erase' });
    const google = { source_type: 'google_portability', requested_data_types: ['search'] };
    expect((await study.api.post('/api/donations/', google)).body).toMatchObject({ on_access_removed: null });
    const { status, body } = await study.api.post('/api/donations/', { ...google, on_access_removed: 'stop' });
    expect([status, body.errors]).toEqual([
      400,
      { on_access_removed: [expect.stringContaining('Google does not tell')] },
    ]);
    const other = { ...google, source_type: 'tiktok_portability', on_access_removed: 'keep' };
    expect((await study.api.post('/api/donations/', other)).status).toBe(400);
  });

  it('that access was removed erases what relies on it, and nothing begun since', async () => {
    const { id, account } = await give(['tiktok_watch_history'], { polls: NEVER });
    await hasAsked(id);
    const user_openid = openId({ account, client: CLIENT.key });
    const now = Math.floor(Date.now() / 1000);
    const removed = (at: number, reason: number) =>
      call(notice(CLIENT, 'authorization.removed', { reason }, { user_openid, create_time: at }, now));
    expect((await removed(now - 3600, 0)).status).toBe(200);
    expect((await removed(now, 5)).status).toBe(200);
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(200);

    expect((await removed(now + 1, 0)).status).toBe(200);
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect((await removed(now + 1, 0)).status).toBe(200);
  });

  /** Waits until TikTok has been asked for a copy. */
  const hasAsked = (id: string) =>
    until(
      () => stack.items(id),
      // It is noted before it is asked for, and has an id from then on.
      (items) => items.some((item) => item.sk.startsWith('JOB#') && 'job_id' in item),
    );

  const control = async (method: string, path: string) =>
    expect((await fetch(`${stack.simulator.url}/simulator/${path}`, { method })).status).toBe(204);
});
