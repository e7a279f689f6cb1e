/** functions/providers/google/readers/discover-tables.ts — the tables of Google Discover as rows beside its activity. */
import type { EntryReader } from '../../../archive/types.ts';
import type { FileKind } from '../catalogue/definition.ts';
import { groupNamed } from '../catalogue/index.ts';
import { catalogueReader } from './catalogue.ts';

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

/** A table's reader: its fields become columns of Discover's rows, its other fields `extra`. */
function tableReader(group: string, kind: { type: string; subtype: string; action: string | null }): EntryReader {
  const inner = catalogueReader(groupNamed(group)?.files[0] as FileKind, false);
  return {
    ...inner,
    toRow(record, time, place) {
      const row = inner.toRow(record, time, place);
      if (row === 'filtered') return row;
      // The day as it was written is in `time`.
      const { liked_date: _, ...rest } = row;
      return { ...EMPTY, ...rest, ...kind, time };
    },
  };
}

/** Topics and sources that are followed: without times. */
export const followsReader = tableReader('discover.follows', {
  type: 'follows',
  subtype: 'follows',
  action: 'followed',
});

/** Content that was liked, each on a day; its time is midnight UTC of that day. */
export const likedReader = tableReader('discover.likes', { type: 'liked', subtype: 'liked_content', action: 'liked' });

/** Topics and sources that are not wanted: without times. */
export const notInterestedReader = tableReader('discover.not_interested', {
  ...{ type: 'not_interested', subtype: 'not_interested', action: null },
});
