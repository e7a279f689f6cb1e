/** functions/providers/google/time.ts — the times in Google's exports. */

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/i;

/**
 * Reads an RFC 3339 time; one file mixes times with and without a fraction of a second.
 * @returns milliseconds since the epoch, rounded down; null where the text is no time that exists
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function parseTime(text: unknown): number | null {
  const parts = typeof text === 'string' ? TIMESTAMP.exec(text) : null;
  if (!parts) return null;
  const [, year, month, day, hour, minute, second, fraction = '', sign, offsetHours, offsetMinutes] = parts;
  const date = utcDay(Number(year), Number(month), Number(day));
  if (date === null || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (Number(offsetHours ?? 0) > 23 || Number(offsetMinutes ?? 0) > 59) return null;
  const milliseconds = Number(fraction.padEnd(3, '0').slice(0, 3));
  const clock = ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + milliseconds;
  const offset = sign ? (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000 * (sign === '-' ? -1 : 1) : 0;
  return date + clock - offset;
}

/** Midnight UTC of a day, milliseconds since the epoch; null where there is no such day. @param month 1 to 12 */
export function utcDay(year: number, month: number, day: number): number | null {
  // Date.UTC reads years below 100 as those of the 20th century.
  if (year < 1000) return null;
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : null;
}
