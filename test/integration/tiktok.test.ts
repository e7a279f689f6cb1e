import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { accept, authorizeUrl, openLink, participant, until } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { type DonationView, studyOf, summed, type TestStudy } from '../support/study.ts';
import { archiveOf, notice, startTikTok, type TikTok, world } from '../support/tiktok.ts';

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
const DEFAULT = { scopes: 'portability.activity.single', polls: 1, lifetimeSeconds: 86_400, status: undefined };

let tiktok: TikTok;
let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  tiktok = await startTikTok();
  stack = await testStack({ env: { ...tiktok.env, DATAGIFT_DATA_TYPES: 'all' } });
  study = studyOf(stack);
});
beforeEach(async () => {
  Object.assign(world, DEFAULT, { archive: await archiveOf(DOCUMENT) });
});
afterAll(async () => {
  await stack.close();
  await tiktok.close();
});

const create = (types: readonly string[], more: object = {}) =>
  study.create({ source_type: 'tiktok_portability', requested_data_types: types, ...more });

/** From the link back from TikTok. */
async function donate(donation: DonationView, parameters = { code: 'good' } as Record<string, string>) {
  const browser = participant(stack.origin);
  const id = await openLink(browser, donation.donation_url);
  await accept(browser, id);
  const address = new URL(await authorizeUrl(browser, id));
  const query = new URLSearchParams({ state: address.searchParams.get('state') ?? '', ...parameters });
  const { headers } = await browser.call('GET', `/oauth/tiktok/callback/?${query}`);
  return { browser, id, address, landed: headers.get('location') ?? '' };
}

const call = (init: RequestInit) => fetch(`${stack.origin}/webhooks/tiktok/`, init);

describe('a TikTok donation', () => {
  it('goes from the link to rows, files and withdrawal', async () => {
    const made = await create(['tiktok_watch_history', 'tiktok_searches'], PERIOD);
    const { browser, id, address } = await donate(made);
    expect(address.searchParams.get('scope')).toBe('portability.activity.single');
    expect(address.searchParams.get('redirect_uri')).toBe(`${stack.origin}/oauth/tiktok/callback/`);

    const ended = await study.ended(id);
    expect(ended).toMatchObject({ status: 'processed', access_type: 'one_time' });
    const [history, searches] = ended.data_types;
    expect(history).toMatchObject({ state: 'ready', covered_until: '2025-11-23T12:13:20.000Z' });
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
    expect(tiktok.at('/v2/user/data/add/')).toHaveLength(1);
    expect(tiktok.isRevoked()).toBe(true);

    const { body } = await browser.call('DELETE', `/api/participant/donations/${id}/`);
    expect(body.receipt).toEqual(expect.any(String));
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect(await stack.objectKeys(id)).toEqual([]);
  });

  it('says before the sign-in what TikTok wants people to be told', async () => {
    const browser = participant(stack.origin);
    const id = await openLink(browser, (await create(['tiktok_searches'])).donation_url);
    const { body } = await browser.call<{ consent: { text: string }; provider: object }>(
      ...(['GET', `/api/participant/donations/${id}/`] as const),
    );
    expect(body.consent.text).toMatch(/single copy[\s\S]*Apps and services permissions/);
    expect(body.provider).toMatchObject({ id: 'tiktok', title: 'TikTok', permissions_url: /tiktok\.com/ });
  });

  it('asks for one copy of everything where a data type stands only there, and counts what stands there twice', async () => {
    world.scopes = 'portability.all.single';
    const { id, address } = await donate(await create(['tiktok_watch_history', 'tiktok_off_tiktok_activity']));
    expect(address.searchParams.get('scope')).toBe('portability.all.single');
    const { data_types } = await study.ended(id);
    expect(data_types.map(({ counts }) => [counts.seen, counts.kept, counts.duplicate])).toEqual([
      [4, 3, 0],
      [2, 1, 1],
    ]);
    for (const { counts } of data_types) expect(summed(counts)).toBe(counts.seen);
  });

  it('goes on with what was granted', async () => {
    world.scopes = 'portability.activity.single,user.info.basic';
    const { id } = await donate(await create(['tiktok_watch_history', 'tiktok_direct_messages']));
    const { data_types } = await study.ended(id);
    expect(data_types.map(({ state }) => state)).toEqual(['ready', 'not_granted']);
  });

  it('comes back to the start where nothing was granted or access was denied', async () => {
    world.scopes = 'user.info.basic';
    const nothing = await donate(await create(['tiktok_searches']));
    expect(nothing.landed).toContain('outcome=nothing_granted');
    const denied = await donate(await create(['tiktok_searches']), { error: 'access_denied' });
    expect(denied.landed).toContain('outcome=access_denied');
    const refused = await donate(await create(['tiktok_searches']), { code: 'bad' });
    expect(refused.landed).toContain('outcome=exchange_failed');
    for (const { id } of [nothing, denied, refused]) expect((await study.view(id)).status).toBe('pending');
  });

  it('keeps every refresh token that TikTok replaces', async () => {
    // Ended already when it is given: each step refreshes.
    Object.assign(world, { lifetimeSeconds: 60, polls: 3 });
    const { id } = await donate(await create(['tiktok_watch_history']));
    expect((await study.ended(id)).status).toBe('processed');
    const refreshes = tiktok.at('/v2/oauth/token/').map(({ body }) => new URLSearchParams(body).get('refresh_token'));
    const used = refreshes.filter((token) => token !== null);
    expect(used.length).toBeGreaterThan(3);
    expect(new Set(used).size).toBe(used.length);
  });

  it('replaces names by pseudonyms that hold within it alone', async () => {
    world.scopes = 'portability.directmessages.single';
    const read = async () => {
      const { id, browser } = await donate(await create(['tiktok_direct_messages']));
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
    world.archive = await archiveOf({
      'Your Activity': { 'Watched Videos': { List: [video(11, '2024-05-01 12:00:00')] }, Searches: { SearchList: [] } },
    });
    const { id } = await donate(await create(['tiktok_watch_history', 'tiktok_searches']));
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
    world.status = status;
    const { id } = await donate(await create(['tiktok_searches']));
    expect((await study.ended(id)).data_types[0]).toMatchObject({ state, reason: { code: reason } });
  });

  it('is refused to a provider that did not ask for it', async () => {
    const browser = participant(stack.origin);
    const id = await openLink(browser, (await create(['tiktok_searches'])).donation_url);
    await accept(browser, id);
    const state = new URL(await authorizeUrl(browser, id)).searchParams.get('state') ?? '';
    const { headers } = await browser.call('GET', `/oauth/google/callback/?code=good&state=${state}`);
    expect(headers.get('location')).toContain('outcome=state_unknown');
    // The attempt itself is as it was.
    const right = await browser.call('GET', `/oauth/tiktok/callback/?code=good&state=${state}`);
    expect(right.headers.get('location')).not.toContain('outcome=');
  });

  it('never asks for what has to be named', async () => {
    const { data_types } = await create([]);
    expect(data_types.map(({ data_type }) => data_type)).toContain('tiktok_comments');
    expect(data_types.map(({ data_type }) => data_type)).not.toContain('tiktok_direct_messages');
  });
});

describe('a call of TikTok’s', () => {
  it('that is forged, too old or unsigned is refused', async () => {
    const good = notice('portability.download.ready', { request_id: 1 });
    const old = notice('portability.download.ready', { request_id: 1 }, {}, Math.floor(Date.now() / 1000) - 400);
    for (const init of [{ ...good, body: `${good.body} ` }, { ...good, headers: {} }, old]) {
      const response = await call(init);
      expect(response.status).toBe(403);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
      expect(await response.json()).toMatchObject({ code: 'signature_refused' });
    }
  });

  it('about what is not ours is understood and changes nothing, as often as it comes', async () => {
    const calls = [
      notice('portability.download.ready', { request_id: 1 }),
      notice('authorization.removed', { reason: 0 }, { user_openid: 'nobody' }),
      notice('video.publish.complete', {}),
      notice('portability.download.ready', 'no JSON'),
    ];
    for (const init of [...calls, ...calls]) expect((await call(init)).status).toBe(200);
  });

  it('that access was removed erases what relies on it, and nothing begun since', async () => {
    world.status = 'pending';
    const { id } = await donate(await create(['tiktok_watch_history']));
    await until(
      () => stack.items(id),
      (items) => items.some(({ sk }) => sk.startsWith('JOB#')),
    );
    const now = Math.floor(Date.now() / 1000);
    const removed = (at: number, reason: number) =>
      call(notice('authorization.removed', { reason }, { user_openid: 'person-of-this-app', create_time: at }, now));
    expect((await removed(now - 3600, 0)).status).toBe(200);
    expect((await removed(now, 5)).status).toBe(200);
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(200);

    expect((await removed(now + 1, 0)).status).toBe(200);
    expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
    expect((await removed(now + 1, 0)).status).toBe(200);
  });
});
