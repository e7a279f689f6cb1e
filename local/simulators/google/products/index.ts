/** local/simulators/google/products/index.ts — the files of every resource group but My Activity's. */
import { CHROME } from './chrome.ts';
import { SAVED, SEARCH_CONTRIBUTIONS, SEARCH_NOTIFICATIONS } from './contributions.ts';
import { DISCOVER } from './discover.ts';
import { MAPS } from './maps.ts';
import { MY_MAPS, STREET_VIEW } from './maps-photos.ts';
import { ALERTS, DEVICES, NEST } from './others.ts';
import { PLAY } from './play.ts';
import { PURCHASES, SHOPPING } from './shopping.ts';
import type { Spec } from './spec.ts';
import { YOUTUBE } from './youtube.ts';
import { YOUTUBE_CHANNEL } from './youtube-channel.ts';

export const PRODUCTS: Readonly<Record<string, readonly Spec[]>> = {
  ...{ ...ALERTS, ...CHROME, ...DISCOVER, ...MAPS, ...MY_MAPS, ...NEST, ...DEVICES, ...PURCHASES, ...PLAY, ...SAVED },
  ...{ ...SEARCH_CONTRIBUTIONS, ...SEARCH_NOTIFICATIONS, ...SHOPPING, ...STREET_VIEW, ...YOUTUBE, ...YOUTUBE_CHANNEL },
};
