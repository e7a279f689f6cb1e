/** functions/providers/tiktok/catalogue/commerce.ts — advertisements, LIVE and the shop. */
import { ACTIVITY, type TypeDefinition, text, under, whole } from './definition.ts';

const ADS = [...ACTIVITY, 'ads and data'];
const LIVE = ['tiktok live'];
const SHOP = ['tiktok shop', 'tiktok shopping'];

export const COMMERCE_TYPES: readonly TypeDefinition[] = [
  {
    name: 'tiktok_ad_interests',
    label: 'TikTok ad interests',
    description: 'The interests by which TikTok chooses advertisements for you. They carry no dates.',
    ...{ group: 'all', sensitivity: 'restricted', never: [], values: true },
    places: [{ name: 'list', paths: under(ADS, 'ad interests', 'adinterestcategories') }],
    fields: [text('category', 'An interest, or several of them as TikTok lists them.', ['value', 'category', 'name'])],
  },
  {
    name: 'tiktok_off_tiktok_activity',
    label: 'Activity outside TikTok',
    description: 'What other apps and websites told TikTok about your visits, with times.',
    ...{ group: 'all', sensitivity: 'restricted', never: [] },
    // The same records stand in both of today's places: of two readers, what both give is a duplicate.
    places: [
      { name: 'list', paths: under(ADS, 'off tiktok activity', 'offtiktokactivitydatalist') },
      {
        name: 'profile_list',
        paths: under(['profile and settings'], 'off tiktok activity', 'offtiktokactivitydatalist'),
      },
    ],
    time: { keys: ['timestamp', 'date'], description: 'When it happened.' },
    fields: [
      text('source', 'The app or website.', ['source']),
      text('event', 'What was done there, as TikTok words it.', ['event']),
    ],
  },
  {
    name: 'tiktok_live_watch_history',
    label: 'TikTok LIVE watch history',
    description: 'LIVE streams you watched on TikTok, with times, and how much you wrote in them; never what.',
    ...{ group: 'all', sensitivity: 'sensitive', never: 'rest' },
    places: [{ name: 'list', paths: under(LIVE, 'watch live history', 'watchlivemap', '*') }],
    time: { keys: ['watchtime'], description: 'When it was watched.' },
    fields: [
      text('live_id', 'TikTok’s id of the stream.', [], { fromSection: true, distinct: true }),
      text('url', 'The stream’s address.', ['link'], { distinct: true }),
      whole('comments', 'How many comments were written in it.', ['comments'], { reading: 'count' }),
      whole('questions', 'How many questions were asked in it.', ['questions'], { reading: 'count' }),
    ],
  },
  {
    name: 'tiktok_shop_orders',
    label: 'TikTok Shop orders',
    description:
      'What you ordered in TikTok Shop: products, shop, price and state, with times; never addresses, names, telephone numbers or means of payment.',
    ...{ group: 'all', sensitivity: 'restricted', never: 'rest' },
    places: [
      {
        name: 'list',
        paths: [
          ...under(SHOP, 'order history', 'orderhistories'),
          ...under(SHOP, 'order history', 'orderhistories', '*'),
        ],
      },
    ],
    time: {
      keys: ['orderdate', 'ordertime', 'createtime', 'createdate', 'purchasedate', 'date'],
      description: 'When it was ordered.',
    },
    fields: [
      text('product_name', 'The product.', ['productname', 'product', 'itemname']),
      text('shop_name', 'The shop.', ['shopname', 'sellername', 'storename']),
      whole('quantity', 'How many.', ['quantity', 'count']),
      text('price', 'The price with its currency, as TikTok writes it.', [
        'totalprice',
        'price',
        'totalamount',
        'amount',
      ]),
      text('order_status', 'The state of the order.', ['orderstatus', 'status']),
    ],
  },
  {
    name: 'tiktok_shop_browsing',
    label: 'TikTok Shop browsing',
    description: 'Products you looked at in TikTok Shop, with times.',
    ...{ group: 'all', sensitivity: 'sensitive', never: [] },
    places: [{ name: 'list', paths: under(SHOP, 'product browsing history', 'productbrowsinghistories') }],
    time: { keys: ['browsingdate', 'date'], description: 'When it was looked at.' },
    fields: [
      text('product_name', 'The product.', ['productname'], { distinct: true }),
      text('shop_name', 'The shop.', ['shopname']),
    ],
  },
];
