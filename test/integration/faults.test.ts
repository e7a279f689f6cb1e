import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { donate, type ProviderChoice, participant, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { type DonationView, type Logged, studyOf, summed, type TestStudy, watched } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
let youtube: { readonly path: string; readonly records: readonly { readonly time: string }[] };
beforeAll(async () => {
  stack = await testStack({ env: { PROVIDER_TIMEOUT_SECONDS: '1' } });
  study = studyOf(stack);
  youtube = await study.youtubeArchive('youtube', 60);
});
afterAll(() => stack.close());

type Settings = Record<string, unknown>;

/** Makes a donation and walks it to the provider's page and back. */
async function give(settings: Settings, types = ['youtube_history'], choice: Partial<ProviderChoice> = {}) {
  const account = `fault-${crypto.randomUUID()}`;
  await study.account(account, { archives: { 'myactivity.youtube': [youtube.path] }, polls: 0, ...settings });
  const created = await study.create({ requested_data_types: types });
  const browser = participant(stack.origin);
  const landed = await donate(browser, created.donation_url, { account, ...choice });
  return { ...landed, account, browser, url: created.donation_url };
}

const stateOf = (view: DonationView, name = 'youtube_history') =>
  view.data_types.find(({ data_type }) => data_type === name);

/** That all of the archive arrived, once. */
async function expectWhole(id: string, records = youtube.records) {
  const done = await study.ended(id);
  expect(done).toMatchObject({ status: 'processed', error: null });
  const rows = await study.allRows(id, 'youtube_history');
  expect(rows.map(({ timestamp }) => timestamp)).toEqual(records.map(({ time }) => Date.parse(time)));
  const counts = stateOf(done)?.counts;
  expect(counts && [counts.seen, summed(counts)]).toEqual([records.length, records.length]);
  expect((await stack.objectKeys(id)).filter((key) => !key.startsWith('data/'))).toEqual([]);
  return done;
}

const PASSING: readonly (readonly [string, Settings])[] = [
  ['500, twice', { times: 2, status: 500 }],
  ['503, twice', { times: 2, status: 503, body: '<h1>Service Unavailable</h1>' }],
  ['429 with Retry-After', { times: 1, status: 429, headers: { 'Retry-After': '1' } }],
  ['a cut connection, twice', { times: 2, status: 0 }],
  ['an answer that never comes', { times: 1, delay_ms: 3000 }],
  ['a page instead of JSON', { times: 1, status: 200, body: '<!doctype html><title>Sorry</title>' }],
];

describe.concurrent.each(['initiate', 'state', 'download', 'reset'])('a passing fault at %s', (on) => {
  it.each(PASSING)('%s: every row arrives, once', async (_, fault) => {
    const { id } = await give({ faults: [{ on, ...fault }] });
    await expectWhole(id);
  });
});

describe.concurrent('a passing fault at the exchange of the code', () => {
  it.each(PASSING)('%s: the page says so, and the next attempt goes on', async (_, fault) => {
    const { id, landed, account, browser, url } = await give({ faults: [{ on: 'token', ...fault, times: 1 }] });
    expect(landed).toContain('outcome=provider_unavailable');
    expect(await study.view(id)).toMatchObject({ status: 'pending', last_attempt: { code: 'provider_unavailable' } });
    await donate(browser, url, { account });
    await expectWhole(id);
  });
});

describe.concurrent('a download', () => {
  it('that is cut off again and again goes on where it was', async () => {
    const { id } = await give({ faults: [{ on: 'download', times: 6, truncate_at: 700 }] });
    await expectWhole(id);
  });

  it('whose addresses end midway is renewed', async () => {
    const delayed = { on: 'download', times: 2, delay_ms: 700 };
    const { id } = await give({ url_ttl_seconds: 1, faults: [delayed, { on: 'download', times: 1, status: 400 }] });
    await expectWhole(id);
  });

  it('from storage without ranges that is cut off begins anew', async () => {
    const { id } = await give({ ranges: false, faults: [{ on: 'download', times: 2, truncate_at: 500 }] });
    await expectWhole(id);
  });

  it.each([
    ['another range', { 'content-range': 'bytes 5-9/100' }],
    ['another size', { 'content-range': 'bytes 0-0/3' }],
    ['no size', { 'content-range': 'bytes 0-0/*' }],
  ])('that announces %s than was asked for is asked for again', async (_, headers) => {
    const wrong = { on: 'download', times: 2, status: 206, headers: { 'content-type': 'application/zip', ...headers } };
    const { id } = await give({ faults: [wrong] });
    await expectWhole(id);
  });

  it('of three parts, of which the second is missing at first, brings all three', async () => {
    const parts = await Promise.all(
      [0, 1, 2].map(async (part) => {
        const records = Array.from({ length: 20 }, (__, n) =>
          watched(100 * part + n, new Date(Date.UTC(2024, 5 - part, 20 - n, 12)).toISOString()),
        );
        const name = `Portability/My Activity/YouTube/MyActivity${part ? ` ${part + 1}` : ''}.json`;
        const content = activityJson(records);
        return { records, path: await stack.file(`part${part}.zip`, await buildArchive([{ name, content }])) };
      }),
    );
    const { id } = await give({
      archives: { 'myactivity.youtube': parts.map(({ path }) => path) },
      faults: [{ on: 'download', part: 2, times: 6, status: 404, body: '<Error/>' }],
    });
    const done = await expectWhole(
      id,
      parts.flatMap(({ records }) => records),
    );
    expect(stateOf(done)).toMatchObject({ state: 'ready', counts: { kept: 60, duplicate: 0 } });
  });
});

describe.concurrent('an archive that is damaged', () => {
  const damaged = async (name: string, damage: (bytes: Buffer) => Buffer) => {
    const records = Array.from({ length: 200 }, (_, n) => watched(n, new Date(Date.UTC(2024, 0, 1, n)).toISOString()));
    const bytes = await buildArchive([
      { name: 'Portability/My Activity/YouTube/MyActivity.json', content: activityJson(records) },
    ]);
    return stack.file(`${name}.zip`, damage(Buffer.from(bytes)));
  };
  const flip = (bytes: Buffer, at: number) => {
    bytes[at] = (bytes[at] ?? 0) ^ 0xff;
    return bytes;
  };

  it.each([
    ['in its data', (bytes: Buffer) => flip(bytes, 400)],
    ['in its checksum', (bytes: Buffer) => flip(bytes, bytes.lastIndexOf('PK\u0001\u0002') + 16)],
    ['in its directory', (bytes: Buffer) => flip(bytes, bytes.lastIndexOf('PK\u0001\u0002'))],
    ['by being half', (bytes: Buffer) => bytes.subarray(0, bytes.length / 2)],
  ])('%s: that type fails, nothing of it is kept, and the others arrive', async (name, damage) => {
    const path = await damaged(name, damage);
    const archives = { 'myactivity.youtube': [path] };
    const { id } = await give({ archives }, ['youtube_history', 'search']);
    const done = await study.ended(id);
    expect(stateOf(done)).toMatchObject({ state: 'failed', reason: { code: 'archive_corrupt' }, counts: { kept: 0 } });
    expect(stateOf(done, 'search')).toMatchObject({ state: 'empty' });
    expect(await stack.objectKeys(id)).toEqual([]);
  });
});

describe.concurrent('an export', () => {
  it('that failed once is made again by the provider', async () => {
    const { id, account } = await give({ final_state: 'FAILED', polls: 0 });
    await expectSeen(({ path, status }) => path.endsWith(':retry') && status === 200);
    await study.account(account, { archives: { 'myactivity.youtube': [youtube.path] } });
    await expectWhole(id);
  });

  it('that is slow holds up no other: what has arrived is ready before', async () => {
    const { id, account } = await give({ polls: 0, faults: [SLOW] }, ['youtube_history', 'search']);
    const view = await eventually(id, (seen) => stateOf(seen)?.state === 'ready');
    expect(view).toMatchObject({ status: 'processing' });
    expect(stateOf(view, 'search')?.state).toBe('running');
    await study.account(account, { archives: { 'myactivity.youtube': [youtube.path] }, polls: 0 });
    await expectWhole(id);
  });

  it('whose download never comes holds up no other', async () => {
    const { id, account } = await give({ faults: [{ on: 'download', group: SEARCH, times: 1000, status: 503 }] }, [
      'youtube_history',
      'search',
    ]);
    const view = await eventually(id, (seen) => stateOf(seen)?.state === 'ready');
    expect(stateOf(view, 'search')?.state).toBe('running');
    await study.account(account, { archives: { 'myactivity.youtube': [youtube.path] } });
    await expectWhole(id);
  });

  const SEARCH = 'myactivity.search';
  const SLOW = { on: 'state', group: SEARCH, times: 1000, status: 503 };
});

describe.concurrent('a grant that is taken back at the provider while the exports are made', () => {
  it('leaves what has arrived, asks for the rest again, and then fetches only that', async () => {
    const slow = { on: 'state', group: 'myactivity.search', times: 1000, status: 503 };
    const { id, account, browser, url } = await give({ faults: [slow] }, ['youtube_history', 'search']);
    await eventually(id, (seen) => stateOf(seen)?.state === 'ready');
    await takeBack(account);
    const lost = await eventually(id, ({ status }) => status === 'processed');
    expect(lost).toMatchObject({ step: 'authorize' });
    expect(stateOf(lost, 'search')).toMatchObject({ state: 'failed', reason: { code: 'grant_lost' } });
    expect(await study.allRows(id, 'youtube_history')).toHaveLength(youtube.records.length);

    const before = (await study.requests()).length;
    await study.account(account, { archives: { 'myactivity.youtube': [youtube.path] }, polls: 0 });
    await donate(browser, url, { account });
    const done = await expectWhole(id);
    expect(stateOf(done, 'search')?.state).toBe('empty');
    const asked = (await study.requests(before)).filter(({ path }) => path.endsWith(':initiate'));
    expect(asked.map(({ body }) => (body as { resources: unknown }).resources)).toEqual([['myactivity.search']]);
  });
});

/** Ends the account's grants at the provider, as its owner does on the provider's permission page. */
async function takeBack(account: string) {
  const response = await fetch(`${stack.simulator.url}/simulator/accounts/${account}/grants`, { method: 'DELETE' });
  expect(response.status).toBe(204);
}

const eventually = (id: string, holds: (view: DonationView) => boolean): Promise<DonationView> =>
  until(() => study.view(id), holds, 20);

const expectSeen = (matches: (entry: Logged) => boolean) =>
  until(
    () => study.requests(),
    (entries) => entries.some(matches),
    20,
  );
