import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Overview } from '../../functions/core/overview.ts';
import { donate, type Participant, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, type TestStudy } from '../support/study.ts';

type Seen = Overview & { readonly ranked: (Overview['ranked'] & { readonly label: string }) | null };

let stack: TestStack;
let study: TestStudy;
let browser: Participant;
let id: string;
beforeAll(async () => {
  stack = await testStack();
  study = studyOf(stack);
  browser = participant(stack.origin);
  const created = await study.create({ requested_data_types: ['youtube_history', 'search', 'google_lens'] });
  ({ id } = await donate(browser, created.donation_url, { account: 'maija' }));
  await study.ended(id);
});
afterAll(() => stack.close());

const overview = (query: Record<string, string>, from = browser) =>
  from.call<Seen & { errors?: object; code?: string }>(
    'GET',
    `/api/participant/donations/${id}/overview/?${new URLSearchParams(query)}`,
  );
const sum = (counts: readonly number[]): number => counts.reduce((all, each) => all + each, 0);

describe('an overview of one’s own rows', () => {
  it('counts the rows that the query gives, by month, weekday and hour, and channel', async () => {
    const rows = await study.allRows(id, 'youtube_history');
    const { status, body } = await overview({ data_type: 'youtube_history' });
    expect([status, body.count, body.undated, body.unit]).toEqual([200, rows.length, 0, 'month']);
    const months = Map.groupBy(rows, ({ time }) => `${String(time).slice(0, 7)}-01`);
    expect(body.over_time.filter(({ count }) => count)).toEqual(
      [...months]
        .map(([start, own]) => ({ start, count: own.length }))
        .toSorted((a, b) => (a.start < b.start ? -1 : 1)),
    );
    const sundayNoon = rows.filter(({ timestamp }) => {
      const time = new Date(timestamp as number);
      return time.getUTCDay() === 0 && time.getUTCHours() === 12;
    });
    expect(body.by_weekday_hour[6]?.[12]).toBe(sundayNoon.length);
    const channels = Map.groupBy(
      rows.filter(({ channel_name }) => channel_name),
      ({ channel_name }) => String(channel_name),
    );
    const most = [...channels.values()].map((own) => own.length).toSorted((a, b) => b - a);
    expect(body.ranked).toMatchObject({ label: 'Channels', exact: true });
    expect(body.ranked?.values.map(({ count }) => count)).toEqual(most.slice(0, 10));
    for (const { value, count } of body.ranked?.values ?? []) expect(channels.get(value)).toHaveLength(count);
    expect(body.ranked?.others).toBe(sum(most.slice(10)));
  });

  it('is of the dates that were asked for, by the clock of the place', async () => {
    const dates = { start_date: '2024-03-01', end_date: '2024-03-10' };
    const rows = await study.allRows(id, 'search', '&start_date=2024-03-01&end_date=2024-03-10');
    const { body } = await overview({ data_type: 'search', ...dates, time_zone: 'Pacific/Kiritimati' });
    expect([body.count, body.unit]).toEqual([rows.length, 'day']);
    // There it is fourteen hours later.
    const days = rows.map(({ timestamp }) =>
      new Date((timestamp as number) + 14 * 3_600_000).toISOString().slice(0, 10),
    );
    expect(sum(body.over_time.map(({ count }) => count))).toBe(rows.length);
    expect(body.over_time.filter(({ count }) => count).map(({ start }) => start)).toEqual(
      [...new Set(days)].toSorted(),
    );
  });

  it('names what is wrong, and is nobody else’s', async () => {
    const wrong = await overview({ time_zone: 'Mars/Olympus', start_date: '2024-02-30' });
    expect([wrong.status, Object.keys(wrong.body.errors ?? {}).toSorted()]).toEqual([
      ...[400, ['data_type', 'start_date', 'time_zone']],
    ]);
    expect((await overview({ data_type: 'no_such_type' })).status).toBe(400);
    expect((await overview({ data_type: 'discover' })).body.code).toBe('not_requested');
    expect((await overview({ data_type: 'search' }, participant(stack.origin))).status).toBe(401);
  });
});
