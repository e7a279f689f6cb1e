/** functions/providers/google/readers/generic.ts — records of files that nobody describes: kept whole, as JSON. */
import type { EntryReader, Row, SourceRecord } from '../../../archive/types.ts';
import { timeOf } from './values.ts';

/** What times are called in Google's files, in the order in which they are believed. */
const TIMES = [
  ...['time', 'time_usec', 'timestamp', 'Timestamp', 'timestampMs', 'creationTime', 'creation_time', 'createTime'],
  ...['created', 'Created', 'createdAt', 'created_at', 'eventTime', 'event_time', 'startTime', 'start_time', 'date'],
  ...['Date', 'Time', 'publishTime', 'published', 'Published', 'photoTakenTime', 'updateTime', 'lastModifiedTime'],
];
/** Tables of YouTube and others: `Post Create Timestamp`. */
const TIMESTAMP = /(?:create|creation|created|publish|event|start)\s?(?:timestamp|time|date)$/i;
/** Google wraps times: `{"timestamp": "1700000000"}`, `{"seconds": 1700000000}`, `{"usecSinceEpochUtc": "…"}`. */
const WRAPPED = ['timestamp', 'seconds', 'usecSinceEpochUtc', 'value'];

/** By its name; where that is in another language, or none of these, the first value that is written as a time. */
function timeOfRecord(record: SourceRecord): number | null | undefined {
  const keys = Object.keys(record);
  const name =
    TIMES.find((each) => isThere(record[each])) ??
    keys.find((each) => TIMESTAMP.test(each) && isThere(record[each])) ??
    keys.find((each) => timeOf(record[each], 'iso') !== null);
  const value = name === undefined ? undefined : record[name];
  if (!isThere(value)) return undefined;
  if (typeof value !== 'object' || value === null) return timeOf(value, 'any');
  const inner = WRAPPED.map((each) => (value as Record<string, unknown>)[each]).find(isThere);
  return inner === undefined ? null : timeOf(inner, 'any');
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const isObject = (value: unknown): value is SourceRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Whether a document is one record: it has a time of its own, to which its parts belong, or no objects within it that
 * could be records.
 */
export const isOneRecord = (document: unknown): boolean =>
  isObject(document) &&
  (timeOfRecord(document) !== undefined ||
    !Object.values(document).some((value) => isObject(value) || (Array.isArray(value) && value.some(isObject))));

export const GENERIC = ['json', 'object', 'table'] as const;

/**
 * Keeps each record as it is. One that has a field of a time is subject to the period; one without is kept.
 * `object`: the document is one record; `json`: they stand in lists, or by their names.
 */
export const genericReader = (shape: (typeof GENERIC)[number]): EntryReader => ({
  format: shape === 'table' ? 'table' : 'json',
  ...(shape !== 'table' && { paths: shape === 'json' ? [[], ['*']] : [[]], values: true, exact: true }),
  time: timeOfRecord,
  toRow: (record, time, { entry, section }): Row => ({
    time,
    file: entry,
    section,
    record: JSON.stringify(record),
    extra: null,
  }),
});
