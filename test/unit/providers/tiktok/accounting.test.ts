import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBalanced, NO_ROWS } from '../../../../functions/core/accounting.ts';
import { ms, readDocument, readersOf } from './support.ts';

const two = (n: number): string => String(n).padStart(2, '0');
const when = fc
  .tuple(fc.integer({ min: 2023, max: 2025 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .chain(([year, month, day]) =>
    fc.constantFrom('00:00:00', '12:30:05', '23:59:59').map((clock) => `${year}-${two(month)}-${two(day)} ${clock}`),
  );
const record = fc.record(
  {
    Date: fc.oneof(
      { weight: 6, arbitrary: when },
      { weight: 1, arbitrary: when.map((time) => `${time} UTC`) },
      fc.constantFrom('N/A', '', 'yesterday', null, 5),
    ),
    SearchTerm: fc.oneof(fc.string(), fc.constantFrom('N/A', '"},{"', '\\', null)),
  },
  { requiredKeys: [] },
);
const element = fc.oneof({ weight: 9, arbitrary: record }, fc.constantFrom('text', 7, [], true));
type Source = { Date?: unknown; SearchTerm?: unknown };

/** The study's two years, whole days. */
const PERIOD = { start: '2024-01-01', end: '2025-06-30' };
const [from, until] = [ms('2024-01-01 00:00:00'), ms('2025-07-01 00:00:00')];

const isRecord = <Each>(each: Each): each is Extract<Each, Source> =>
  typeof each === 'object' && each !== null && !Array.isArray(each);

/** The time as it would be read by hand. */
const timeIn = ({ Date: text }: Source): number | undefined =>
  typeof text === 'string' && /^\d{4}-/.test(text) ? ms(text.replace(' UTC', '')) : undefined;

describe('the records of a list', () => {
  it('are kept, outside the period, undated or malformed: each counted once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(element, { maxLength: 40 }), fc.integer({ min: 1, max: 99 }), async (list, piece) => {
        const document = { 'Your Activity': { Searches: { SearchList: list }, 'Watch History': { VideoList: null } } };
        const { rows, counts } = await readDocument(document, 'tiktok_searches', { period: PERIOD, piece });

        const records = list.filter(isRecord);
        const dated = records.map((each) => ({ each, time: timeIn(each) })).filter(({ time }) => time !== undefined);
        const inside = dated.filter(({ time = 0 }) => time >= from && time < until);
        expect(counts).toEqual({
          ...NO_ROWS,
          seen: list.length,
          kept: inside.length,
          malformed: list.length - records.length,
          undated: records.length - dated.length,
          outside_period: dated.length - inside.length,
        });
        expect(isBalanced(counts)).toBe(true);
        const term = ({ SearchTerm: text }: Source) =>
          typeof text === 'string' && !['', 'N/A'].includes(text.trim()) ? text : null;
        const expected = inside
          .map(({ each, time = 0 }) => ({ time, term: term(each) }))
          .sort((a, b) => b.time - a.time);
        expect(rows.map(({ time, search_term }) => ({ time, term: search_term }))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
  });

  it('are of the period by UTC days, both included', async () => {
    const times = ['2023-12-31 23:59:59', '2024-01-01 00:00:00', '2025-06-30 23:59:59', '2025-07-01 00:00:00'];
    const list = times.map((time) => ({ Date: time, SearchTerm: 'x' }));
    const document = { Activity: { 'Search History': { SearchList: list } } };
    const { rows, counts } = await readDocument(document, 'tiktok_searches', { period: PERIOD });
    expect(rows.map(({ time }) => time)).toEqual([ms(times[2] as string), ms(times[1] as string)]);
    expect(counts).toMatchObject({ seen: 4, kept: 2, outside_period: 2 });
  });

  it('without times by nature are kept whatever the period', async () => {
    const document = { 'Your Activity': { 'Ad Interests': { AdInterestCategories: ['Books', 'Tea'] } } };
    const { counts } = await readDocument(document, 'tiktok_ad_interests', { period: PERIOD });
    expect(counts).toMatchObject({ seen: 2, kept: 2 });
  });
});

describe('a list that nobody knows', () => {
  const UNKNOWN = { 'Your Activity': { 'Dream History': { DreamList: [{ Date: '2024-01-02 10:00:00' }] } } };

  it('is counted, and told apart from a place that is there', async () => {
    const { lists, counts } = await readDocument(UNKNOWN, 'tiktok_searches');
    expect([lists, counts.seen]).toEqual([{ found: false, unknown: 1 }, 0]);
    const beside = { ...UNKNOWN, Activity: { 'Search History': { SearchList: null } } };
    expect((await readDocument(beside, 'tiktok_searches')).lists).toEqual({ found: true, unknown: 1 });
  });

  it('is not one of another data type, nor one that is known and not offered', async () => {
    const known = {
      'Your Activity': { Status: { 'Status List': [{ DID: 'x' }] }, 'Watch History': { VideoList: [{}] } },
      'Income+ Wallet': { 'Coin Purchase History': { CoinPurchaseHistoryList: [{}] } },
      'Profile And Settings': { Settings: { SettingsMap: { 'Keyword filters': ['x'] } } },
    };
    expect((await readDocument(known, 'tiktok_searches')).lists?.unknown).toBe(0);
  });
});

describe('the activity outside TikTok', () => {
  it('has a reader for each of the two places of one document', async () => {
    const list = { OffTikTokActivityDataList: [{ TimeStamp: '2024-01-02 10:00:00', Source: 's', Event: 'e' }] };
    const document = {
      'Your Activity': { 'Off TikTok Activity': list },
      'Profile And Settings': { 'Off TikTok Activity': list },
    };
    const readers = readersOf('tiktok_off_tiktok_activity', JSON.stringify(document));
    expect(readers).toEqual(['list', 'profile_list']);
    for (const reader of readers) {
      const { counts, lists } = await readDocument(document, 'tiktok_off_tiktok_activity', { reader });
      expect([counts.seen, lists]).toEqual([1, { found: true, unknown: 0 }]);
    }
  });
});
