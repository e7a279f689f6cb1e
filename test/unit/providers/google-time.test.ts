import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDateText } from '../../../functions/providers/google/date-text.ts';
import { parseTime } from '../../../functions/providers/google/time.ts';

const DAY = 86_400_000;
/** Any millisecond of the years 1970 to 2100. */
const moment = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });

describe('a time of an export', () => {
  it('is read with and without a fraction, to the millisecond', () => {
    expect(parseTime('2024-11-20T10:00:00Z')).toBe(Date.UTC(2024, 10, 20, 10));
    expect(parseTime('2024-11-20T10:00:00.123Z')).toBe(Date.UTC(2024, 10, 20, 10, 0, 0, 123));
  });

  it('is read back from what any moment is written as', () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(0, 3, 6, 9), fc.integer({ min: 0, max: 999_999 }), (time, digits, finer) => {
        const exact = new Date(time).toISOString();
        const tail = String(finer).padStart(6, '0');
        const fraction = digits ? `.${(exact.slice(20, 23) + tail).slice(0, digits)}` : '';
        const text = `${exact.slice(0, 19)}${fraction}Z`;
        expect(parseTime(text)).toBe(digits ? time : Math.floor(time / 1000) * 1000);
      }),
    );
  });

  it('is the same moment whatever the offset', () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -14 * 60, max: 14 * 60 }), (time, minutes) => {
        const local = new Date(time + minutes * 60_000).toISOString().slice(0, 23);
        const two = (value: number) => String(value).padStart(2, '0');
        const size = Math.abs(minutes);
        const offset = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        fc.pre(/^\d{4}-/.test(local));
        expect(parseTime(local + offset)).toBe(time);
      }),
    );
  });

  it.each([
    ...['2024-02-30T10:00:00Z', '2023-02-29T00:00:00Z', '2024-13-01T00:00:00Z', '2024-00-10T00:00:00Z'],
    ...['2024-01-01T24:00:00Z', '2024-01-01T10:60:00Z', '2024-01-01T10:00:61Z', '2024-01-01T10:00:00+25:00'],
    ...['2024-01-01', '2024-01-01T10:00:00', '2024-01-01 10:00:00Z', '20240101T100000Z', '', 'yesterday'],
    ...['2024-01-01T10:00:00.Z', ' 2024-01-01T10:00:00Z', '0001-01-01T00:00:00Z', null, undefined, 0, {}],
  ])('that is none, like %j, is not made up', (text) => {
    expect(parseTime(text)).toBeNull();
  });
});

describe('a day written out for people', () => {
  it.each([
    ...['Jan 15, 2024', 'January 15, 2024', '15 Jan 2024', '2024-01-15', '2024-01-15T23:59:59Z'],
    ...['15.1.2024', '15.01.2024', '15. Jan. 2024', '15. Januar 2024', '15. tammikuuta 2024', '15. tammik. 2024'],
    ...['15 janv. 2024', '15 de enero de 2024', '15 ene 2024', '15 gennaio 2024', '15 sty 2024', '15 januari 2024'],
    ...['2024. jan. 15.', '15 ιανουαρίου 2024', '15.01.2024 г.', '2024-01-15', '15/01/2024', '01/15/2024'],
    ...['Jan\u00a015,\u202f2024', '15-01-2024', '2024 m. sausio 15 d.'],
  ])('%s is midnight UTC of that day', (text) => {
    expect(parseDateText(text)).toBe(Date.UTC(2024, 0, 15));
  });

  it('is none in a text that is longer than any day', () => {
    expect(parseDateText(`15 January ${' '.repeat(100)} 2024`)).toBe(Date.UTC(2024, 0, 15));
    expect(parseDateText(`15 January ${' '.repeat(200)} 2024`)).toBeNull();
  });

  it.each(['en', 'fi', 'de', 'fr', 'es', 'nl', 'sv', 'it', 'pt', 'et', 'hu', 'el', 'ro', 'bg', 'sk'])(
    'is never read as another day when written in %s',
    (locale) => {
      for (const month of ['short', 'long'] as const) {
        const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' });
        for (let day = Date.UTC(2023, 0, 1); day < Date.UTC(2024, 0, 1); day += 9 * DAY) {
          expect([day, null]).toContain(parseDateText(format.format(day)));
        }
      }
    },
  );

  it.each(['en', 'fi', 'de', 'fr', 'es', 'nl', 'sv', 'it'])('is read on every day of a year in %s', (locale) => {
    const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
    const unread = [];
    for (let day = Date.UTC(2024, 0, 1); day < Date.UTC(2025, 0, 1); day += DAY) {
      if (parseDateText(format.format(day)) !== day) unread.push(format.format(day));
    }
    expect(unread).toEqual([]);
  });

  it.each([
    ...['02/03/2024', 'Feb 30, 2024', '31.2.2024', '2024', 'soon', 'Jan 15', 'Brumaire 15, 2024', '', null, 15],
    ...['March or April 3, 2024', '1.2.3.2024', '367.1.2024'],
  ])('that cannot be told for certain, like %j, is not made up', (text) => {
    expect(parseDateText(text)).toBeNull();
  });
});
