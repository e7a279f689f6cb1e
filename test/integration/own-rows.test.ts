import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Overview } from '../../functions/core/overview.ts';
import { donate, type Participant, participant } from '../../local/walk.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { type Rows, studyOf, type TestStudy } from '../support/study.ts';

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

describe('a search in one’s own rows', () => {
  const search = (query: Record<string, string>) =>
    browser.call<Rows>('GET', `/api/participant/donations/${id}/data/?${new URLSearchParams(query)}`);

  it('gives the rows that hold the text, in any case, page by page, and counts them', async () => {
    const rows = await study.allRows(id, 'youtube_history');
    const wanted = rows.filter((row) => JSON.stringify(row).toLowerCase().includes('räksmörgås'));
    expect(wanted.length).toBeGreaterThan(20);
    const given: unknown[] = [];
    for (let offset = 0; offset < wanted.length; offset += 10) {
      const query = { data_type: 'youtube_history', q: ' RÄKSMÖRGÅS ', limit: '10', offset: String(offset) };
      const { status, body } = await search(query);
      expect([status, body.count]).toEqual([200, wanted.length]);
      given.push(...body.data);
      expect(body.next?.includes(`q=R%C3%84KSM%C3%96RG%C3%85S`) ?? body.next).toBe(
        given.length < wanted.length || null,
      );
    }
    expect(given).toEqual(wanted);
  });

  it('is within the days that were asked for, and the researcher’s as well', async () => {
    const path = `/api/donations/${id}/data/?data_type=youtube_history&q=channel&start_date=2024-03-01&end_date=2024-03-31`;
    const { body } = await study.api.get<Rows>(path);
    const rows = await study.allRows(id, 'youtube_history', '&start_date=2024-03-01&end_date=2024-03-31');
    expect(body.data).toEqual(
      rows.filter((row) => JSON.stringify(Object.values(row)).toLowerCase().includes('channel')),
    );
  });

  it('that finds nothing says so, and one that is too long is refused', async () => {
    expect((await search({ data_type: 'search', q: 'no such words' })).body).toMatchObject({
      count: 0,
      data: [],
      next: null,
    });
    expect((await search({ data_type: 'search', q: 'x'.repeat(201) })).status).toBe(400);
  });
});

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
