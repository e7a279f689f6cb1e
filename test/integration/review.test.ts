import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTable } from '../../functions/archive/table.ts';
import { objectSize, objectSource } from '../../functions/store/objects.ts';
import { type Answer, donate, openLink, type Participant, participant, until } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type Removals = {
  readonly removals: readonly { readonly id: string; readonly count: number; readonly data_type: string }[];
  readonly removed: Readonly<Record<string, number>>;
};
type Page = {
  readonly count: number;
  readonly data: readonly { readonly title: string; readonly time: string }[];
  readonly row_numbers?: readonly number[];
  readonly code?: string;
};
type Type = { readonly state: string; readonly counts: { readonly kept: number }; readonly removed: number };
type View = {
  readonly status: string;
  readonly step: string;
  readonly own: boolean;
  readonly processed_at: string | null;
  readonly review: { readonly days: number; readonly until: string | null; readonly releasing: boolean } | null;
  readonly data_types: readonly Type[];
  readonly consent: { readonly text: string };
};

const HOURS = 300;
const TYPE = 'youtube_history';

let stack: TestStack;
let study: TestStudy;
let archive: Awaited<ReturnType<TestStudy['youtubeArchive']>>;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  archive = await study.youtubeArchive('review', HOURS);
});
afterAll(() => stack.close());

const own = (id: string): string => `/api/participant/donations/${id}/`;
const stored = (id: string): string => `data/${id}/${TYPE}.parquet`;
const titles = (rows: Page['data']): readonly string[] => rows.map(({ title }) => title);

/** A donation that is under review, in the browser that consented. */
async function reviewed(more: Record<string, unknown> = {}) {
  const account = crypto.randomUUID();
  await study.account(account, { archives: { 'myactivity.youtube': [archive.path] }, polls: 0 });
  const made = await study.create({ requested_data_types: [TYPE], review: { days: 7 }, ...more });
  const browser = participant(stack.origin);
  await donate(browser, made.donation_url, { account });
  const { id, donation_url } = made;
  await until(
    () => study.view(id),
    ({ step }) => step === 'review' || step === 'done',
  );
  return { id, donation_url, browser, ...calls(browser, id) };
}

/** What the page asks for. */
const calls = (browser: Participant, id: string) => ({
  view: async () => (await browser.call<View>('GET', own(id))).body,
  rows: async (query = '') => (await browser.call<Page>('GET', `${own(id)}data/?data_type=${TYPE}&${query}`)).body,
  removals: async () => (await browser.call<Removals>('GET', `${own(id)}removals/`)).body,
  remove: (selection: Record<string, unknown>): Promise<Answer<Removals & { code: string; errors: object }>> =>
    browser.call('POST', `${own(id)}removals/`, { body: { data_type: TYPE, ...selection } }),
  undo: (removal: string) =>
    browser.call<Removals>('DELETE', `${own(id)}removals/${removal}/`, { body: undefined, headers: JSON_BODY }),
  release: () => browser.call<View & { code: string }>('POST', `${own(id)}release/`, { body: {} }),
});
const JSON_BODY = { 'content-type': 'application/json' };

const processed = (id: string) =>
  until(
    () => study.view(id),
    ({ status }) => status === 'processed',
  );

/** The rows of the file as it lies in the store. */
async function storedTitles(id: string): Promise<readonly string[]> {
  const bytes = await objectSize(stored(id));
  if (bytes === undefined) return [];
  const table = await openTable(objectSource(stored(id), bytes));
  return (await Array.fromAsync(table.rows())).flat().map(({ title }) => String(title));
}

describe('a donation that its participant sees first', () => {
  it('says so in the consent, and in nobody’s who did not ask for it', async () => {
    const { id, view } = await reviewed();
    expect((await view()).consent.text).toContain('7 days');
    const plain = await study.create({ requested_data_types: [TYPE] });
    const browser = participant(stack.origin);
    await openLink(browser, plain.donation_url);
    const { consent, review } = (await browser.call<View>('GET', own(plain.id))).body;
    expect(consent.text).not.toContain('look through');
    expect(review).toBeNull();
    expect((await study.view(id)).status).toBe('processing');
  });

  it('is held back from the study, and shown to the participant', async () => {
    const { id, view, rows } = await reviewed();
    const seen = await view();
    expect(seen).toMatchObject({ status: 'processing', step: 'review', own: true, processed_at: null });
    const days = (Date.parse(String(seen.review?.until)) - Date.now()) / 86_400_000;
    expect([seen.review?.releasing, Math.round(days)]).toEqual([false, 7]);
    const page = await rows('limit=10');
    expect([page.count, page.data.length, page.row_numbers]).toEqual([HOURS, 10, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    for (const path of [
      `data/?data_type=${TYPE}`,
      `data/${TYPE}.parquet`,
      `data/${TYPE}.csv`,
      `export.zip?data_types=${TYPE}`,
    ]) {
      const { status, body } = await study.api.get(`/api/donations/${id}/${path}`);
      expect([path, status, body.code]).toEqual([path, 409, 'under_review']);
    }
    expect((await study.api.get(`/api/donations/${id}/data/`)).body).toEqual({ data_types: [] });
    const { body: listed } = await study.api.get('/api/donations/?status=processing');
    expect((listed as unknown as { id: string }[]).map((one) => one.id)).toContain(id);
  });

  it('shows rows to its own browser only: whoever just has the link sees how it stands, and can withdraw', async () => {
    const { id, donation_url } = await reviewed();
    const other = participant(stack.origin);
    await openLink(other, donation_url);
    const theirs = calls(other, id);
    expect(await theirs.view()).toMatchObject({ status: 'processing', step: 'review', own: false });
    const refused = [
      await other.call('GET', `${own(id)}data/?data_type=${TYPE}`),
      await other.call('GET', `${own(id)}data/${TYPE}.csv`),
      await other.call('GET', `${own(id)}overview/?data_type=${TYPE}`),
      await other.call('GET', `${own(id)}export.zip?data_types=${TYPE}`),
      await other.call('GET', `${own(id)}removals/`),
      await theirs.remove({ all: true }),
      await theirs.release(),
    ];
    expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
      refused.map(() => [403, 'personal_link_needed']),
    );
    expect((await other.call('DELETE', own(id))).status).toBe(200);
  });

  it('opens by the personal link in another browser', async () => {
    const { id, browser } = await reviewed();
    const { body } = await browser.call<{ participant_url: string }>('POST', '/api/participant/identity/', {
      body: {},
    });
    const phone = participant(stack.origin);
    await phone.call('POST', '/api/participant/session/', { body: { token: body.participant_url } });
    const mine = calls(phone, id);
    expect((await mine.rows()).count).toBe(HOURS);
    expect((await mine.remove({ rows: [0] })).status).toBe(201);
  });
});

describe('removing rows before the release', () => {
  it('takes them out of all that the participant sees, at once, and undoing brings them back', async () => {
    const { id, browser, rows, remove, undo, removals, view } = await reviewed();
    const first = await rows('limit=5');
    const taken = await remove({ rows: [1, 3] });
    expect([taken.status, taken.body.removed]).toEqual([201, { [TYPE]: 2 }]);
    const next = await rows('limit=3');
    expect([next.count, titles(next.data)]).toEqual([
      HOURS - 2,
      [first.data[0], first.data[2], first.data[4]].map((row) => row?.title),
    ]);
    expect(next.row_numbers).toEqual([0, 2, 4]);
    expect((await view()).data_types[0]).toMatchObject({ state: 'ready', counts: { kept: HOURS - 2 }, removed: 2 });
    const seen = await browser.call<{ count: number }>('GET', `${own(id)}overview/?data_type=${TYPE}`);
    expect(seen.body.count).toBe(HOURS - 2);
    // Nor do spans and pictures reach to what is gone.
    await remove({ end_date: '2024-01-07' });
    expect((await view()).data_types[0]).toMatchObject({ min_time: null, max_time: null });
    const days = await browser.call<{ over_time: { start: string }[] }>('GET', `${own(id)}overview/?data_type=${TYPE}`);
    expect(days.body.over_time.map(({ start }) => start)).toEqual(['2024-01-08', '2024-01-09', '2024-01-10']);
    await undo(String((await removals()).removals.at(-1)?.id));
    // The researcher learns nothing of it before the release.
    expect((await study.view(id)).data_types[0]?.counts.kept).toBe(HOURS);

    const [removal] = (await removals()).removals;
    expect((await undo(String(removal?.id))).body).toEqual({ removals: [], removed: { [TYPE]: 0 } });
    expect((await rows()).count).toBe(HOURS);
    // Again: nothing happens.
    expect((await undo(String(removal?.id))).status).toBe(200);
  });

  it('takes what a search, days or both find, and a whole data type; rows that two removals name count once', async () => {
    const { rows, remove, undo } = await reviewed();
    const found = await rows(`q=${encodeURIComponent('video 1')}`);
    const bySearch = await remove({ q: 'VIDEO 1' });
    expect(bySearch.body.removals[0]?.count).toBe(found.count);
    expect((await rows(`q=${encodeURIComponent('video 1')}`)).count).toBe(0);
    const day = await rows('start_date=2024-01-08&end_date=2024-01-08');
    const byDay = await remove({ start_date: '2024-01-08', end_date: '2024-01-08' });
    expect(byDay.body.removals[1]?.count).toBe(24);
    expect(byDay.body.removed[TYPE]).toBe(found.count + day.count);
    const both = await remove({ q: 'Channel 0', start_date: '2024-01-04' });
    expect(both.body.removed[TYPE]).toBe(HOURS - (await rows()).count);
    const all = await remove({ all: true });
    expect([all.body.removed[TYPE], (await rows()).count]).toEqual([HOURS, 0]);
    const back = await undo(String(all.body.removals[3]?.id));
    expect(back.body.removed[TYPE]).toBe(both.body.removed[TYPE]);
  });

  it('goes through pages, newest first, without those that are gone', async () => {
    const { rows, remove } = await reviewed();
    await remove({ rows: Array.from({ length: 100 }, (_, at) => at * 3) });
    const seen: string[] = [];
    for (let offset = 0; offset < HOURS - 100; offset += 70) {
      const page = await rows(`limit=70&offset=${offset}`);
      expect(page.count).toBe(HOURS - 100);
      seen.push(...titles(page.data));
    }
    expect(seen).toEqual(archive.records.map(({ title }) => title).filter((_, at) => at % 3 !== 0));
  });

  it('makes downloads without them', async () => {
    const { id, browser, remove } = await reviewed();
    const download = async (file: string) => {
      const path = `${own(id)}${file}`;
      const answer = await until(
        () => browser.call('GET', path),
        ({ status }) => status !== 202,
      );
      return Buffer.from(await (await fetch(String(answer.headers.get('location')))).arrayBuffer());
    };
    const whole = await download(`data/${TYPE}.ndjson`);
    await remove({ q: 'Video 2' });
    const left = String(await download(`data/${TYPE}.ndjson`));
    expect(String(whole).split('\n').length - 1).toBe(HOURS);
    expect(left).not.toContain('Watched Video 2');
    const parquet = await download(`data/${TYPE}.parquet`);
    expect(parquet.includes('Watched Video 2')).toBe(false);
  });

  it.each([
    ['no row', {}, 'rows'],
    ['two ways at once', { rows: [1], all: true }, 'rows'],
    ['days the wrong way round', { start_date: '2024-01-05', end_date: '2024-01-04' }, 'end_date'],
    ['a row that is not there', { rows: [HOURS] }, 'rows'],
    ['what finds nothing', { q: 'nobody wrote this' }, 'data_type'],
    ['an unknown data type', { data_type: 'nonsense', all: true }, 'data_type'],
    ['an unknown field', { all: true, forever: true }, 'forever'],
  ])('refuses %s, by the field', async (_, selection, field) => {
    const { status, body } = await shared().remove(selection);
    expect([status, body.code, Object.keys(body.errors)]).toEqual([400, 'invalid', [field]]);
  });

  it('is refused before the copy is there', async () => {
    const made = await study.create({ requested_data_types: [TYPE], review: { days: 7 } });
    const browser = participant(stack.origin);
    await openLink(browser, made.donation_url);
    const answer = await calls(browser, made.id).remove({ all: true });
    expect([answer.status, answer.body.code]).toEqual([403, 'personal_link_needed']);
  });

  it('takes several at once: none is lost', async () => {
    const { rows, remove, removals } = await reviewed();
    const answers = await Promise.all([0, 1, 2, 3].map((row) => remove({ rows: [row] })));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect([(await removals()).removals.length, (await rows()).count]).toEqual([4, HOURS - 4]);
  });

  let one: Awaited<ReturnType<typeof reviewed>>;
  beforeAll(async () => {
    one = await reviewed();
  });
  const shared = () => one;
});

describe('the release', () => {
  it('rewrites the stored file without what was removed, and gives the rest to the study', async () => {
    const { id, remove, release, view, rows, browser } = await reviewed();
    const gone = new Set(titles((await rows('limit=7')).data));
    await browser.call('GET', `${own(id)}data/${TYPE}.csv`);
    await remove({ rows: [0, 1, 2, 3, 4, 5, 6] });
    const begun = await release();
    expect([begun.status, begun.body.review?.releasing]).toEqual([200, true]);
    const { data_types: types } = (await processed(id)) as unknown as View;
    expect(types[0]).toMatchObject({ state: 'ready', counts: { seen: HOURS, kept: HOURS - 7 }, removed: 7 });

    const left = archive.records.map(({ title }) => title).filter((title) => !gone.has(title));
    expect(await storedTitles(id)).toEqual(left);
    const bytes = await Array.fromAsync(objectSource(stored(id), (await objectSize(stored(id))) ?? 0).stream(0, 1e9));
    for (const title of gone) expect(Buffer.concat(bytes).includes(title)).toBe(false);
    const queried = await study.allRows(id, TYPE);
    expect(queried.map(({ title }) => title)).toEqual(left);
    expect(queried.every((row) => !('row_numbers' in row))).toBe(true);
    expect(await view()).toMatchObject({ status: 'processed', step: 'done', review: { days: 7, until: null } });
    // Nothing is left that holds them, or tells of them.
    expect((await stack.objectKeys(id)).filter((key) => !key.startsWith('runs/'))).toEqual([stored(id)]);
    expect((await stack.items(id)).filter(({ sk }) => sk.startsWith('REMOVAL#'))).toEqual([]);
    const late = await remove({ rows: [0] });
    expect([late.status, late.body.code]).toEqual([409, 'not_under_review']);
    expect((await release()).body.code).toBe('not_under_review');
  });

  it('leaves a file alone of which nothing was removed, and takes one away that is empty', async () => {
    const untouched = await reviewed();
    await untouched.release();
    await processed(untouched.id);
    expect(await storedTitles(untouched.id)).toEqual(archive.records.map(({ title }) => title));
    const emptied = await reviewed();
    await emptied.remove({ all: true });
    await emptied.release();
    const view = (await processed(emptied.id)) as unknown as View;
    expect(view.data_types[0]).toMatchObject({ state: 'empty', counts: { kept: 0 }, removed: HOURS });
    expect(await objectSize(stored(emptied.id))).toBeUndefined();
    const { body } = await study.api.get<Page>(`/api/donations/${emptied.id}/data/?data_type=${TYPE}`);
    expect([body.count, body.data]).toEqual([0, []]);
  });

  it('is asked for twice at once and happens once', async () => {
    const { id, remove, release } = await reviewed();
    await remove({ rows: [5] });
    const answers = await Promise.all([release(), release()]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    await processed(id);
    expect((await study.allRows(id, TYPE)).length).toBe(HOURS - 1);
  });

  it('does not hinder a withdrawal, before and while it runs', async () => {
    const before = await reviewed();
    await before.remove({ rows: [0] });
    expect((await before.browser.call('DELETE', own(before.id))).status).toBe(200);
    const during = await reviewed();
    await during.remove({ rows: [0] });
    await during.release();
    expect((await during.browser.call('DELETE', own(during.id))).status).toBe(200);
    for (const { id } of [before, during]) {
      expect((await study.api.get(`/api/donations/${id}/`)).status).toBe(410);
      expect(await stack.objectKeys(id)).toEqual([]);
    }
  });
});
