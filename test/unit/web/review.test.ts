import { beforeAll, describe, expect, it } from 'vitest';
import { isTicked, removalText, removedIn } from '../../../web/donate/removal-words.ts';
import { firstPage, pageAfter, pageBefore } from '../../../web/donate/use-rows.ts';
import { speak } from '../../../web/i18n/messages.ts';
import type { RemovalView } from '../../../web/lib/contract.ts';
import { AT } from '../../support/participant-views.ts';

beforeAll(() => speak('en'));

const removal = (more: Partial<RemovalView>): RemovalView => ({
  ...{ id: 'rem_1', data_type: 'search', count: 1200, created_at: AT },
  ...more,
});

describe('a removal in words', () => {
  it.each<[Partial<RemovalView>, string]>([
    [{}, '1,200 rows that you selected'],
    [{ count: 1 }, '1 row that you selected'],
    [{ all: true }, 'Everything of this kind'],
    [{ q: 'weather' }, 'All rows with “weather”'],
    [{ start_date: '2023-05-01' }, 'All rows from 1 May 2023 on'],
    [{ end_date: '2023-05-02' }, 'All rows up to 2 May 2023'],
    [{ start_date: '2023-05-01', end_date: '2023-05-02' }, 'All rows from 1 May 2023 to 2 May 2023'],
    [{ q: 'weather', end_date: '2023-05-02' }, 'All rows with “weather”, up to 2 May 2023'],
  ])('%j: %s', (more, text) => {
    expect(removalText(removal(more))).toBe(text);
  });

  it('says how many rows there are where the words do not', () => {
    expect(
      [{}, { all: true as const }, { q: 'x' }, { end_date: '2023-05-02' }].map((more) => isTicked(removal(more))),
    ).toEqual([true, false, false, false]);
  });
});

describe('all removals', () => {
  it('take rows of every kind of data, each row once', () => {
    const view = {
      removals: [removal({ count: 3 }), removal({ count: 2 })],
      removed: { search: 4, youtube_history: 8 },
    };
    expect(removedIn(view)).toBe(12);
    expect(removedIn({ removals: [], removed: {} })).toBe(0);
  });
});

describe('the pages of rows', () => {
  it('are gone through there and back, however short the service cut them', () => {
    const first = firstPage({ dataType: 'search', start: '', end: '', text: '' });
    const page = { count: 250, data: [], next: null };
    const second = pageAfter(first, { ...page, offset: 0, returned: 30 });
    const third = pageAfter(second, { ...page, offset: 30, returned: 100 });
    expect([second.offset, third.offset]).toEqual([30, 130]);
    expect(pageBefore(third)).toEqual(second);
    expect(pageBefore(second)).toEqual(first);
    expect(pageBefore(first)).toEqual(first);
  });
});
