/** functions/providers/google/readers/discover-tables.ts — the three tables of Google Discover as rows. */
import type { EntryReader, Row, SourceRecord } from '../../../archive/types.ts';
import { parseDateText } from '../date-text.ts';
import { comparable } from '../plain-name.ts';
import { extraOf } from './my-activity.ts';

/** Headers are localised: known names decide, then the position. */
const FIELDS = {
  followed_entity: { names: ['Followed Entity'], at: 0 },
  content_url: { names: ['Content Url'], at: 0 },
  liked_date: { names: ['Liked Date'], at: 1 },
  entity_name: { names: ['Entity Name'], at: 0 },
  setting_value: { names: ['Setting Value'], at: 1 },
} as const;
type Field = keyof typeof FIELDS;

/** The header under which a record holds a field. */
function headerOf(record: SourceRecord, field: Field): string | undefined {
  const { names, at } = FIELDS[field];
  const wanted: readonly string[] = names.map(comparable);
  const headers = Object.keys(record);
  return headers.find((header) => wanted.includes(comparable(header))) ?? headers[at];
}

function value(record: SourceRecord, field: Field): string | null {
  const found = record[headerOf(record, field) ?? ''];
  const text = typeof found === 'string' ? found.trim() : '';
  return text || null;
}

const EMPTY = {
  platform: 'Discover',
  action: null,
  title: null,
  url: null,
  header: null,
  description: null,
  details: null,
  activity_controls: null,
  products: null,
  content_url: null,
  followed_entity: null,
  entity_name: null,
  setting_value: null,
} as const;

/** A table's reader: its fields become columns, its other fields `extra`. */
const tableReader = (
  kind: { readonly type: string; readonly subtype: string; readonly action: string | null },
  fields: readonly Exclude<Field, 'liked_date'>[],
  date?: 'liked_date',
): EntryReader => ({
  format: 'table',
  time: (record) => (date ? parseDateText(value(record, date)) : undefined),
  toRow(record, time): Row {
    const own = Object.fromEntries(fields.map((field) => [field, value(record, field)]));
    const held = [...fields, ...(date ? [date] : [])].map((field) => headerOf(record, field) ?? '');
    return {
      ...EMPTY,
      time,
      ...kind,
      ...own,
      extra: extraOf(record, (name, field) => (held.includes(name) ? undefined : field)),
    };
  },
});

/** Topics and sources that are followed: without times. */
export const followsReader = tableReader({ type: 'follows', subtype: 'follows', action: 'followed' }, [
  'followed_entity',
]);

/** Content that was liked, each on a day; its time is midnight UTC of that day. */
export const likedReader = tableReader(
  { type: 'liked', subtype: 'liked_content', action: 'liked' },
  ['content_url'],
  'liked_date',
);

/** Topics and sources that are not wanted: without times. */
export const notInterestedReader = tableReader({ type: 'not_interested', subtype: 'not_interested', action: null }, [
  'entity_name',
  'setting_value',
]);
