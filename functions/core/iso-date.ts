/** functions/core/iso-date.ts — which texts are dates of ISO 8601, in the forms that Open Humans takes. */

/** A week or an ordinal date, a calendar date in its long and short forms, a month, a year. */
const DATES = [
  /^(?<year>\d{4})$/,
  /^(?<year>\d{4})[-/.](?<month>\d{2})$/,
  /^(?<year>\d{4})(?<divider>[-/.])(?<month>\d{1,2})\k<divider>(?<day>\d{1,2})$/,
  /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/,
  /^(?<year>\d{4})-?(?<ordinal>\d{3})$/,
  /^(?<year>\d{4})-?W(?<week>\d{2})(?:-?(?<weekday>\d))?$/,
];
const TIME =
  /^(?<hour>\d{2})(?:(?<colon>:?)(?<minute>\d{2})(?:\k<colon>(?<second>\d{2})(?:[.,]\d+)?)?)?(?:Z|[+-](?<zoneHour>\d{2})(?::?(?<zoneMinute>\d{2}))?)?$/i;

/** The end of the year 9999, as a Unix time in microseconds: the largest number that is taken for a time. */
const LAST_MOMENT = 253_402_318_800e6;
const FIRST_SECOND = -62_135_596_800;

const within = (text: string | undefined, first: number, last: number): boolean =>
  text === undefined || (Number(text) >= first && Number(text) <= last);

/** The days of a month; of a year where no month is named. */
function daysOf(year: number, month?: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === undefined) return isLeap ? 366 : 365;
  if (month === 2) return isLeap ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function isDate(text: string): boolean {
  const found = DATES.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (!found) return false;
  const { year, month, day, ordinal, week, weekday } = found;
  if (!within(year, 1, 9999) || !within(month, 1, 12)) return false;
  const days = daysOf(Number(year), month === undefined ? undefined : Number(month));
  return within(day, 1, days) && within(ordinal, 1, days) && within(week, 1, 53) && within(weekday, 1, 7);
}

function isTime(text: string): boolean {
  const found = TIME.exec(text)?.groups;
  if (!found) return false;
  const { hour, minute, second, zoneHour, zoneMinute } = found;
  const isMidnight = hour === '24' && !Number(minute ?? 0) && !Number(second ?? 0);
  const isOfDay = isMidnight || within(hour, 0, 23);
  return isOfDay && [minute, second, zoneMinute].every((part) => within(part, 0, 59)) && within(zoneHour, 0, 23);
}

/** Whether it is a date, a date with a time behind `T` or one space, or a Unix time as a number. */
export function isIsoDate(value: unknown): boolean {
  if (typeof value === 'number') return value >= FIRST_SECOND && value <= LAST_MOMENT;
  if (typeof value !== 'string') return false;
  const [, date = '', time] = /^([^T ]+)(?:[T ](.+))?$/s.exec(value) ?? [];
  return isDate(date) && (time === undefined || isTime(time));
}
