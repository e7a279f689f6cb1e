import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toInterval } from '../../functions/core/period.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { BUILT_IN } from '../../local/simulators/accounts.ts';
import { ENGLISH } from '../../local/simulators/google/locales/english.ts';
import { FINNISH } from '../../local/simulators/google/locales/finnish.ts';
import type { Locale, Product } from '../../local/simulators/google/locales/locale.ts';
import { expectedRows } from '../../local/simulators/google/personas.ts';
import { donate, participant } from '../../local/walk.ts';
import { type ActivityRecord, youtubeRecords } from '../support/archives.ts';
import { activity, bytesOf, INDEX } from '../support/odd-zips.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, summed, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack({ env: { DATAGIFT_DATA_TYPES: [...TYPES, ...CATALOGUED].join(',') } });
  study = studyOf(stack);
});
afterAll(() => stack.close());

const PERIOD = { start: '2023-03-01', end: '2024-10-31' };
const DATES = { data_start_date: PERIOD.start, data_end_date: PERIOD.end };

/** My Activity's folders by the data types that they are read into. */
const FOLDERS: Readonly<Record<string, Product>> = {
  youtube_history: 'youtube',
  search: 'search',
  image_search: 'image',
  video_search: 'video',
  google_lens: 'lens',
  google_play_store: 'store',
  google_play_games: 'games',
};

const TYPES = [...Object.keys(FOLDERS), 'discover'];

const { dataTypes = {} } = PROVIDERS.google_portability ?? {};
/** Data types with a resource group of their own. */
const CATALOGUED = Object.keys(dataTypes).filter((name) => !TYPES.includes(name));

const timesOf = (rows: readonly Record<string, unknown>[]) => rows.map(({ timestamp }) => timestamp as number | null);
const byTime = (times: readonly (number | null)[]) => times.toSorted((a, b) => (b ?? 0) - (a ?? 0));

describe('a donation of a built-in account', () => {
  const groups = new Set(TYPES.flatMap((name) => dataTypes[name]?.groups ?? []));

  /** Times of the period's records by the data type that they belong to. */
  function truthOf(id: string, locale: Locale) {
    const account = BUILT_IN.find((known) => known.id === id) ?? {};
    const files = [...groups].flatMap((group) => expectedRows(account, group, toInterval(PERIOD)));
    const typeOf = (name: string): string =>
      TYPES.find((type) => name.includes(`/${locale.products[FOLDERS[type] as Product]}/`)) ?? 'discover';
    const byType = Map.groupBy(files, ({ name }) => typeOf(name));
    return TYPES.map((type) =>
      byTime((byType.get(type) ?? []).flatMap(({ records }) => records.map(({ time }) => time))),
    );
  }

  it.concurrent.each([
    ['maija', ENGLISH],
    ['finnish', FINNISH],
  ] as const)('of %s keeps every record of the period, and no other', async (id, locale) => {
    const created = await study.create({ ...DATES, requested_data_types: TYPES });
    const donation = await donate(participant(stack.origin), created.donation_url, { account: id });
    const done = await study.ended(donation.id);
    expect([done.status, done.data_types.map(({ state }) => state)]).toEqual(['processed', TYPES.map(() => 'ready')]);
    const rows = await Promise.all(TYPES.map((name) => study.allRows(donation.id, name)));
    const truth = truthOf(id, locale);
    expect(truth.flat().length).toBeGreaterThan(500);
    expect(rows.map((each) => byTime(timesOf(each)))).toEqual(truth);
  });
});

/** Everything is asked for by `npm run test:all`; a fourth of it takes a fourth of the time. */
const ASKED = CATALOGUED.filter((_, at) => process.env.TEST_ALL || at % 4 === 0);

describe('a donation of everything else there is', () => {
  it.concurrent('keeps every record of the period, and no other, of each resource group', async () => {
    const created = await study.create({ ...DATES, requested_data_types: ASKED });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'maija' });
    const done = await study.ended(id);
    expect(CATALOGUED.length).toBeGreaterThan(60);
    for (const { data_type: name, state } of done.data_types) {
      const files = (dataTypes[name]?.groups ?? []).flatMap((group) =>
        expectedRows({ persona: 'ordinary' }, group, toInterval(PERIOD)),
      );
      const truth = byTime(files.flatMap(({ records }) => records.map(({ time }) => time)));
      const rows = state === 'ready' ? await study.allRows(id, name) : [];
      expect([name, byTime(timesOf(rows))]).toEqual([name, truth]);
    }
  });
});

describe('an archive of ten parts', () => {
  /** A share of the records for each part; neighbours have five in common. */
  const shares = (records: readonly ActivityRecord[], parts: number): readonly (readonly ActivityRecord[])[] => {
    const size = Math.ceil(records.length / parts);
    return Array.from({ length: parts }, (_, n) => records.slice(Math.max(0, n * size - 5), (n + 1) * size));
  };

  it.concurrent('gives the rows of all parts, what they have in common once', async () => {
    const records = youtubeRecords(4000);
    const parts = shares(
      records.map(({ record }) => record),
      10,
    );
    const files = await Promise.all(
      parts.map((part, n) => stack.file(`ten-${n}.zip`, bytesOf([INDEX, activity(part)]))),
    );
    await study.account('ten-parts', { archives: { 'myactivity.youtube': files } });
    const created = await study.create({ ...DATES, requested_data_types: ['youtube_history'] });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'ten-parts' });
    const done = await study.ended(id);

    const { from, until } = toInterval(PERIOD);
    const inside = records.filter(({ time }) => time >= from && time < until).sort((a, b) => b.time - a.time);
    const rows = await study.allRows(id, 'youtube_history');
    expect(rows.map(({ timestamp, title }) => [timestamp, title])).toEqual(
      inside.map(({ time, record }) => [time, record.title]),
    );
    const counts = done.data_types[0]?.counts;
    expect(counts).toMatchObject({ kept: inside.length, seen: 4045, malformed: 0, undated: 0, filtered: 0 });
    expect(counts && summed(counts)).toBe(4045);
    expect(counts?.duplicate).toBeGreaterThan(5);
  });
});
