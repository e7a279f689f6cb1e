import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../../functions/core/clock.ts';
import { isTimeZone, localTimes } from '../../../functions/core/local-time.ts';
import { createOverview, type Overview } from '../../../functions/core/overview.ts';
import { createRanking } from '../../../functions/core/ranking.ts';

type Seen = { readonly time: number | null; readonly value: string | null };

/** Rows newest first, as they are stored. */
function overviewOf(rows: readonly Seen[], timeZone = 'UTC'): Overview {
  const times = rows.flatMap(({ time }) => time ?? []);
  const bounds = times.length
    ? { newest: Math.max(...times), oldest: Math.min(...times) }
    : { newest: null, oldest: null };
  const seen = createOverview(bounds, timeZone, true);
  for (const { time, value } of rows) seen.add(time, value);
  return seen.result();
}

const at = (...times: readonly string[]): readonly Seen[] =>
  times.map((time) => ({ time: Date.parse(time), value: null }));
const bars = ({ over_time }: Overview) => over_time.map(({ start, count }) => [start, count]);

describe('local times', () => {
  it.each([
    ['Europe/Helsinki', '2024-03-30T23:30:00Z', '2024-03-31', 6, 1],
    // An hour later clocks have gone forward.
    ['Europe/Helsinki', '2024-03-31T01:30:00Z', '2024-03-31', 6, 4],
    ['America/New_York', '2024-01-01T04:59:59Z', '2023-12-31', 6, 23],
    ['Asia/Kolkata', '2024-01-01T18:30:00Z', '2024-01-02', 1, 0],
    ['UTC', '1969-12-31T23:00:00Z', '1969-12-31', 2, 23],
    ['Pacific/Kiritimati', '2024-02-28T10:00:00Z', '2024-02-29', 3, 0],
  ])('in %s at %s it is %s, weekday %d, hour %d', (zone, time, date, weekday, hour) => {
    const local = localTimes(zone)(Date.parse(time));
    expect([new Date(local.day * DAY_MS).toISOString().slice(0, 10), local.weekday, local.hour]).toEqual([
      ...[date, weekday, hour],
    ]);
  });

  it('are what Intl says, at any hour', () => {
    const zone = 'Europe/Berlin';
    const parts = new Intl.DateTimeFormat('en', {
      timeZone: zone,
      weekday: 'short',
      hour: 'numeric',
      hourCycle: 'h23',
    });
    const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
    const local = localTimes(zone);
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2037, 0) }), (time) => {
        const said = Object.fromEntries(parts.formatToParts(time).map(({ type, value }) => [type, value]));
        const { weekday, hour } = local(time);
        expect([days[weekday], hour]).toEqual([said.weekday, Number(said.hour)]);
      }),
    );
  });

  it('are of zones that there are', () => {
    expect(['Europe/Helsinki', 'UTC', 'Mars/Olympus', ''].map(isTimeZone)).toEqual([true, true, false, false]);
  });
});

describe('an overview', () => {
  it('has a bar for each day, week, month or year, whichever is few enough, and for those between', () => {
    expect(bars(overviewOf(at('2024-03-03T10:00:00Z', '2024-03-01T10:00:00Z', '2024-03-01T09:00:00Z')))).toEqual([
      ...[
        ['2024-03-01', 2],
        ['2024-03-02', 0],
        ['2024-03-03', 1],
      ],
    ]);
    const weeks = overviewOf(at('2024-06-01T10:00:00Z', '2024-01-01T10:00:00Z'));
    expect([weeks.unit, weeks.over_time[0], weeks.over_time.length]).toEqual([
      'week',
      { start: '2024-01-01', count: 1 },
      22,
    ]);
    const months = overviewOf(at('2024-06-01T10:00:00Z', '2022-01-31T10:00:00Z'));
    expect([months.unit, months.over_time[0]?.start, months.over_time.length]).toEqual(['month', '2022-01-01', 30]);
    const years = overviewOf(at('2024-06-01T10:00:00Z', '2004-01-31T10:00:00Z'));
    expect([years.unit, years.over_time[0]?.start, years.over_time.length]).toEqual(['year', '2004-01-01', 21]);
  });

  it('of nothing is empty', () => {
    expect(overviewOf([])).toMatchObject({ count: 0, undated: 0, over_time: [], ranked: { values: [], others: 0 } });
  });

  it('counts rows without a time, and puts them into no picture of times', () => {
    const seen = overviewOf([...at('2024-03-03T10:00:00Z'), { time: null, value: 'a' }]);
    expect([
      seen.count,
      seen.undated,
      seen.over_time.length,
      seen.by_weekday_hour.flat().reduce((a, b) => a + b),
    ]).toEqual([...[2, 1, 1, 1]]);
  });

  it('counts every row once, whatever their times', () => {
    const row = fc.record({
      time: fc.option(fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2030, 0) })),
      value: fc.option(fc.constantFrom('a', 'b', 'c')),
    });
    fc.assert(
      fc.property(fc.array(row), fc.constantFrom('UTC', 'Europe/Helsinki', 'America/New_York'), (rows, zone) => {
        const seen = overviewOf(rows, zone);
        const dated = rows.filter(({ time }) => time !== null).length;
        const sum = (counts: readonly number[]) => counts.reduce((all, each) => all + each, 0);
        expect([seen.count, seen.undated]).toEqual([rows.length, rows.length - dated]);
        expect(sum(seen.over_time.map(({ count }) => count))).toBe(dated);
        expect(sum(seen.by_weekday_hour.flat())).toBe(dated);
        const ranked = rows.filter(({ value }) => value !== null).length;
        expect(sum(seen.ranked?.values.map(({ count }) => count) ?? []) + (seen.ranked?.others ?? 0)).toBe(ranked);
        expect(seen.over_time.length).toBeLessThanOrEqual(122);
        const starts = seen.over_time.map(({ start }) => start);
        expect(starts).toEqual([...new Set(starts)].toSorted());
      }),
    );
  });

  it('is of local days', () => {
    const rows = at('2024-03-02T23:30:00Z', '2024-03-01T10:00:00Z');
    expect(bars(overviewOf(rows, 'Europe/Helsinki'))).toEqual([
      ['2024-03-01', 1],
      ['2024-03-02', 0],
      ['2024-03-03', 1],
    ]);
    expect(overviewOf(rows, 'Europe/Helsinki').by_weekday_hour[6]?.[1]).toBe(1);
  });
});

describe('a ranking', () => {
  it('tells the most frequent, and how many others there were', () => {
    const ranking = createRanking(2);
    for (const value of ['b', 'a', 'c', 'a', 'b', 'a', 'd']) ranking.add(value);
    const values = [
      { value: 'a', count: 3 },
      { value: 'b', count: 2 },
    ];
    expect(ranking.result()).toEqual({ values, others: 2, exact: true });
  });

  it('of more values than it has room for keeps the frequent ones, and says that counts are not exact', () => {
    const ranking = createRanking(2, 100);
    for (let n = 0; n < 20_000; n += 1) ranking.add(n % 4 ? `once ${n}` : n % 8 ? 'often' : 'oftener');
    for (let n = 0; n < HOUR_MS / 36_000; n += 1) ranking.add('oftener');
    const { values, others, exact } = ranking.result();
    expect(values.map(({ value }) => value)).toEqual(['oftener', 'often']);
    expect(exact).toBe(false);
    expect(values.reduce((sum, { count }) => sum + count, 0) + others).toBe(20_100);
    expect(values[0]?.count).toBeGreaterThan(2500);
  });
});
