/** web/donate/columns.ts — which columns of a row are for reading, and how a value reads. */
import { t } from '../i18n/messages.ts';
import type { Row } from '../lib/contract.ts';

/** A column of the table: the first of these fields that a row has. The first one names it. */
export type Column = readonly [string, ...string[]];

/** What people recognise their data by, in the order of reading; with the time, what a laptop's width can hold. */
const READABLE: readonly Column[] = [
  ['title', 'followed_entity', 'entity_name'],
  ['action'],
  ['channel_name'],
  ['url', 'content_url'],
];

const hasValue = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const isPlain = (value: unknown): boolean => hasValue(value) && typeof value !== 'object';

/** What a row has in a column; undefined for nothing. */
export const cellValue = (row: Row, column: Column): unknown => column.map((name) => row[name]).find(isPlain);

/** The columns to show, besides the time: those known to be readable, else the first ones that hold plain values. */
export function readableColumns(rows: readonly Row[]): readonly Column[] {
  const isUsed = (column: Column): boolean => rows.some((row) => cellValue(row, column) !== undefined);
  const known = READABLE.filter(isUsed);
  if (known.length) return known;
  const others = Object.keys(rows[0] ?? {}).filter((name) => name !== 'time' && name !== 'timestamp');
  return others
    .map((name): Column => [name])
    .filter(isUsed)
    .slice(0, READABLE.length);
}

/** Every column of a row that holds something, as the study gets it. */
export const filledFields = (row: Row): readonly (readonly [string, unknown])[] =>
  Object.entries(row).filter(([, value]) => hasValue(value));

export const columnTitle = ([name]: Column): string => t.data.columns[name] ?? name.replaceAll('_', ' ');

/** A value as text. */
export function valueText(value: unknown): string {
  if (!hasValue(value)) return '';
  if (typeof value === 'boolean') return value ? t.data.yes : t.data.no;
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

/** A row's time in universal time, the one that days are chosen by. @param iso RFC 3339 */
export const timeText = (iso: string | null): string => (iso ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : '');
