/** functions/providers/tiktok/ranked.ts — what of each data type the most frequent values are told of. */
import type { Ranked } from '../provider.ts';

const value = (column: string, label: string): Ranked => ({ column, by: 'value', label });

export const RANKED: Readonly<Record<string, Ranked>> = {
  tiktok_searches: value('search_term', 'What you searched for'),
  tiktok_favorites: value('kind', 'Kinds'),
  tiktok_shares: value('method', 'Ways of sharing'),
  tiktok_logins: value('device_model', 'Devices'),
  tiktok_direct_messages: value('conversation', 'Conversations, by their pseudonyms'),
  tiktok_off_tiktok_activity: value('source', 'Apps and websites'),
  tiktok_shop_orders: value('shop_name', 'Shops'),
  tiktok_shop_browsing: value('product_name', 'Products'),
};
