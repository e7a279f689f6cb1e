/** web/i18n/messages.ts — the catalogue of the page's language, and how that language writes times. */
import type { Messages } from '../content/en/messages/index.ts';
import { CATALOGUES, type Language } from './languages.ts';

/** The words of this page. Bound by `speak`, before anything is shown. */
export let t: Messages;

type Style = Intl.DateTimeFormatOptions;
const formats = new Map<Style, Intl.DateTimeFormat>();

/** Loads a language; from then on `t` holds its words. */
export async function speak(language: Language): Promise<void> {
  t = (await CATALOGUES[language]()).messages;
  formats.clear();
}

/** Making a format takes longer than using it: each is made once. */
function formatOf(style: Style): Intl.DateTimeFormat {
  const known = formats.get(style) ?? new Intl.DateTimeFormat(t.locale, style);
  formats.set(style, known);
  return known;
}

const DATE_TIME: Style = { dateStyle: 'long', timeStyle: 'short' };
const CLOCK: Style = { timeStyle: 'medium' };
const DAY: Style = { dateStyle: 'long', timeZone: 'UTC' };
const HOUR: Style = { timeStyle: 'short', timeZone: 'UTC' };
const LONG_WEEKDAY: Style = { weekday: 'long', timeZone: 'UTC' };
const SHORT_WEEKDAY: Style = { weekday: 'short', timeZone: 'UTC' };
const SPANS: Readonly<Record<'day' | 'month' | 'year', Style>> = {
  day: DAY,
  month: { month: 'long', year: 'numeric', timeZone: 'UTC' },
  year: { year: 'numeric', timeZone: 'UTC' },
};

/** A moment in the reader's own time zone. @param iso RFC 3339 */
export const formatTime = (iso: string): string => formatOf(DATE_TIME).format(new Date(iso));

/** A moment in the reader's own time zone; without the day when that is today. @param iso RFC 3339 */
export function formatClock(iso: string): string {
  const time = new Date(iso);
  return formatOf(time.toDateString() === new Date().toDateString() ? CLOCK : DATE_TIME).format(time);
}

/** A day, the week from it, its month or its year. @param iso a date */
export function formatSpan(iso: string, unit: 'day' | 'week' | 'month' | 'year'): string {
  return unit === 'week' ? t.pictures.week(formatDay(iso)) : formatOf(SPANS[unit]).format(new Date(iso));
}

/** The first of January 2024 was a Monday. @param at from 0, Monday */
const onWeekday = (at: number): Date => new Date(Date.UTC(2024, 0, 1 + at));
export const formatWeekday = (at: number): string => formatOf(LONG_WEEKDAY).format(onWeekday(at));
export const formatShortWeekday = (at: number): string => formatOf(SHORT_WEEKDAY).format(onWeekday(at));

/** @param at 0 to 23 */
export const formatHour = (at: number): string => formatOf(HOUR).format(new Date(Date.UTC(2024, 0, 1, at)));

/** A UTC day. @param iso a date or a moment, RFC 3339 */
export const formatDay = (iso: string): string => formatOf(DAY).format(new Date(iso));

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;

/** A size in the largest unit of which it has one. */
export function formatSize(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
  const style = { style: 'unit', unit: UNITS[step], unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(t.locale, style).format(bytes / 1000 ** step);
}
