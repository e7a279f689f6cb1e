import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../functions/archive/types.ts';
import { DATA_TYPES } from '../../../functions/providers/google/data-types.ts';
import { readerOf } from '../../../functions/providers/google/readers/index.ts';

const READERS = [
  ...['youtube_history', 'search', 'image_search', 'video_search', 'google_lens', 'discover'],
  ...['google_play_store', 'google_play_games'],
].map((dataType) => [dataType, 'activity'] as const);
const TABLES = ['follows', 'liked', 'not_interested'].map((reader) => ['discover', reader] as const);

const PLACE = { entry: 'entry.json', section: null };

const rowOf = (dataType: string, record: SourceRecord, name = 'activity') => {
  const reader = readerOf(dataType, name);
  const row = reader.toRow(record, reader.time(record, PLACE) ?? null, PLACE);
  if (row === 'filtered') throw new Error('filtered');
  return row;
};
const parsed = (value: unknown) => JSON.parse(String(value));

const WATCHED = {
  header: 'YouTube',
  title: 'Watched Kettle & Co “live”',
  titleUrl: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
  subtitles: [{ name: 'Tea Channel', url: 'https://www.youtube.com/channel/UC_tea' }],
  time: '2024-11-20T10:00:00.123Z',
  products: ['YouTube'],
  activityControls: ['YouTube watch history'],
};

describe('every reader', () => {
  it.each([...READERS, ...TABLES])('of %s (%s) fills exactly the columns of its data type', (dataType, reader) => {
    const columns = DATA_TYPES[dataType]?.schema.columns.map(({ name }) => name).sort();
    expect(Object.keys(rowOf(dataType, WATCHED, reader)).sort()).toEqual(columns);
  });

  it.each([...READERS, ...TABLES])('of %s (%s) takes any record there can be', (dataType, reader) => {
    const field = fc.constantFrom(...Object.keys(WATCHED), 'details', 'locationInfos', 'description', 'x');
    const { columns = [] } = DATA_TYPES[dataType]?.schema ?? {};
    const fits = {
      string: 'string',
      json: 'string',
      boolean: 'boolean',
      timestamp: 'number',
      integer: 'number',
      number: 'number',
    };
    fc.assert(
      fc.property(fc.dictionary(field, fc.jsonValue()), (record) => {
        const row = rowOf(dataType, record, reader);
        for (const { name, type } of columns) {
          if (row[name] !== null) expect(typeof row[name]).toBe(fits[type]);
          if (type === 'json' && row[name] !== null) parsed(row[name]);
        }
      }),
    );
  });

  it('that does not exist is refused', () => {
    expect(() => readerOf('search', 'follows')).toThrow();
    expect(() => readerOf('constructor', 'name')).toThrow();
  });
});

describe('a video that was watched', () => {
  it('becomes a row with its channel, its id and the whole title', () => {
    expect(rowOf('youtube_history', WATCHED)).toEqual({
      time: Date.UTC(2024, 10, 20, 10, 0, 0, 123),
      platform: 'YouTube',
      type: 'youtube_history',
      action: 'watched',
      title: 'Watched Kettle & Co “live”',
      url: 'https://www.youtube.com/watch?v=dQw4w9WgXcQ',
      header: 'YouTube',
      description: null,
      details: null,
      activity_controls: '["YouTube watch history"]',
      products: '["YouTube"]',
      channel_name: 'Tea Channel',
      channel_url: 'https://www.youtube.com/channel/UC_tea',
      video_id: 'dQw4w9WgXcQ',
      is_ad: false,
      extra: null,
    });
  });

  it('and was removed since has neither address nor channel', () => {
    const row = rowOf('youtube_history', {
      ...{ header: 'YouTube', title: 'Watched a video that has been removed', time: '2024-11-20T10:00:00Z' },
      ...{ products: ['YouTube'], activityControls: ['YouTube watch history'] },
    });
    expect(row).toMatchObject({ action: 'watched', url: null, video_id: null, channel_name: null, is_ad: false });
  });

  it('and made private since is known by the address in its title', () => {
    const title = 'Watched https://www.youtube.com/watch?v=dQw4w9WgXcQ';
    expect(rowOf('youtube_history', { ...WATCHED, title, titleUrl: undefined })).toMatchObject({
      video_id: 'dQw4w9WgXcQ',
      url: null,
    });
  });

  it('keeps further subtitles beside the channel, and passes over empty ones', () => {
    const subtitles = [{}, { name: 'A topic' }, ...WATCHED.subtitles];
    const row = rowOf('youtube_history', { ...WATCHED, subtitles });
    expect(row).toMatchObject({ channel_name: 'Tea Channel' });
    expect(parsed(row.extra)).toEqual({ subtitles: [{ name: 'A topic' }] });
  });

  it.each([
    ['no channel, whatever the language', { subtitles: undefined, details: [{ name: 'Google-mainoksista' }] }, true],
    ['a channel and the words for it', { details: [{ name: 'From Google Ads' }] }, true],
    ['a channel and the words for it in Spanish', { details: [{ name: 'De los anuncios de Google' }] }, true],
    ['a channel and other details', { details: [{ name: 'Referred from a friend' }] }, false],
    ['a channel and no details', { details: [] }, false],
    ['neither', { subtitles: [] }, false],
  ])('is an advertisement or not: %s', (_, change, expected) => {
    expect(rowOf('youtube_history', { ...WATCHED, ...change }).is_ad).toBe(expected);
  });
});

describe('what must not be kept', () => {
  it('is any location, under whatever key', () => {
    const place = { name: 'At this general area', url: 'https://www.google.com/maps/@?api=1&center=60.2,24.7' };
    const record = { ...WATCHED, locationInfos: [place], locations: [place], deviceLocation: place, kept: 1 };
    for (const [dataType] of READERS) {
      const row = rowOf(dataType, record);
      expect(JSON.stringify(row)).not.toContain('60.2');
      expect(parsed(row.extra)).toMatchObject({ kept: 1 });
    }
  });
});

describe('what has no column', () => {
  it('is kept in extra: subtitles, attachments, addresses of other kinds', () => {
    const row = rowOf('search', {
      ...{
        header: 'Search',
        title: '2 notifications',
        titleUrl: 'android-app://com.google',
        time: '2024-01-15T10:00:00Z',
      },
      ...{ subtitles: [{ name: 'Including topics:' }, { name: 'Price' }], imageFile: 'a.jpg', products: ['Search'] },
    });
    expect(row).toMatchObject({ action: 'notification', url: null });
    expect(parsed(row.extra)).toEqual({
      subtitles: [{ name: 'Including topics:' }, { name: 'Price' }],
      imageFile: 'a.jpg',
      titleUrl: 'android-app://com.google',
    });
  });

  it('is kept there as well when it has another form than it should', () => {
    expect(parsed(rowOf('search', { title: ['a'], header: 7 }).extra)).toEqual({ title: ['a'], header: 7 });
  });
});

describe('the action', () => {
  const video = { titleUrl: WATCHED.titleUrl, activityControls: ['x'] };
  it.each<[string, string, SourceRecord, string | null]>([
    ['youtube_history', 'Liked Test Video', video, 'liked'],
    ['youtube_history', 'Disliked Test Video', video, 'disliked'],
    ['youtube_history', 'Subscribed to Tea', { titleUrl: 'https://www.youtube.com/channel/UC_x' }, 'subscribed'],
    ['youtube_history', 'Saved Test Video', video, 'saved'],
    ['youtube_history', 'Shared video', video, 'shared'],
    ['youtube_history', 'Viewed a post', { titleUrl: 'https://www.youtube.com/post/Ugkx' }, 'viewed'],
    ['youtube_history', 'Visited YouTube Music', {}, 'visited'],
    ['youtube_history', 'Watched X', {}, 'watched'],
    ['youtube_history', 'X angesehen', video, 'watched'],
    ['youtube_history', 'Has visto X', video, 'watched'],
    ['youtube_history', 'X bekeken', video, 'watched'],
    ['youtube_history', 'Katsottu: X', video, 'watched'],
    ['youtube_history', 'Tykkäsit: X', video, 'liked'],
    ['youtube_history', 'Tykka\u0308sit: X', video, 'liked'],
    ['youtube_history', 'Viděno: X', video, 'watched'],
    ['youtube_history', 'Líbí se: X', { titleUrl: WATCHED.titleUrl }, null],
    ['youtube_history', 'Hledání', { titleUrl: 'https://www.youtube.com/results?search_query=tea' }, 'searched'],
    ['youtube_history', 'Watchedness', {}, null],
    ['search', 'Searched for tea', {}, 'searched'],
    ['search', 'Visited Kettle shop', { titleUrl: 'https://www.google.com/url?q=https://example.com' }, 'visited'],
    ['search', 'Besuchte Seite', { titleUrl: 'https://www.google.com/url?q=https://example.com' }, 'visited'],
    ['search', 'Defined tea', { titleUrl: 'https://www.google.com/search?q=define+tea' }, 'defined'],
    ['search', 'Hledáno: čaj', { titleUrl: 'https://www.google.com/search?q=caj' }, 'searched'],
    ['search', '1 notification', {}, 'notification'],
    ['search', 'Used Search', {}, 'used'],
    [
      'image_search',
      'Viewed image from example.com',
      { titleUrl: 'https://www.google.com/url?q=https://example.com' },
      'viewed',
    ],
    ['google_lens', 'Searched with Google Lens + "tea"', {}, 'searched'],
    ['discover', '2 cards in your feed', {}, 'shown'],
    ['google_play_store', 'Used FMI Weather', {}, 'used'],
    ['google_play_store', 'Installed FMI Weather', {}, 'installed'],
    ['google_play_store', 'Apps management notification shown', {}, 'notification'],
    ['google_play_store', 'Device connected', {}, 'connected'],
    ['google_play_games', 'Played Test Game', {}, 'played'],
    ['google_play_games', 'Achievement unlocked: Test Game - Victory', {}, 'achieved'],
    ['google_play_games', 'Something else', {}, null],
  ])('of %s “%s” is told from title and address', (dataType, title, record, expected) => {
    const row = rowOf(dataType, { title, ...record });
    expect(row.action).toBe(expected);
    expect(row.title).toBe(title);
  });
});

describe('the tables of Discover', () => {
  it.each([
    [
      'follows',
      { 'Followed Entity': 'Tea' },
      { time: null, type: 'follows', subtype: 'follows', followed_entity: 'Tea' },
    ],
    ['follows', { Seurattava: 'Tee' }, { followed_entity: 'Tee', extra: null }],
    [
      'liked',
      { 'Content Url': 'https://example.com', 'Liked Date': 'Jan 15, 2024' },
      { time: Date.UTC(2024, 0, 15), subtype: 'liked_content', action: 'liked', content_url: 'https://example.com' },
    ],
    ['liked', { Osoite: 'https://example.com', Päivä: '15.1.2024' }, { time: Date.UTC(2024, 0, 15) }],
    ['liked', { 'Content Url': 'https://example.com', 'Liked Date': 'some day' }, { time: null }],
    [
      'not_interested',
      { 'Entity Name': 'Tea', 'Setting Value': 'BLOCKED', New: 'x' },
      { entity_name: 'Tea', setting_value: 'BLOCKED', extra: '{"New":"x"}' },
    ],
  ])('are read by name or position: %s %o', (reader, record, expected) => {
    expect(rowOf('discover', record, reader)).toMatchObject(expected);
  });

  it('are dated only where the table has days', () => {
    const timeOf = (reader: string) => readerOf('discover', reader).time({}, PLACE);
    expect(['follows', 'liked', 'not_interested', 'activity'].map(timeOf)).toEqual([undefined, null, undefined, null]);
  });
});

const SAMPLES = new URL('../../../../shared/samples/niimpy/Portability/My Activity/', import.meta.url);
const samplesMissing = !existsSync(SAMPLES);
if (samplesMissing) console.log(`skipped: no samples at ${SAMPLES.pathname}`);

describe.skipIf(samplesMissing)('the made-up export of niimpy', () => {
  const FOLDERS = {
    ...{ youtube_history: 'YouTube', search: 'Search', image_search: 'Image Search', video_search: 'Video Search' },
    ...{ google_lens: 'Google Lens', discover: 'Discover', google_play_store: 'Google Play Store' },
    google_play_games: 'Google Play Games',
  };
  it.each(Object.entries(FOLDERS))('of %s is read whole, with times and actions', (dataType, folder) => {
    const records = JSON.parse(readFileSync(new URL(`${folder}/MyActivity.json`, SAMPLES), 'utf8')) as SourceRecord[];
    expect(records).toHaveLength(3);
    for (const record of records) {
      const row = rowOf(dataType, record);
      expect(row.time).toBe(Date.parse(String(record.time)));
      expect(row.action).not.toBeNull();
      expect(String(row.url)).not.toContain('google.com/url');
    }
  });
});
