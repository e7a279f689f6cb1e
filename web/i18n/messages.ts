/** web/i18n/messages.ts — the catalogue of the page's language, and how that language writes times. */
import { en, type Messages } from './en.ts';

/** The words of this page. */
export const t: Messages = en;

const dateTime = new Intl.DateTimeFormat(t.locale, { dateStyle: 'long', timeStyle: 'short' });
const clock = new Intl.DateTimeFormat(t.locale, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(t.locale, { dateStyle: 'long', timeZone: 'UTC' });

/** A moment in the reader's own time zone. @param iso RFC 3339 */
export const formatTime = (iso: string): string => dateTime.format(new Date(iso));

/** A moment in the reader's own time zone; without the day when that is today. @param iso RFC 3339 */
export function formatClock(iso: string): string {
  const time = new Date(iso);
  return time.toDateString() === new Date().toDateString() ? clock.format(time) : dateTime.format(time);
}

const SPANS: Readonly<Record<'day' | 'month' | 'year', Intl.DateTimeFormat>> = {
  day,
  month: new Intl.DateTimeFormat(t.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  year: new Intl.DateTimeFormat(t.locale, { year: 'numeric', timeZone: 'UTC' }),
};

/** A day, the week from it, its month or its year. @param iso a date */
export function formatSpan(iso: string, unit: 'day' | 'week' | 'month' | 'year'): string {
  const start = new Date(iso);
  return unit === 'week' ? t.pictures.week(day.format(start)) : SPANS[unit].format(start);
}

/** The first of January 2024 was a Monday. @param at from 0, Monday */
const onWeekday = (at: number): Date => new Date(Date.UTC(2024, 0, 1 + at));
const longWeekday = new Intl.DateTimeFormat(t.locale, { weekday: 'long', timeZone: 'UTC' });
const shortWeekday = new Intl.DateTimeFormat(t.locale, { weekday: 'short', timeZone: 'UTC' });
export const formatWeekday = (at: number): string => longWeekday.format(onWeekday(at));
export const formatShortWeekday = (at: number): string => shortWeekday.format(onWeekday(at));

const hours = new Intl.DateTimeFormat(t.locale, { timeStyle: 'short', timeZone: 'UTC' });
/** @param at 0 to 23 */
export const formatHour = (at: number): string => hours.format(new Date(Date.UTC(2024, 0, 1, at)));

/** A UTC day. @param iso a date or a moment, RFC 3339 */
export const formatDay = (iso: string): string => day.format(new Date(iso));

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the largest unit of which it has one. */
export function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const style = { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(t.locale, style).format(bytes / 1000 ** step);
}
