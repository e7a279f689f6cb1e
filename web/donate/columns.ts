/** web/donate/columns.ts — which columns of a row are for reading, and how a value reads. */
import { t } from '../i18n/messages.ts';
import type { Row } from '../lib/contract.ts';

/** What people recognise their data by, in the order of reading. */
const READABLE = [
  'title',
  'action',
  'subtype',
  'channel_name',
  'entity_name',
  'followed_entity',
  'url',
  'content_url',
] as const;

/** Five columns are what a laptop's width can hold: the time and four more. */
const MOST = 4;

const hasValue = (value: unknown): boolean => value !== null && value !== undefined && value !== '';
const isPlain = (value: unknown): boolean => hasValue(value) && typeof value !== 'object';

/** The columns to show, besides the time: those known to be readable, else the first ones that hold plain values. */
export function readableColumns(rows: readonly Row[]): readonly string[] {
  const used = (name: string): boolean => rows.some((row) => isPlain(row[name]));
  const known = READABLE.filter(used);
  if (known.length) return known.slice(0, MOST);
  const others = Object.keys(rows[0] ?? {}).filter((name) => name !== 'time' && name !== 'timestamp');
  return others.filter(used).slice(0, MOST);
}

/** Every column of a row that holds something, as the study gets it. */
export const filledFields = (row: Row): readonly (readonly [string, unknown])[] =>
  Object.entries(row).filter(([, value]) => hasValue(value));

export const columnTitle = (name: string): string => t.data.columns[name] ?? name.replaceAll('_', ' ');

/** A value as text. */
export function valueText(value: unknown): string {
  if (!hasValue(value)) return '';
  if (typeof value === 'boolean') return value ? t.data.yes : t.data.no;
  if (Array.isArray(value) && value.every(isPlain)) return value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}

export const isWebAddress = (value: unknown): value is string =>
  typeof value === 'string' && /^https?:\/\//i.test(value);

/** A row's time in universal time, the one that days are chosen by. @param iso RFC 3339 */
export const timeText = (iso: string | null): string => (iso ? `${iso.slice(0, 10)} ${iso.slice(11, 19)}` : '');
