import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contains, toInterval } from '../../functions/core/period.ts';
import { tiktok } from '../../functions/providers/tiktok/index.ts';
import { BUILT_IN } from '../../local/simulators/accounts.ts';
import { expectedLists } from '../../local/simulators/tiktok/document/people.ts';
import { donate, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, summed, type TestStudy } from '../support/study.ts';

let stack: TestStack;
let study: TestStudy;
beforeAll(async () => {
  stack = await testStack({ env: { DATAGIFT_DATA_TYPES: TYPES.join(',') } });
  study = studyOf(stack);
});
afterAll(() => stack.close());

const TYPES = Object.keys(tiktok.dataTypes);
const PERIOD = toInterval({ start: '2023-03-01', end: '2024-10-31' });
const DATES = { data_start_date: '2023-03-01', data_end_date: '2024-10-31' };

/** Lists of the document that a data type is made of; the others are called like it. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  tiktok_favorites: ['videos', 'sounds', 'effects', 'hashtags', 'collection'].map((kind) => `favorite_${kind}`),
};
const TIMELESS = ['tiktok_profile', 'tiktok_ad_interests'];
/** Today's documents have the same records in two places. */
const TWICE = ['tiktok_off_tiktok_activity'];

const byTime = (times: readonly (number | null)[]) => times.toSorted((a, b) => (b ?? 0) - (a ?? 0));

describe.concurrent('a donation of a built-in TikTok account', () => {
  it.each(['tiina', 'tiktok-old-names', 'tiktok-any-case', 'tiktok-gaps', 'tiktok-empty'])(
    'of %s keeps every record of the period, and no other, and accounts for the rest',
    async (account) => {
      const types = { source_type: 'tiktok_portability', requested_data_types: TYPES };
      const created = await study.create({ ...types, ...DATES });
      const { id } = await donate(participant(stack.origin), created.donation_url, { account });
      const done = await study.ended(id);
      expect(done).toMatchObject({ status: 'processed', error: null });
      const described = BUILT_IN.find((known) => known.id === account) ?? {};
      const truth = expectedLists(described, ['all']);
      for (const { data_type: name, state, counts } of done.data_types) {
        const lists = LISTS[name] ?? [name.replace('tiktok_', '')];
        const records = lists.flatMap((list) => truth.get(list) ?? []);
        const dated = records.flatMap(({ time }) => (time === null ? [] : [time]));
        const inside = dated.filter((time) => contains(PERIOD, time));
        const kept = TIMELESS.includes(name) ? records.map(() => null) : inside;
        const once = TWICE.includes(name) && account !== 'tiktok-old-names' ? kept.slice(0, kept.length / 2) : kept;
        const rows = state === 'ready' ? await study.allRows(id, name) : [];
        expect([name, byTime(rows.map(({ timestamp }) => timestamp as number | null))]).toEqual([name, byTime(once)]);
        expect([name, counts.seen, summed(counts)]).toEqual([name, records.length, records.length]);
        expect([name, counts.duplicate]).toEqual([name, kept.length - once.length]);
      }
      const isEmpty = account === 'tiktok-empty';
      expect(done.data_types.filter(({ state }) => state === 'ready').length).toBe(isEmpty ? 0 : TYPES.length);
    },
  );
});
