/** functions/core/local-time.ts — days and hours as clocks in some place show them. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './clock.ts';

export type LocalTime = {
  /** Days since 1970-01-01. */
  readonly day: number;
  /** From 0, Monday. */
  readonly weekday: number;
  /** 0 to 23 */
  readonly hour: number;
};

const OFFSET = /^GMT(?:([+-])(\d\d):(\d\d)(?::\d\d)?)?$/;

/** Whether a time zone exists. @param name e.g. `Europe/Helsinki` */
export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    return false;
  }
}

/**
 * @param timeZone as IANA names it
 * @returns what clocks show at a time, milliseconds since the epoch. Zones change at whole hours of UTC, or are taken to
 * @throws RangeError where there is no such zone
 */
export function localTimes(timeZone: string): (time: number) => LocalTime {
  const format = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset', hour: 'numeric' });
  // Rows come in the order of their times: those of one hour ask once.
  let [hour, offset] = [Number.NaN, 0];
  const offsetAt = (time: number): number => {
    const current = Math.floor(time / HOUR_MS);
    if (current === hour) return offset;
    const name = format.formatToParts(current * HOUR_MS).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign = '+', hours = '0', minutes = '0'] = OFFSET.exec(name) ?? [];
    hour = current;
    offset = (sign === '-' ? -1 : 1) * (Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS);
    return offset;
  };
  return (time) => {
    const local = time + offsetAt(time);
    const day = Math.floor(local / DAY_MS);
    // The first of January 1970 was a Thursday.
    return { day, weekday: (((day + 3) % 7) + 7) % 7, hour: Math.floor((local - day * DAY_MS) / HOUR_MS) };
  };
}
