/** functions/archive/render.ts — rows as the API, NDJSON and CSV give them. */
import { stringify } from 'csv-stringify/sync';
import type { Column, Row, TableSchema } from './types.ts';

/** A row of the API: times as RFC 3339, JSON columns parsed. */
export type ApiRow = Readonly<Record<string, unknown>>;

const toTime = (value: Row[string]): string | null =>
  typeof value === 'number' ? new Date(value).toISOString() : null;

function toValue(value: Row[string] | undefined, { type }: Column): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'timestamp') return toTime(value);
  return type === 'json' ? JSON.parse(value as string) : value;
}

/** @returns `time`, `timestamp` (milliseconds since the epoch), then the other columns in their order */
export function toApiRow(row: Row, { columns }: TableSchema): ApiRow {
  const rest = columns.filter(({ name }) => name !== 'time');
  return {
    time: toTime(row.time),
    timestamp: row.time,
    ...Object.fromEntries(rest.map((column) => [column.name, toValue(row[column.name], column)])),
  };
}

/** One JSON object a line. @see https://github.com/ndjson/ndjson-spec */
export async function* renderNdjson(
  groups: AsyncIterable<readonly Row[]>,
  schema: TableSchema,
): AsyncGenerator<string> {
  for await (const rows of groups) yield rows.map((row) => `${JSON.stringify(toApiRow(row, schema))}\n`).join('');
}

/**
 * RFC 4180 with a header; JSON columns as JSON text. A text that a spreadsheet would take for a formula (it begins
 * with = + - @, their full-width forms, a tab or a carriage return) gets an apostrophe in front.
 * @param exact whether such texts stay as they are
 * @see https://www.rfc-editor.org/rfc/rfc4180
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export async function* renderCsv(
  groups: AsyncIterable<readonly Row[]>,
  schema: TableSchema,
  { exact = false } = {},
): AsyncGenerator<string> {
  const toCsv = (lines: unknown[][]): string => stringify(lines, { ...DIALECT, escape_formulas: !exact });
  const rest = schema.columns.filter(({ name }) => name !== 'time');
  yield toCsv([['time', 'timestamp', ...rest.map(({ name }) => name)]]);
  for await (const rows of groups) {
    yield toCsv(rows.map((row) => [toTime(row.time), row.time, ...rest.map((column) => toCell(row, column))]));
  }
}

/** A line feed alone ends a row for most readers, so that a text with one is quoted as well. */
const DIALECT = { record_delimiter: '\r\n', quote_record_delimiter: true, cast: { boolean: String } };

const toCell = (row: Row, { name, type }: Column): Row[string] =>
  type === 'timestamp' ? toTime(row[name] ?? null) : (row[name] ?? null);
