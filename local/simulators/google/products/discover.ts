/** local/simulators/google/products/discover.ts — what a person follows and likes in Discover, or does not want. */
import type { Spec } from './spec.ts';
import { table } from './writers.ts';

const TOPICS = ['Winter sports', 'Ceramics, handmade', 'Public transport', 'Jazz', 'Baking "slow" bread'] as const;
const SETTINGS = ['NOT_INTERESTED', 'NOT_PREFERRED', 'BLOCKED'] as const;

const at = (file: string) => ({ service: 'DISCOVER', path: ['Discover', file] });

/** Both delimiters occur; the reader has to see which. */
export const DISCOVER: Readonly<Record<string, readonly Spec[]>> = {
  'discover.follows': [
    table(at('Your Follows.csv'), { rows: 5 }, ['Followed Entity'], ({ n }) => [TOPICS[n] as string]),
  ],
  'discover.likes': [
    table(
      at('Your Liked Content.csv'),
      { rows: 32, precision: 'day' },
      ['Content Url', 'Liked Date'],
      ({ n, time, locale }) => [`https://news.example/story/${n}`, locale.day(new Date(time))],
      { delimiter: '\t' },
    ),
  ],
  'discover.not_interested': [
    table(
      at('Not Interested Setting.csv'),
      { rows: 3 },
      ['Entity Name', 'Setting Value'],
      ({ n }) => [TOPICS[n] as string, SETTINGS[n] as string],
      { delimiter: '\t' },
    ),
  ],
};
