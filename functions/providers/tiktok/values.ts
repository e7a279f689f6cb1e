/** functions/providers/tiktok/values.ts — single values of TikTok's document, as columns hold them. */
import type { Row } from '../../archive/types.ts';
import type { Field } from './catalogue/definition.ts';

/** What stands for nothing, beside null. */
const MISSING = ['', 'N/A'];

/** Whether a value says that there is none. */
export const isMissing = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && MISSING.includes(value.trim())) ||
  (typeof value === 'object' && !Object.keys(value).length);

const VIDEO = /\/(?:video|photo)\/(\d{1,20})/;
const YES = ['yes', 'on', 'true'];
const NO = ['no', 'off', 'false'];
/** `1,234` and `1234` alike. */
const WHOLE = /^\d{1,3}(?:,\d{3})+$|^\d+$/;

function wholeOf(value: unknown): number | null {
  const number =
    typeof value === 'string' && WHOLE.test(value.trim()) ? Number(value.trim().replaceAll(',', '')) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) ? number : null;
}

function flagOf(value: unknown): boolean | null {
  const text = String(value).trim().toLowerCase();
  return YES.includes(text) || NO.includes(text) ? YES.includes(text) : null;
}

/** A value for a column; null where it is of another form: then it is kept in `extra`, where there is one. */
export function toColumn(value: unknown, { type, reading }: Pick<Field, 'type' | 'reading'>): Row[string] {
  if (reading === 'count') return Array.isArray(value) ? value.length : 0;
  if (isMissing(value)) return null;
  if (type === 'integer') return wholeOf(value);
  if (type === 'boolean') return flagOf(value);
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value;
  if (typeof text !== 'string') return null;
  return reading === 'video_id' ? (VIDEO.exec(text)?.[1] ?? null) : text;
}
