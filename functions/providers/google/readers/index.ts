/** functions/providers/google/readers/index.ts — the readers of each data type, by the names that attribution uses. */
import type { EntryReader } from '../../../archive/types.ts';
import { ProviderError } from '../../provider.ts';
import { fault } from '../../transport/answer.ts';
import { groupOf } from '../catalogue/index.ts';
import { catalogueReader, PLAIN } from './catalogue.ts';
import { followsReader, likedReader, notInterestedReader } from './discover-tables.ts';
import { GENERIC, genericReader } from './generic.ts';
import { activityReader, subtitlesBesideChannel, videoColumns, youtubeColumns } from './my-activity.ts';

const READERS: Readonly<Record<string, Readonly<Record<string, EntryReader>>>> = {
  youtube_history: {
    activity: activityReader({
      platform: 'YouTube',
      type: 'youtube_history',
      columns: youtubeColumns,
      otherSubtitles: subtitlesBesideChannel,
    }),
  },
  search: { activity: activityReader({ platform: 'Search', type: 'search' }) },
  image_search: { activity: activityReader({ platform: 'Image Search', type: 'image_search' }) },
  video_search: {
    activity: activityReader({ platform: 'Video Search', type: 'video_search', columns: videoColumns }),
  },
  google_lens: { activity: activityReader({ platform: 'Google Lens', type: 'google_lens' }) },
  discover: {
    activity: activityReader({
      platform: 'Discover',
      type: 'history',
      columns: () => ({
        subtype: 'history',
        content_url: null,
        followed_entity: null,
        entity_name: null,
        setting_value: null,
      }),
    }),
    follows: followsReader,
    liked: likedReader,
    not_interested: notInterestedReader,
  },
  google_play_store: { activity: activityReader({ platform: 'Google Play Store', type: 'play_store' }) },
  google_play_games: { activity: activityReader({ platform: 'Google Play Games', type: 'play_games' }) },
  myactivity_maps: { activity: activityReader({ platform: 'Maps', type: 'maps' }) },
  myactivity_shopping: { activity: activityReader({ platform: 'Shopping', type: 'shopping' }) },
  myactivity_myadcenter: { activity: activityReader({ platform: 'My Ad Center', type: 'my_ad_center' }) },
};

/** A catalogued data type has a reader a kind of file, or one a shape where nobody describes its files. */
function catalogueReaderOf(dataType: string, reader: string): EntryReader | undefined {
  const group = groupOf(dataType);
  if (!group) return undefined;
  if (!group.files.length) {
    const shape = GENERIC.find((each) => each === reader);
    return shape && genericReader(shape);
  }
  const isPlain = reader.endsWith(PLAIN);
  const file = group.files.find(({ kind }) => kind === (isPlain ? reader.slice(0, -PLAIN.length) : reader));
  return file && catalogueReader(isPlain ? { ...file, paths: [[]] } : file, group.files.length > 1);
}

/** @throws ProviderError `refused` for a name that attribution never gave */
export function readerOf(dataType: string, reader: string): EntryReader {
  const readers = Object.hasOwn(READERS, dataType) ? READERS[dataType] : undefined;
  const found = readers && Object.hasOwn(readers, reader) ? readers[reader] : catalogueReaderOf(dataType, reader);
  if (!found) throw new ProviderError('refused', { cause: fault('no_such_reader') });
  return found;
}
