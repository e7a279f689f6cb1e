import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../../functions/core/accounting.ts';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { pseudonym } from '../../../../functions/providers/tiktok/pseudonyms.ts';
import { at, ms, readDocument } from './support.ts';

const TIME = '2024-01-02 10:00:00';
const LINK = 'https://www.tiktokv.com/share/video/7000000000000000003/';
const VIDEO = { video_id: '7000000000000000003', url: LINK };
const [ana, bo] = ['Ana', 'bo_1'].map((name) => pseudonym('salt', name));

type Example = {
  readonly type: string;
  /** Where the list stands: today, and before. */
  readonly paths: readonly (readonly string[])[];
  readonly record: unknown;
  readonly row: Readonly<Record<string, unknown>>;
  /** Records stand in a map, by this key. */
  readonly key?: string;
};

const dated = { time: ms(TIME) };

const EXAMPLES: readonly Example[] = [
  {
    type: 'tiktok_watch_history',
    paths: [
      ['Your Activity', 'Watch History', 'VideoList'],
      ['Activity', 'Video Browsing History', 'VideoList'],
    ],
    record: { Date: TIME, Link: LINK, Title: 'N/A', WatchSeconds: '7' },
    row: { ...dated, ...VIDEO, title: null, extra: '{"WatchSeconds":"7"}' },
  },
  {
    type: 'tiktok_searches',
    paths: [
      ['Your Activity', 'Searches', 'SearchList'],
      ['Activity', 'Search History', 'SearchList'],
    ],
    record: { Date: TIME, SearchTerm: 'sauna' },
    row: { ...dated, search_term: 'sauna', extra: null },
  },
  {
    type: 'tiktok_likes',
    paths: [
      ['Likes and Favorites', 'Like List', 'ItemFavoriteList'],
      ['Your Activity', 'Like List', 'ItemFavoriteList'],
      ['Activity', 'Like List', 'ItemFavoriteList'],
    ],
    record: { date: TIME, link: LINK },
    row: { ...dated, ...VIDEO, extra: null },
  },
  ...(
    [
      ['Favorite Videos', 'FavoriteVideoList', 'video', { Link: LINK }, { ...VIDEO, name: null }],
      ['Favorite Sounds', 'FavoriteSoundList', 'sound', { Link: 'x:/s' }, { video_id: null, url: 'x:/s', name: null }],
      ['Favorite Effects', 'FavoriteEffectsList', 'effect', { EffectLink: 'x:/e' }, { url: 'x:/e', name: null }],
      ['Favorite Hashtags', 'FavoriteHashtagList', 'hashtag', { Link: 'x:/h' }, { url: 'x:/h', name: null }],
      ['Favorite Collection', 'FavoriteCollectionList', 'collection', { FavoriteCollection: 'tea' }, { name: 'tea' }],
    ] as const
  ).map(([section, list, kind, record, row]) => ({
    type: 'tiktok_favorites',
    paths: ['Likes and Favorites', 'Your Activity', 'Activity'].map((top) => [top, section, list]),
    record: { Date: TIME, ...record },
    row: { ...dated, kind, ...row, extra: null },
  })),
  {
    type: 'tiktok_shares',
    paths: [['Your Activity', 'Share History', 'ShareHistoryList']],
    record: { Date: TIME, SharedContent: 'video', Link: LINK, Method: 'Copy Link', To: 'Ana' },
    row: { ...dated, ...VIDEO, shared_content: 'video', method: 'Copy Link', extra: null },
  },
  {
    type: 'tiktok_comments',
    paths: [['Comment', 'Comments', 'CommentsList']],
    record: { date: `${TIME} UTC`, comment: 'nice', photo: 'a.jpg', url: '', 'original post link': LINK },
    row: { ...dated, ...VIDEO, comment: 'nice', video: null, extra: null },
  },
  {
    type: 'tiktok_posts',
    paths: [
      ['Post', 'Posts', 'VideoList'],
      ['Video', 'Videos', 'VideoList'],
    ],
    record: {
      ...{ Date: TIME, Link: LINK, CoverImage: 'c.jpg', Likes: '1,007', Title: 'T', Location: 'Turku', Sound: 'N/A' },
      ...{ AllowComments: 'Yes', AllowDuets: 'No', AllowStitches: '', NumberOfCollections: 3, AllowStickers: 'Yes' },
    },
    row: {
      ...{ ...dated, ...VIDEO, title: 'T', likes: 1007, collections: 3, sound: null, allow_comments: true },
      ...{ allow_duets: false, allow_stitches: null, extra: '{"AllowStickers":"Yes"}' },
    },
  },
  {
    type: 'tiktok_reposts',
    paths: [
      ['Your Activity', 'Reposts', 'RepostList'],
      ['Reposts', 'RepostList'],
    ],
    record: { Date: TIME, Link: LINK },
    row: { ...dated, ...VIDEO, extra: null },
  },
  {
    type: 'tiktok_followers',
    paths: [
      ['Profile And Settings', 'Follower', 'FansList'],
      ['Your Activity', 'Follower', 'FansList'],
      ['Activity', 'Follower List', 'FansList'],
    ],
    record: { Date: TIME, UserName: 'Ana', Note: 'x' },
    row: { ...dated, follower: ana, extra: null },
  },
  {
    type: 'tiktok_following',
    paths: [
      ['Profile And Settings', 'Following', 'Following'],
      ['Activity', 'Following List', 'Following'],
    ],
    record: { Date: TIME, UserName: 'yle' },
    row: { ...dated, user_name: 'yle', extra: null },
  },
  {
    type: 'tiktok_profile',
    paths: [
      ['Profile And Settings', 'Profile Info', 'ProfileMap'],
      ['Profile', 'Profile Information', 'ProfileMap'],
    ],
    record: {
      accountRegion: 'FI',
      followerCount: 1,
      likesReceived: '7',
      emailAddress: 'a@b.c',
      birthDate: '01-Jan-1990',
    },
    row: { time: null, account_region: 'FI', follower_count: 1, likes_received: 7, following_count: null, extra: null },
  },
  {
    type: 'tiktok_ad_interests',
    paths: [
      ['Your Activity', 'Ad Interests', 'AdInterestCategories'],
      ['Ads and data', 'Ad Interests', 'AdInterestCategories'],
    ],
    record: 'Books|Tea',
    row: { time: null, category: 'Books|Tea', extra: null },
  },
  {
    type: 'tiktok_off_tiktok_activity',
    paths: [
      ['Your Activity', 'Off TikTok Activity', 'OffTikTokActivityDataList'],
      ['Ads and data', 'Off TikTok Activity', 'OffTikTokActivityDataList'],
    ],
    record: { TimeStamp: TIME, Source: 'shop.example', Event: 'Purchase' },
    row: { ...dated, source: 'shop.example', event: 'Purchase', extra: null },
  },
  {
    type: 'tiktok_live_watch_history',
    paths: [
      ['TikTok Live', 'Watch Live History', 'WatchLiveMap'],
      ['Tiktok Live', 'Watch Live History', 'WatchLiveMap'],
    ],
    key: '7000000000000000011',
    record: { WatchTime: TIME, Link: 'x:/live', Comments: [{ CommentContent: 'secret' }], Questions: null },
    row: { ...dated, live_id: '7000000000000000011', url: 'x:/live', comments: 1, questions: 0, extra: null },
  },
  {
    type: 'tiktok_shop_orders',
    paths: [
      ['TikTok Shop', 'Order History', 'OrderHistories'],
      ['Tiktok Shopping', 'Order History', 'OrderHistories'],
    ],
    record: { order_date: TIME, product_name: 'Kettle', shop_name: 'S', receiver_name: 'Ana', 'Total Price': '9 EUR' },
    row: { ...dated, product_name: 'Kettle', shop_name: 'S', price: '9 EUR', quantity: null, extra: null },
  },
  {
    type: 'tiktok_shop_browsing',
    paths: [['TikTok Shop', 'Product Browsing History', 'ProductBrowsingHistories']],
    record: { browsing_date: TIME, product_name: 'Kettle', shop_name: 'S' },
    row: { ...dated, product_name: 'Kettle', shop_name: 'S', extra: null },
  },
  {
    type: 'tiktok_logins',
    paths: [['Your Activity', 'Login History', 'LoginHistoryList']],
    record: { Date: TIME, IP: '192.0.2.1', DeviceModel: 'P', DeviceSystem: 'A 1', NetworkType: 'WiFi', Carrier: 'C' },
    row: { ...dated, device_model: 'P', device_system: 'A 1', network_type: 'WiFi', carrier: 'C', extra: null },
  },
  {
    type: 'tiktok_direct_messages',
    paths: [
      ['Direct Message', 'Direct Messages', 'ChatHistory'],
      ['Direct Messages', 'Chat History', 'ChatHistory'],
    ],
    key: 'Chat History with bo_1:',
    record: [
      { Date: TIME, From: 'bo_1', Content: 'hei' },
      { Date: TIME, From: 'Ana', Content: 'moi' },
    ],
    row: { ...dated, conversation: bo, sender: bo, text: 'hei', extra: null },
  },
];

const upper = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(upper);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key.toUpperCase(), upper(each)]));
};

const cases = EXAMPLES.flatMap((example) =>
  example.paths.map((path) => [example.type, path.join(' / '), path, example] as const),
);

describe('a record of', () => {
  it.each(cases)('%s at %s is a row, with keys in any case', async (type, _, path, { record, row, key }) => {
    const value = key ? { [key]: record } : type === 'tiktok_profile' || typeof record === 'string' ? record : [record];
    const document = at(path, value);
    for (const each of [document, upper(document)]) {
      // Of what is kept by its key, the case is content.
      const isUpper = each !== document;
      const { rows, counts, lists } = await readDocument(each, type);
      expect(rows[0]).toMatchObject(isUpper ? withoutExtra(row) : row);
      expect(isBalanced(counts)).toBe(true);
      expect(lists).toEqual({ found: true, unknown: 0 });
    }
  });

  it('every data type is among the examples', () => {
    expect([...new Set(EXAMPLES.map(({ type }) => type))].sort()).toEqual(Object.keys(tiktok.dataTypes).sort());
  });
});

const withoutExtra = ({ extra: _, ...row }: Readonly<Record<string, unknown>>) => row;

describe('a place where nothing is', () => {
  const NOTHINGS = [null, [], {}, '', 'N/A', 'None'];

  it.each(cases)('%s at %s counts nothing', async (type, _, path) => {
    for (const nothing of NOTHINGS) {
      const { counts, lists } = await readDocument(at(path, nothing), type);
      expect([nothing, counts.seen, lists]).toEqual([nothing, 0, { found: true, unknown: 0 }]);
    }
  });
});

describe('what stands for a value that is not there', () => {
  it('is null in its column and is not kept beside it', async () => {
    const document = at(
      ['Your Activity', 'Watch History', 'VideoList'],
      [{ Date: TIME, Link: 'N/A', Title: '', Sound: null, More: {}, Else: [], Kept: 'yes' }],
    );
    const { rows } = await readDocument(document, 'tiktok_watch_history');
    expect(rows).toEqual([{ time: ms(TIME), video_id: null, url: null, title: null, extra: '{"Kept":"yes"}' }]);
  });

  it('makes a record undated where it is the time', async () => {
    const records = ['N/A', '', null, 'yesterday', '2024-02-30 10:00:00', '2024-01-02 24:00:00', 1704189600].map(
      (time) => ({ Date: time, SearchTerm: 'x' }),
    );
    const { counts } = await readDocument(at(['Your Activity', 'Searches', 'SearchList'], records), 'tiktok_searches');
    expect(counts).toMatchObject({ seen: 7, undated: 7, kept: 0 });
  });
});

describe('what is never taken', () => {
  it('stands in no row of any type, whatever else stands there', async () => {
    const secrets = {
      ...{ IP: 'SECRET-1', emailAddress: 'SECRET-2', telephoneNumber: 'SECRET-3', receiver_name: 'SECRET-4' },
      ...{ adress_info: 'SECRET-5', birthDate: 'SECRET-6', displayName: 'SECRET-7', bioDescription: 'SECRET-8' },
    };
    for (const type of ['tiktok_logins', 'tiktok_profile', 'tiktok_shop_orders', 'tiktok_followers']) {
      const example = EXAMPLES.find((each) => each.type === type) as Example;
      const record = { ...(example.record as object), ...secrets };
      const value = type === 'tiktok_profile' ? record : [record];
      const { rows } = await readDocument(at(example.paths[0] ?? [], value), type);
      expect(rows).toHaveLength(1);
      expect(JSON.stringify(rows)).not.toContain('SECRET');
    }
  });
});

describe('orders', () => {
  it('may stand in a map by their numbers', async () => {
    const order = { order_date: TIME, product_name: 'Kettle' };
    const orders = { '7000000000000000021': order, '7000000000000000022': order };
    const { counts } = await readDocument(
      at(['TikTok Shop', 'Order History', 'OrderHistories'], orders),
      'tiktok_shop_orders',
    );
    expect(counts).toMatchObject({ seen: 2, kept: 2 });
  });
});
