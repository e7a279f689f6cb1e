/** functions/providers/google/ranked.ts — what of each data type the most frequent values are told of. */
import type { Ranked } from '../provider.ts';

const SITES: Ranked = { column: 'url', by: 'site', label: 'Sites' };
const SEARCHES: Ranked = { column: 'title', by: 'value', label: 'What you searched for or opened' };
const APPS: Ranked = { column: 'title', by: 'value', label: 'Apps and games' };

export const RANKED: Readonly<Record<string, Ranked>> = {
  youtube_history: { column: 'channel_name', by: 'value', label: 'Channels' },
  search: SEARCHES,
  image_search: SEARCHES,
  video_search: SEARCHES,
  google_play_store: APPS,
  google_play_games: APPS,
  chrome_history: SITES,
  chrome_bookmarks: SITES,
  chrome_reading_list: SITES,
  saved_collections: { column: 'collection', by: 'value', label: 'Collections' },
  youtube_music: { column: 'album_title', by: 'value', label: 'Albums' },
};
