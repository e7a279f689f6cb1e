/** functions/providers/google/time.ts — the times in Google's exports. */

const TIMESTAMP = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):?(\d\d))$/i;

/**
 * Reads an RFC 3339 time; one file mixes times with and without a fraction of a second.
 * @returns milliseconds since the epoch, rounded down; null where the text is no time that exists
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function parseTime(text: unknown): number | null {
  if (typeof text !== 'string') return null;
  const plain = parsePlain(text);
  if (plain !== undefined) return plain;
  const parts = TIMESTAMP.exec(text);
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

const ZERO = 48;
const digit = (text: string, at: number): number => text.charCodeAt(at) - ZERO;
/** A number of two digits; not a number of two digits where one of them is none. */
function pair(text: string, at: number): number {
  const [tens, ones] = [digit(text, at), digit(text, at + 1)];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/** The form that nearly all times have, `2024-11-20T10:00:00.123Z`: a sixth of the time that the pattern takes. */
function parsePlain(text: string): number | undefined {
  if (text.length !== 24 || text[23] !== 'Z' || text[19] !== '.' || text[10] !== 'T') return undefined;
  if (text[4] !== '-' || text[7] !== '-' || text[13] !== ':' || text[16] !== ':') return undefined;
  const [century, year, month, day] = [pair(text, 0), pair(text, 2), pair(text, 5), pair(text, 8)];
  const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
  const [milliseconds, last] = [pair(text, 20), digit(text, 22)];
  // Days that every month has; the others go the long way.
  const isDay = century >= 10 && century < 100 && year < 100 && month >= 1 && month <= 12 && day >= 1 && day <= 28;
  if (!isDay || hour > 23 || minute > 59 || second > 59 || milliseconds > 99 || last < 0 || last > 9) return undefined;
  return Date.UTC(century * 100 + year, month - 1, day, hour, minute, second, milliseconds * 10 + last);
}

/** Midnight UTC of a day, milliseconds since the epoch; null where there is no such day. @param month 1 to 12 */
export function utcDay(year: number, month: number, day: number): number | null {
  // Date.UTC reads years below 100 as those of the 20th century.
  if (year < 1000) return null;
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time : null;
}
