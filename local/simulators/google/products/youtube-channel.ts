/** local/simulators/google/products/youtube-channel.ts — a person's own channel, videos and playlists. */
import { type Make, type Spec, tableTime } from './spec.ts';
import { channelId, id, thing } from './things.ts';
import { medium, table } from './writers.ts';
import { at } from './youtube-folder.ts';

const CHANNEL = channelId(7);
const CHANNEL_HEADER = ['Channel ID', 'Channel Country', 'Channel Title (Original)', 'Channel Visibility'];

const CHANNEL_FILES: readonly Spec[] = [
  table(at('channels', 'channel.csv'), { rows: 1 }, CHANNEL_HEADER, ({ say }) => [
    ...[CHANNEL, 'FI', 'Maija’s trams', say('Public')],
  ]),
  table(at('channels', 'channel URL configs.csv'), { rows: 1 }, ['Channel ID', 'Channel Vanity URL 1 Name'], () => [
    ...[CHANNEL, 'maijastrams'],
  ]),
  table(at('channels', 'channel feature data.csv'), { rows: 1 }, ['Channel ID', 'Auto Moderation Level'], ({ say }) => [
    ...[CHANNEL, say('False')],
  ]),
  table(at('channels', 'channel page settings.csv'), { rows: 1 }, ['Channel ID', 'Channel Homepage Layout'], () => [
    ...[CHANNEL, 'FEATURED'],
  ]),
  table(
    at('channels', 'channel community moderation settings.csv'),
    { rows: 1 },
    ['Channel ID', 'Comment Moderation'],
    ({ say }) => [CHANNEL, say('False')],
  ),
  medium(at('channels', 'profile.jpg')),
];

const PLAYLIST_HEADER = [
  ...['Playlist ID', 'Add new videos to top', 'Playlist Title (Original)', 'Playlist Title (Original) Language'],
  ...['Playlist Create Timestamp', 'Playlist Update Timestamp', 'Playlist Video Order', 'Playlist Visibility'],
];

/** The table of a person's playlists, and one of the videos of each. */
function playlists(visibility: string, titles: readonly string[]): readonly Spec[] {
  const row = (make: Make): string[] => {
    const { n, time, say, random } = make;
    const updated = new Date(time + 5_000).toISOString().replace('Z', '000+00:00');
    const playlist = `PL${id(random, 16)}`;
    const [title = ''] = titles.slice(n);
    return [playlist, say('False'), title, '', tableTime(make), updated, say('Manual'), say(visibility)];
  };
  const videos = (title: string): Spec =>
    table(
      { ...at('playlists', '*-videos.csv'), title },
      { rows: 40, precision: 'second' },
      ['Video ID', 'Playlist Video Creation Timestamp'],
      (make) => [id(make.random), tableTime(make)],
    );
  return [
    table(at('playlists', 'playlists.csv'), { rows: titles.length, precision: 'milli' }, PLAYLIST_HEADER, row),
    ...titles.map(videos),
  ];
}

const VIDEO_HEADER = [
  ...['Video ID', 'Approx Duration (ms)', 'Video Audio Language', 'Video Category', 'Video Description (Original)'],
  ...['Channel ID', 'Video Title (Original)', 'Privacy', 'Video State', 'Video Create Timestamp'],
  'Video Publish Timestamp',
];

function videos(privacy: string, rows: number): readonly Spec[] {
  const row = (make: Make): string[] => {
    const { n, say, random } = make;
    const created = tableTime(make);
    const words = `${thing(random)}\nfilmed from the window`;
    const title = `Tram ${n}, ${privacy}`;
    return [
      id(random),
      '61000',
      'fi',
      'Travel',
      words,
      CHANNEL,
      title,
      say(privacy),
      say('Processed'),
      created,
      created,
    ];
  };
  return [
    table(at('video metadata', 'videos.csv'), { rows, precision: 'milli' }, VIDEO_HEADER, row),
    table(at('video metadata', 'video recordings.csv'), { rows }, ['Video ID', 'Video Recording Address'], (make) => [
      ...[id(make.random), 'Helsinki'],
    ]),
    table(at('video metadata', 'video texts.csv'), { rows }, ['Video ID', 'Video Text'], (make) => [
      ...[id(make.random), thing(make.random)],
    ]),
    medium({ ...at('videos', '*.mp4'), title: `Tram, ${privacy}` }),
  ];
}

export const YOUTUBE_CHANNEL: Readonly<Record<string, readonly Spec[]>> = {
  'youtube.channel': CHANNEL_FILES,
  'youtube.private_playlists': playlists('Private', ['Watch later', 'Songs: for the "sauna"']),
  'youtube.public_playlists': playlists('Public', [
    'Trams',
    "Video's in Favorites",
    'A playlist with a title that is longer than a file name may be',
  ]),
  'youtube.unlisted_playlists': playlists('Unlisted', ['Wedding']),
  'youtube.private_videos': videos('Private', 12),
  'youtube.public_videos': videos('Public', 30),
  'youtube.unlisted_videos': videos('Unlisted', 5),
};
