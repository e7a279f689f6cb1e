/** local/simulators/tiktok/document/lists.ts — the dated lists of TikTok's document: where each stands, what it holds. */
import type { Random } from '../../random.ts';
import type { Group } from '../scopes.ts';
import { bigId, PEOPLE, PRODUCTS, SHOPS, videoLink, words } from './things.ts';

/** What a record is made of. */
export type Make = {
  /** From 0, in the list's order. */
  readonly n: number;
  /** As TikTok writes it, e.g. `2024-01-02 10:00:00`. */
  readonly time: string;
  readonly random: Random;
};

export type ListSpec = {
  /** What the truth calls it. */
  readonly name: string;
  /** Given out with this group; everything is given out with `all`. */
  readonly group: Group;
  /** Keys that lead to it. */
  readonly path: readonly string[];
  /** Keys that led to it until about 2024, where they were others. */
  readonly old?: readonly string[];
  /** Where the same records stand a second time, in a document of everything. */
  readonly twin?: readonly string[];
  /** In an ordinary person's document. */
  readonly rows: number;
  readonly record: (make: Make) => Readonly<Record<string, unknown>>;
};

const ACTIVITY = 'Your Activity';
const LIKES = 'Likes and Favorites';
const PROFILE = 'Profile And Settings';
const LIVE = 'TikTok Live';
const SHOP = 'TikTok Shop';

const video = ({ time, random }: Make) => ({ Date: time, Link: videoLink(random) });
const yesNo = (random: Random): string => (random.chance(0.7) ? 'Yes' : 'No');

/** Favourites stand beside the likes where everything is given out, and in the activity where only that is. */
const favorite = (section: string, list: string, rows: number, record: ListSpec['record']): ListSpec => ({
  ...{ name: section.toLowerCase().replace(' ', '_'), group: 'activity', rows, record },
  path: [LIKES, section, list],
  old: ['Activity', section, list],
});

export const LISTS: readonly ListSpec[] = [
  {
    ...{ name: 'watch_history', group: 'activity', rows: 6000, record: video },
    path: [ACTIVITY, 'Watch History', 'VideoList'],
    old: ['Activity', 'Video Browsing History', 'VideoList'],
  },
  {
    ...{ name: 'searches', group: 'activity', rows: 900 },
    path: [ACTIVITY, 'Searches', 'SearchList'],
    old: ['Activity', 'Search History', 'SearchList'],
    record: ({ time, random }) => ({ Date: time, SearchTerm: words(random) }),
  },
  favorite('Favorite Videos', 'FavoriteVideoList', 300, video),
  favorite('Favorite Sounds', 'FavoriteSoundList', 40, ({ time, random }) => ({
    ...{ Date: time, Link: `https://www.tiktok.com/music/-${bigId(random)}` },
  })),
  favorite('Favorite Effects', 'FavoriteEffectsList', 20, ({ time, random }) => ({
    ...{ Date: time, EffectLink: `https://www.tiktok.com/sticker/effect-${bigId(random)}` },
  })),
  favorite('Favorite Hashtags', 'FavoriteHashtagList', 30, ({ time, random }) => ({
    ...{ Date: time, Link: `https://www.tiktok.com/share/challenge/${bigId(random)}/` },
  })),
  favorite('Favorite Collection', 'FavoriteCollectionList', 5, ({ time, random }) => ({
    ...{ Date: time, FavoriteCollection: words(random) },
  })),
  {
    ...{ name: 'shares', group: 'activity', rows: 200 },
    path: [ACTIVITY, 'Share History', 'ShareHistoryList'],
    old: ['Activity', 'Share History', 'ShareHistoryList'],
    record: ({ time, random }) => ({
      ...{ Date: time, SharedContent: 'video', Link: videoLink(random) },
      Method: random.pick(['chat_head', 'copy', 'whatsapp']),
    }),
  },
  {
    ...{ name: 'reposts', group: 'activity', rows: 50, record: video },
    path: [ACTIVITY, 'Reposts', 'RepostList'],
    old: ['Activity', 'Reposts', 'RepostList'],
  },
  {
    ...{ name: 'logins', group: 'activity', rows: 300 },
    path: [ACTIVITY, 'Login History', 'LoginHistoryList'],
    old: ['Activity', 'Login History', 'LoginHistoryList'],
    record: ({ time, random }) => ({
      ...{ Date: time, IP: `192.0.2.${random.below(255)}`, DeviceModel: 'Pixel 8', DeviceSystem: 'Android 15' },
      ...{ NetworkType: random.pick(['Wi-Fi', '4G', '5G']), Carrier: 'Example Mobile' },
    }),
  },
  {
    ...{ name: 'likes', group: 'all', rows: 1500 },
    path: [LIKES, 'Like List', 'ItemFavoriteList'],
    old: ['Activity', 'Like List', 'ItemFavoriteList'],
    // This list has its keys in small letters.
    record: ({ time, random }) => ({ date: time, link: videoLink(random) }),
  },
  {
    ...{ name: 'comments', group: 'all', rows: 400 },
    path: ['Comment', 'Comments', 'CommentsList'],
    record: ({ time, random }) => ({
      ...{ date: time, comment: words(random), photo: 'N/A', url: random.chance(0.5) ? videoLink(random) : '' },
    }),
  },
  {
    ...{ name: 'posts', group: 'postsandprofile', rows: 60 },
    path: ['Post', 'Posts', 'VideoList'],
    old: ['Video', 'Videos', 'VideoList'],
    record: ({ time, random }) => ({
      ...{
        Date: time,
        Link: videoLink(random),
        CoverImage: 'https://cover.example/1.jpg',
        Likes: String(random.below(9000)),
      },
      ...{ Title: words(random), Sound: 'original sound', Location: 'Somewhere', WhoCanView: 'Public' },
      ...{
        AllowComments: yesNo(random),
        AllowStitches: yesNo(random),
        AllowDuets: yesNo(random),
        AllowStickers: 'Yes',
      },
      ...{ AllowSharingToStory: 'Yes', ContentDisclosure: '', AIGeneratedContent: '', AddYoursText: '' },
      ...{ AlternateText: '', NumberOfCollections: '0' },
    }),
  },
  {
    ...{ name: 'followers', group: 'postsandprofile', rows: 150 },
    path: [PROFILE, 'Follower', 'FansList'],
    old: ['Activity', 'Follower List', 'FansList'],
    record: ({ time, random, n }) => ({ Date: time, UserName: `${random.pick(PEOPLE)}${n}` }),
  },
  {
    ...{ name: 'following', group: 'postsandprofile', rows: 220 },
    path: [PROFILE, 'Following', 'Following'],
    old: ['Activity', 'Following List', 'Following'],
    record: ({ time, random, n }) => ({ Date: time, UserName: `${random.pick(PEOPLE)}${n}` }),
  },
  {
    ...{ name: 'profile_views', group: 'postsandprofile', rows: 8 },
    path: [PROFILE, 'ProfileViews', 'ProfileViewList'],
    record: ({ time, random }) => ({ Date: `${time} UTC`, Username: random.pick(PEOPLE) }),
  },
  {
    ...{ name: 'off_tiktok_activity', group: 'all', rows: 120 },
    path: [ACTIVITY, 'Off TikTok Activity', 'OffTikTokActivityDataList'],
    old: ['Ads and data', 'Off TikTok Activity', 'OffTikTokActivityDataList'],
    twin: [PROFILE, 'Off TikTok Activity', 'OffTikTokActivityDataList'],
    record: ({ time, random }) => ({
      TimeStamp: time,
      Source: `shop${random.below(5)}.example`,
      Event: 'View content',
    }),
  },
  {
    ...{ name: 'live_watch_history', group: 'all', rows: 40 },
    path: [LIVE, 'Watch Live History', 'WatchLiveMap', '*'],
    old: ['Tiktok Live', 'Watch Live History', 'WatchLiveMap', '*'],
    record: ({ time, random }) => ({
      ...{ WatchTime: time, Link: `https://www.tiktok.com/live/${bigId(random)}` },
      Comments: random.chance(0.3) ? [{ CommentTime: time, CommentContent: words(random), RawTime: 1 }] : [],
    }),
  },
  {
    ...{ name: 'shop_browsing', group: 'all', rows: 150 },
    path: [SHOP, 'Product Browsing History', 'ProductBrowsingHistories'],
    old: ['Tiktok Shopping', 'Product Browsing History', 'ProductBrowsingHistories'],
    record: ({ time, random }) => ({
      ...{ browsing_date: time, product_name: random.pick(PRODUCTS), shop_name: random.pick(SHOPS) },
    }),
  },
  {
    ...{ name: 'shop_orders', group: 'all', rows: 12 },
    path: [SHOP, 'Order History', 'OrderHistories'],
    old: ['Tiktok Shopping', 'Order History', 'OrderHistories'],
    record: ({ time, random }) => ({
      ...{ order_date: time, product_name: random.pick(PRODUCTS), shop_name: random.pick(SHOPS), quantity: 1 },
      ...{ total_price: '12.90 EUR', order_status: 'Completed', receiver_name: 'Tiina', adress_info: 'Somewhere 1' },
    }),
  },
];

/** One conversation each; the key says with whom. */
export const CONVERSATIONS: readonly ListSpec[] = PEOPLE.map((person) => ({
  ...{ name: 'direct_messages', group: 'directmessages', rows: 40 },
  path: ['Direct Message', 'Direct Messages', 'ChatHistory', `Chat History with ${person}:`],
  old: ['Direct Messages', 'Chat History', 'ChatHistory', `Chat History with ${person}:`],
  record: ({ time, random }) => ({ Date: time, From: random.chance(0.5) ? person : 'tiina.t', Content: words(random) }),
}));
