/** functions/providers/tiktok/catalogue/places.ts — every place of the document that is known. */
import { ACTIVITY, LIKES, PROFILE, under } from './definition.ts';
import { CATALOGUE } from './index.ts';

const SHOP = ['tiktok shop', 'tiktok shopping'];
const LIVE = ['tiktok live'];
const WALLET = ['income+ wallet', 'income plus wallet', 'income plus wallet transactions'];
const MESSAGES = ['direct message', 'direct messages'];

/** Places that no data type reads, as lists of donated exports name them. */
const UNREAD_PLACES: readonly (readonly string[])[] = [
  ...[
    'activity summary',
    'ads visit history',
    'donation',
    'fundraiser',
    'hashtag',
    'instant form ads responses',
  ].flatMap((name) => under(ACTIVITY, name)),
  ...[
    'mini drama watch history',
    'purchases',
    'purchase history',
    'status',
    'stickers',
    'most recent location data',
  ].flatMap((name) => under(ACTIVITY, name)),
  ...['usage data from third-party apps', 'ads based on data received from partners'].map((name) => [
    'ads and data',
    name,
  ]),
  ...['collection', 'favorite comment', 'favorite drama', 'favorite location', 'favorite movies and tv'].flatMap(
    (name) => under(LIKES, name),
  ),
  ...under(LIKES, 'favorite playlists'),
  ...['ai-moji', 'aiselfimage', 'autofill', 'auto fill', 'block list', 'block', 'profileviews', 'settings'].flatMap(
    (name) => under([...PROFILE, 'app settings'], name),
  ),
  ...['go live history', 'go live settings', 'watch live settings'].flatMap((name) => under(LIVE, name)),
  ...['communication with shops', 'current payment information', 'customer support history'].flatMap((name) =>
    under(SHOP, name),
  ),
  ...['order dispute history', 'product reviews', 'returns and refunds history', 'saved address information'].flatMap(
    (name) => under(SHOP, name),
  ),
  ...['shopping cart list', 'tiktokfavoriteitem', 'vouchers'].flatMap((name) => under(SHOP, name)),
  ...under(MESSAGES, 'tako chat history'),
  ...['recently deleted posts', 'story'].map((name) => ['post', name]),
  ...WALLET.map((name) => [name]),
  ...['location review', 'location reviews', 'poi review'].map((name) => [name]),
];

/** Keys that lead to something known, in lower case. A list anywhere else is unknown. */
export const ALL_PLACES: readonly (readonly string[])[] = [
  ...CATALOGUE.flatMap(({ places }) => places.flatMap(({ paths }) => paths)),
  ...UNREAD_PLACES,
];
