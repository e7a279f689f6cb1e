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

/**
 * A time in milliseconds since the epoch, rounded down.
 * @returns null where it cannot be read
 */
export function timeOf(value: unknown, reading: Reading): number | null {
  const number = reading === 'iso' ? null : numberOf(value);
  if (reading === 'day') return parseDateText(value);
  if (reading === 'usec' && number !== null) return Math.floor(number / 1000);
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

/**
 * The text of a comment: since 2024 a sequence of objects, `{"text":"a"},{"text":"b"}`, in which line breaks may stand
 * as they are; before that an object of segments. What is neither is the text itself.
 */
function unwrapSegments(text: string): string {
  if (!text.startsWith('{')) return text;
  const escaped = text.replaceAll('\r', '\\r').replaceAll('\n', '\\n');
  for (const json of [`[${text}]`, `[${escaped}]`]) {
    const segments = segmentsOf(json);
    if (segments) return segments.map(({ text: part }) => (typeof part === 'string' ? part : '')).join('');
  }
  return text;
}

function segmentsOf(json: string): readonly Segment[] | undefined {
  try {
    const parsed = JSON.parse(json) as readonly (Segment & { readonly takeoutSegments?: readonly Segment[] })[];
    return parsed.flatMap((each) => each.takeoutSegments ?? [each]);
  } catch {
    return undefined;
  }
}
