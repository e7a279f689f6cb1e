/** local/simulators/google/products/youtube.ts — what a person wrote, follows and keeps on YouTube: comma-separated tables. */
import { type Make, type Spec, tableTime } from './spec.ts';
import { channelId, id, thing } from './things.ts';
import { table } from './writers.ts';
import { at } from './youtube-folder.ts';

const CHANNEL = channelId(7);

/** Since 2024 a bare sequence of JSON objects, before that one object; line breaks within stand unescaped. */
const spoken = ({ n, random }: Make): string => {
  const said = thing(random).replaceAll('\n', ' ');
  if (n % 5 === 4)
    return JSON.stringify({
      takeoutSegments: [{ text: said }, { text: 'see', link: { linkUrl: 'https://example.org/' } }],
    });
  const parts = n % 3 ? [said] : [said, 'second part'];
  const sequence = parts.map((text) => JSON.stringify({ text })).join(',');
  return n % 7 === 6 ? sequence.replace('second part', 'second\npart') : sequence;
};

const COMMENT_HEADER = [
  ...['Comment ID', 'Channel ID', 'Comment Create Timestamp', 'Price', 'Parent Comment ID', 'Post ID', 'Video ID'],
  ...['Comment Text', 'Top-Level Comment ID'],
];
const comment = (make: Make): string[] => {
  const [own, video] = [`Ugy${id(make.random, 20)}`, id(make.random)];
  const answered = make.n % 4 === 3 ? `Ugx${id(make.random, 20)}` : '';
  return [own, CHANNEL, tableTime(make), '', answered, '', video, spoken(make), answered];
};

const LIVE_CHAT_HEADER = [
  ...['Live Chat ID', 'Channel ID', 'Live Chat Create Timestamp', 'Price', 'Video ID', 'Live Chat Text'],
];
const liveChat = (make: Make): string[] => [
  ...[id(make.random, 24), CHANNEL, tableTime(make), make.n % 9 ? '' : '5.00 EUR', id(make.random), spoken(make)],
];

const SONG_HEADER = ['Video ID', 'Song Title', 'Album Title', 'Artist Name 1', 'Artist Name 2'];

export const YOUTUBE: Readonly<Record<string, readonly Spec[]>> = {
  'youtube.subscriptions': [
    table(
      at('subscriptions', 'subscriptions.csv'),
      { rows: 90 },
      ['Channel Id', 'Channel Url', 'Channel Title'],
      ({ n }) => [
        ...[
          channelId(n),
          `http://www.youtube.com/channel/${channelId(n)}`,
          n % 8 ? `Channel ${n}` : `Slow, "quiet" channel ${n}`,
        ],
      ],
    ),
  ],
  'youtube.comments': [
    table(at('comments', 'comments.csv'), { rows: 150, precision: 'milli' }, COMMENT_HEADER, comment),
  ],
  'youtube.live_chat': [
    table(at('live chats', 'live chats.csv'), { rows: 60, precision: 'milli' }, LIVE_CHAT_HEADER, liveChat),
  ],
  'youtube.music': [
    table(at('music (library and uploads)', 'music library songs.csv'), { rows: 70 }, SONG_HEADER, ({ n, random }) => [
      ...[
        id(random),
        thing(random).replaceAll('\n', ' '),
        `Album ${n % 12}`,
        `Artist ${n % 20}`,
        n % 6 ? '' : 'Guest, The',
      ],
    ]),
  ],
  'youtube.clips': [
    table(
      at('clips', 'clips.csv'),
      { rows: 20, precision: 'milli' },
      ['Clip ID', 'Video ID', 'Clip Title', 'Clip Create Timestamp'],
      (make) => [`Ugkx${id(make.random, 20)}`, id(make.random), `Clip ${make.n}`, tableTime(make)],
    ),
  ],
  'youtube.posts': [
    table(
      at('posts', 'posts.csv'),
      { rows: 24, precision: 'milli' },
      ['Post ID', 'Channel ID', 'Post Text', 'Post Create Timestamp'],
      (make) => [`Ugk${id(make.random, 20)}`, CHANNEL, spoken(make), tableTime(make)],
    ),
  ],
  'youtube.conversations': [
    table(
      at('conversations', 'conversations.csv'),
      { rows: 40, precision: 'milli' },
      ['Conversation ID', 'Message Text', 'Message Create Timestamp'],
      (make) => [`conversation-${make.n % 4}`, spoken(make), tableTime(make)],
    ),
  ],
  'youtube.playable': [
    table(
      at('playables', 'playables.csv'),
      { rows: 15, precision: 'milli' },
      ['Playable ID', 'Playable Title', 'Last Played Timestamp'],
      (make) => [id(make.random), `Game ${make.n}`, tableTime(make)],
    ),
  ],
  'youtube.shopping': [
    table(
      at('shopping', 'shopping wishlist.csv'),
      { rows: 12 },
      ['Product ID', 'Product Title', 'Video ID'],
      (make) => [...[id(make.random), `Product ${make.n}`, id(make.random)]],
    ),
  ],
};
