/** functions/providers/google/readers/values.ts — single values of Google's files, as columns hold them. */
import type { ColumnType, Row } from '../../../archive/types.ts';
import type { Reading } from '../catalogue/definition.ts';
import { parseDateText } from '../date-text.ts';
import { parseTime } from '../time.ts';

type Value = Row[string];

/** Whole numbers beyond this lose digits. */
const isExact = (value: number): boolean => Number.isInteger(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;

const NUMBER = /^[+-]?\d+(\.\d+)?$/;
const numberOf = (value: unknown): number | null => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : null;
};

/** A value for a column; null where it is of another form: then it is kept in `extra`. */
export function toColumn(value: unknown, type: ColumnType, reading?: Reading): Value {
  if (value === null || value === undefined || value === '') return null;
  if (type === 'json') return JSON.stringify(value);
  if (type === 'timestamp') return timeOf(value, reading ?? 'iso');
  if (type === 'boolean') return booleanOf(value);
  if (type === 'integer' || type === 'number') {
    const number = numberOf(value);
    return number !== null && (type === 'number' || isExact(number)) ? number : null;
  }
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') return null;
  return reading === 'segments' ? unwrapSegments(text) : text;
}

function booleanOf(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.toLowerCase() : '';
  return text === 'true' || text === 'false' ? text === 'true' : null;
}

/** The same with a space for the `T`, and with `UTC` or nothing for the zone, which then is UTC. */
const SPACED = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,9})?)(?: ?UTC)?$/;

const isoOf = (text: string): number | null => parseTime(text) ?? parseTime(text.replace(SPACED, '$1T$2Z'));

/** From the beginning of 1601 to that of 1970. */
const SINCE_1601_MS = 11_644_473_600_000;

/**
 * A time in milliseconds since the epoch, rounded down.
 * @returns null where it cannot be read
 */
export function timeOf(value: unknown, reading: Reading): number | null {
  const number = reading === 'iso' ? null : numberOf(value);
  if (reading === 'day') return parseDateText(value);
  if (reading === 'usec' && number !== null) return Math.floor(number / 1000);
  if (reading === 'usec1601') return number === null ? null : Math.floor(number / 1000) - SINCE_1601_MS;
  if (reading === 'seconds') return number === null ? null : Math.floor(number * 1000);
  if (number !== null) return byMagnitude(number);
  if (typeof value !== 'string') return null;
  return isoOf(value.trim()) ?? (reading === 'any' ? parseDateText(value) : null);
}

/** Microseconds, milliseconds or seconds since the epoch: of any time from 1973 on, each has digits of its own. */
function byMagnitude(value: number): number | null {
  if (value >= 1e14) return Math.floor(value / 1000);
  if (value >= 1e11) return Math.floor(value);
  return value >= 1e8 ? Math.floor(value * 1000) : null;
}

type Segment = { readonly text?: unknown };

/** The text of a comment, without its links and mentions. What is not made of segments is the text itself. */
const unwrapSegments = (text: string): string =>
  segmentsIn(text)
    ?.map(({ text: part }) => (typeof part === 'string' ? part : ''))
    .join('') ?? text;

/** Whether a comment has links, mentions or the like, which its text does not tell. */
export const holdsMoreThanText = (value: unknown): boolean =>
  typeof value === 'string' && (segmentsIn(value) ?? []).some((segment) => Object.keys(segment).join() !== 'text');

/** Below the space there are line breaks and tabs, which Google writes as they are. */
const CONTROL = /\p{Cc}/gu;
const escaped = (control: string): string => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`;

/**
 * Since 2024 a comment is a sequence of objects, `{"text":"a"},{"text":"b"}`, in which line breaks may stand as they
 * are; before that it was an object of segments.
 */
function segmentsIn(text: string): readonly Segment[] | undefined {
  if (!text.startsWith('{')) return undefined;
  return segmentsOf(`[${text}]`) ?? segmentsOf(`[${text.replace(CONTROL, escaped)}]`);
}

function segmentsOf(json: string): readonly Segment[] | undefined {
  try {
    const parsed = JSON.parse(json) as readonly (Segment & { readonly takeoutSegments?: readonly Segment[] })[];
    return parsed.flatMap((each) => each.takeoutSegments ?? [each]);
  } catch {
    return undefined;
  }
}
