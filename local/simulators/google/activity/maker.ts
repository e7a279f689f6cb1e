/** local/simulators/google/activity/maker.ts — what makes one My Activity record. */

import type { Random } from '../../random.ts';
import type { Locale } from '../locales/locale.ts';
import { id } from '../products/things.ts';
import type { ActivityRecord } from './activity-json.ts';

export type Draft = Omit<ActivityRecord, 'time' | 'products'>;
export type Maker = (random: Random, locale: Locale) => Draft;

/** Google's own address around the target's. */
export const redirect = (url: string, random: Random): string =>
  `https://www.google.com/url?q=${encodeURIComponent(url)}&usg=AOvVaw${id(random)}`;

export const searchUrl = (what: string, rest = ''): string =>
  `https://www.google.com/search?q=${encodeURIComponent(what)}${rest}`;

/** Where a person was, roughly; in about every fifth record. */
export const location = (random: Random, { area, fromDevice }: Locale): Partial<Draft> => {
  if (!random.chance(0.19)) return {};
  const centre = `${(60 + random.next()).toFixed(6)},${(24 + random.next()).toFixed(6)}`;
  const url = `https://www.google.com/maps/@?api=1&map_action=map&center=${centre}&zoom=11`;
  return { locationInfos: [{ name: area, url, source: fromDevice }] };
};
