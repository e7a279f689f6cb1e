/** functions/providers/google/readers/advertisement.ts — whether a YouTube record is an advertisement. */
import type { SourceRecord } from '../../../archive/types.ts';
import { comparable } from '../plain-name.ts';

/** “From Google Ads”, as far as it has been seen in exports. */
const LABELS = new Set(
  ['From Google Ads', 'De los anuncios de Google', 'Van Google Ads', 'Aus Google Ads'].map(comparable),
);

const hasItems = (value: unknown): boolean => Array.isArray(value) && value.length > 0;

/** An advertisement has details and no channel, in every language; some that have a channel say so in words. */
export function isAd({ details, subtitles }: SourceRecord): boolean {
  if (!Array.isArray(details) || !details.length) return false;
  if (!hasItems(subtitles)) return true;
  return details.some((detail) => typeof detail?.name === 'string' && LABELS.has(comparable(detail.name)));
}
