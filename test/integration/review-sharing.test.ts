import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  answerProvider,
  authorizeUrl,
  donate,
  openLink,
  type Participant,
  participant,
  until,
} from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';
import { unzip } from '../support/unzip.ts';

type Type = {
  readonly data_type: string;
  readonly state: string;
  readonly counts: { readonly kept: number };
  readonly removed: number;
  readonly min_time: string | null;
  readonly max_time: string | null;
};
type View = {
  readonly status: string;
  readonly step: string;
  readonly data_types: readonly Type[];
  readonly accesses: readonly object[];
};
type Page = { readonly count: number; readonly code?: string; readonly data: readonly { readonly title: string }[] };
type Removals = { readonly removals: readonly object[]; readonly removed: object; readonly code?: string };

const [FIRST, SECOND] = ['youtube_history', 'search'] as const;
const HOURS = 60;

let stack: TestStack;
let study: TestStudy;
let archives: Readonly<Record<string, readonly string[]>>;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  const { path } = await study.youtubeArchive('sharing', HOURS);
  archives = { 'myactivity.youtube': [path], 'myactivity.search': [await searches(HOURS)] };
});
afterAll(() => stack.close());

/** An archive of searches, newest first, an hour apart. */
async function searches(count: number): Promise<string> {
  const records = Array.from({ length: count }, (_, n) => ({
    ...{ header: 'Search', title: `Searched for term ${n}`, products: ['Search'] },
    time: new Date(Date.parse('2024-01-10T00:00:00Z') - n * 3_600_000).toISOString(),
  }));
  const name = 'Portability/My Activity/Search/MyActivity.json';
  return stack.file('searches.zip', await buildArchive([{ name, content: activityJson(records) }]));
}

const own = (id: string): string => `/api/participant/donations/${id}/`;
const theirs = (id: string): string => `/api/donations/${id}/`;
const reaches = (id: string, step: string) =>
  until(
    () => study.view(id),
    (view) => view.step === step,
  );

/** What the page asks for. */
const calls = (browser: Participant, id: string) => ({
  view: async () => (await browser.call<View>('GET', own(id))).body,
  rows: (type: string, query = '') => browser.call<Page>('GET', `${own(id)}data/?data_type=${type}&${query}`),
  removals: async () => (await browser.call<Removals>('GET', `${own(id)}removals/`)).body,
  remove: (selection: object) => browser.call<Removals>('POST', `${own(id)}removals/`, { body: selection }),
  release: () => browser.call('POST', `${own(id)}release/`, { body: {} }),
});

/** A donation under review, of which only some was granted. */
async function reviewed(only: readonly string[] | undefined, more: object = {}) {
  const account = crypto.randomUUID();
  await study.account(account, { archives, polls: 0, ...more });
  const made = await study.create({ requested_data_types: [FIRST, SECOND], review: { days: 7 } });
  const browser = participant(stack.origin);
  await donate(browser, made.donation_url, { account, ...(only && { only }) });
  return { id: made.id, url: made.donation_url, account, browser, ...calls(browser, made.id) };
}

/** Downloads a file as it is given to somebody. */
async function file(ask: () => Promise<{ status: number; headers: Headers }>): Promise<Buffer> {
  const answer = await until(ask, ({ status }) => status !== 202);
  const response = await fetch(String(answer.headers.get('location')));
  if (!response.ok) throw new Error(`${response.status}`);
  return Buffer.from(await response.arrayBuffer());
}

/** What a bundle's manifest says of its data types. */
async function manifestOf(bundle: Buffer) {
  const members = await unzip(bundle);
  const text = members.find(({ name }) => name === 'manifest.json')?.content.toString() ?? '{}';
  type Entry = { data_type: string; file?: string; counts: { kept: number }; removed: number };
  const { data_types } = JSON.parse(text) as { data_types: readonly Entry[] };
  return Object.fromEntries(
    data_types.map(({ data_type, file: name, counts, removed }) => [data_type, [name, counts.kept, removed]]),
  );
}

describe('what arrives by a later authorization', () => {
  it('comes under review by itself, while the study keeps what it has', async () => {
    const donation = await reviewed(['myactivity.youtube']);
    const { id, browser, account, view, rows, removals, remove, release } = donation;
    await reaches(id, 'review');
    await remove({ data_type: FIRST, rows: [0, 1] });
    await release();
    await reaches(id, 'done');
    const csv = () => study.api.get(`${theirs(id)}data/${FIRST}.csv`);
    const before = await file(csv);
    await study.ended(id);

    const back = await answerProvider(browser, await authorizeUrl(browser, id), { account });
    await browser.call('GET', back);
    await reaches(id, 'review');
    // The review begins anew: of what was released nothing can be taken back.
    expect(await removals()).toEqual({ removals: [], removed: {} });
    const late = await remove({ data_type: FIRST, rows: [0] });
    expect([late.status, late.body.code]).toEqual([409, 'not_under_review']);
    expect((await remove({ data_type: SECOND, q: 'term 1' })).status).toBe(201);
    expect((await rows(SECOND)).body.count).toBe(HOURS - 11);

    expect((await study.allRows(id, FIRST)).length).toBe(HOURS - 2);
    expect((await study.api.get(`${theirs(id)}data/?data_type=${SECOND}`)).body.code).toBe('under_review');
    const bundle = (of: string) => file(() => study.api.get(`${theirs(id)}export.zip?data_types=${of}`));
    const wanted = { [FIRST]: [`data/${FIRST}.csv`, HOURS - 2, 2], [SECOND]: [undefined, HOURS, 0] };
    expect(await manifestOf(await bundle(FIRST))).toEqual(wanted);
    const mine = await file(() => browser.call('GET', `${own(id)}export.zip`));
    expect((await manifestOf(mine))[SECOND]).toEqual([`data/${SECOND}.csv`, HOURS - 11, 11]);

    await release();
    await reaches(id, 'done');
    expect((await view()).data_types.map(({ removed }) => removed)).toEqual([2, 11]);
    // What the study had made before is there again, and says what became of the rest.
    expect(await file(csv)).toEqual(before);
    expect((await manifestOf(await bundle(FIRST)))[SECOND]).toEqual([undefined, HOURS - 11, 11]);
    expect((await manifestOf(await bundle(`${FIRST},${SECOND}`)))[SECOND]).toEqual([
      ...[`data/${SECOND}.csv`, HOURS - 11, 11],
    ]);
  });
});

describe('before the release', () => {
  it('nobody else learns what is removed, nor from when the rows are; refused reads are no accesses', async () => {
    const { id, url, browser, view, remove } = await reviewed(undefined);
    await reaches(id, 'review');
    await remove({ data_type: FIRST, rows: [0] });
    const other = participant(stack.origin);
    await openLink(other, url);
    const stranger = (await calls(other, id).view()).data_types[0];
    const told = (await study.api.get<View>(theirs(id))).body.data_types[0];
    for (const type of [stranger, told]) {
      expect(type).toMatchObject({ counts: { kept: HOURS }, removed: 0, min_time: null, max_time: null });
    }
    const seen = (await view()).data_types[0];
    expect(seen).toMatchObject({ counts: { kept: HOURS - 1 }, removed: 1, max_time: null });
    for (const path of [`data/?data_type=${FIRST}`, `data/${FIRST}.csv`, 'export.zip']) {
      expect((await study.api.get(`${theirs(id)}${path}`)).status).toBe(409);
    }
    expect((await browser.call<View>('GET', own(id))).body.accesses).toEqual([]);
  });

  it('what the participant searched for is no way to what they removed, for anybody', async () => {
    const { id, rows, remove, release } = await reviewed(undefined);
    await reaches(id, 'review');
    const found = (await rows(FIRST, 'q=video%205')).body;
    expect(found.count).toBe(11);
    await remove({ data_type: FIRST, q: 'video 5' });
    expect((await rows(FIRST, 'q=video%205')).body.count).toBe(0);
    await release();
    await reaches(id, 'done');
    for (const query of ['q=video%205', 'q=video']) {
      const { body } = await study.api.get<Page>(`${theirs(id)}data/?data_type=${FIRST}&limit=1000&${query}`);
      expect(body.data.filter(({ title }) => title.includes('Video 5'))).toEqual([]);
      expect(body.count).toBe(query === 'q=video' ? HOURS - 11 : 0);
    }
  });

  it('is nothing to wait for where no row has arrived', async () => {
    const { id, removals } = await reviewed(undefined, { archives: {} });
    const { status } = await study.ended(id);
    expect([status, (await removals()).code]).toEqual(['processed', 'not_under_review']);
    expect((await study.view(id)).timeline.map(({ step }) => step)).not.toContain('review');
  });
});
