/** functions/providers/tiktok/catalogue/index.ts — every data type of TikTok, and every place of its document. */
import { ACTIVITY_TYPES } from './activity.ts';
import { COMMERCE_TYPES } from './commerce.ts';
import { KNOWN_PLACES } from './known-places.ts';
import { PEOPLE_TYPES } from './people.ts';

export const CATALOGUE = [...ACTIVITY_TYPES, ...PEOPLE_TYPES, ...COMMERCE_TYPES];

/** Keys that lead to something known, in lower case. */
export const ALL_PLACES: readonly (readonly string[])[] = [
  ...CATALOGUE.flatMap(({ places }) => places.flatMap(({ paths }) => paths)),
  ...KNOWN_PLACES,
];
