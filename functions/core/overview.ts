/** functions/core/overview.ts — what many rows look like from afar: over time, by hour and weekday, and what is most frequent. */
import { DAY_MS } from './clock.ts';
import { type LocalTime, localTimes } from './local-time.ts';
import { createRanking, type Ranking } from './ranking.ts';

const RANKED = 10;

export const TIME_UNITS = ['day', 'week', 'month', 'year'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Days of a unit, and how many bars of it make a picture: about two months, a year, ten years, and whatever is longer. */
const UNITS: Readonly<Record<TimeUnit, { readonly days: number; readonly most: number }>> = {
  day: { days: 1, most: 62 },
  week: { days: 7, most: 62 },
  month: { days: 30, most: 121 },
  year: { days: 365, most: Number.POSITIVE_INFINITY },
};

export type Overview = {
  /** Rows looked at. */
  readonly count: number;
  /** Those without a time: they are in no picture of times. */
  readonly undated: number;
  readonly unit: TimeUnit;
  /** Rows by day, week (from Monday), month or year, from the first to the last; also where there are none. */
  readonly over_time: readonly { readonly start: string; readonly count: number }[];
  /** Rows by weekday, Monday first, and hour. */
  readonly by_weekday_hour: readonly (readonly number[])[];
  readonly ranked: Ranking | null;
};

type Bounds = { readonly newest: number | null; readonly oldest: number | null };

/** The finest unit that gives few enough bars. */
function unitOf({ newest, oldest }: Bounds): TimeUnit {
  const days = newest === null || oldest === null ? 1 : (newest - oldest) / DAY_MS + 2;
  return TIME_UNITS.find((unit) => days / UNITS[unit].days <= UNITS[unit].most) ?? 'year';
}

const dateOf = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10);

/** The first day of the unit that a day lies in. */
function startOf({ day, weekday }: Pick<LocalTime, 'day' | 'weekday'>, unit: TimeUnit): number {
  if (unit === 'day') return day;
  if (unit === 'week') return day - weekday;
  const date = new Date(day * DAY_MS);
  return Date.UTC(date.getUTCFullYear(), unit === 'month' ? date.getUTCMonth() : 0) / DAY_MS;
}

/** The first day of the unit behind one that begins with a day. */
function nextOf(start: number, unit: TimeUnit): number {
  if (unit === 'day' || unit === 'week') return start + UNITS[unit].days;
  const date = new Date(start * DAY_MS);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth()];
  return (unit === 'month' ? Date.UTC(year, month + 1) : Date.UTC(year + 1, 0)) / DAY_MS;
}

/**
 * Looks at rows one by one.
 * @param bounds times of the newest and the oldest row, milliseconds since the epoch
 * @param timeZone as IANA names it
 * @param isRanked whether values are given along, of which the most frequent are told
 */
export function createOverview(bounds: Bounds, timeZone: string, isRanked: boolean) {
  const unit = unitOf(bounds);
  const local = localTimes(timeZone);
  const bars = new Map<number, number>();
  const week = Array.from({ length: 7 }, () => new Array<number>(24).fill(0));
  const ranking = isRanked ? createRanking(RANKED) : undefined;
  let [count, undated] = [0, 0];

  return {
    /** @param value null where there is none to rank */
    add(time: number | null, value: string | null): void {
      count += 1;
      if (value !== null) ranking?.add(value);
      if (time === null) {
        undated += 1;
        return;
      }
      const at = local(time);
      const start = startOf(at, unit);
      bars.set(start, (bars.get(start) ?? 0) + 1);
      (week[at.weekday] as number[])[at.hour] = (week[at.weekday]?.[at.hour] ?? 0) + 1;
    },
    result(): Overview {
      const starts = [...bars.keys()];
      const [first, last] = [Math.min(...starts), Math.max(...starts)];
      const over_time: Overview['over_time'][number][] = [];
      for (let start = first; start <= last; start = nextOf(start, unit)) {
        over_time.push({ start: dateOf(start), count: bars.get(start) ?? 0 });
      }
      return { count, undated, unit, over_time, by_weekday_hour: week, ranked: ranking?.result() ?? null };
    },
  };
}
