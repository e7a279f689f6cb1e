/** local/simulators/google/products/contributions.ts — Search contributions, saved lists, and the settings of notifications. */
import { isoTime, type Make, type Spec } from './spec.ts';
import { SITES, thing } from './things.ts';
import { jsonList, table } from './writers.ts';

const precision = 'milli';
/** The folder bears its English name everywhere, and so do its files. */
const contribution = (file: string) => ({
  service: 'SEARCH_CONTRIBUTIONS',
  path: ['Search Contributions', file],
  plain: true,
});

/** Keys with spaces. */
const about = (make: Make) => ({ Published: isoTime(make), 'Search Query': thing(make.random) });
const STARS = ['One star', 'Two stars', 'Three stars', 'Four stars', 'Five stars'] as const;

export const SEARCH_CONTRIBUTIONS: Readonly<Record<string, readonly Spec[]>> = {
  'search_ugc.comments': [
    jsonList(contribution('Comments.json'), { rows: 20, precision }, (make) => ({
      ...about(make),
      Comment: thing(make.random),
    })),
  ],
  'search_ugc.media.reviews_and_stars': [
    jsonList(contribution('Reviews.json'), { rows: 30, precision }, (make) => ({
      ...about(make),
      ...(make.n % 3 && { 'Review Comment': thing(make.random) }),
      'Review Star Rating': make.random.pick(STARS),
    })),
  ],
  'search_ugc.media.streaming_video_providers': [
    jsonList(contribution('Streaming Video Providers.json'), { rows: 12, precision }, (make) => ({
      ...about(make),
      Provider: `Streaming ${make.n}`,
      Subscribed: make.n % 2 === 0 ? 'Yes' : 'No',
    })),
  ],
  'search_ugc.media.thumbs': [
    jsonList(contribution('Thumbs.json'), { rows: 60, precision }, (make) => ({
      ...about(make),
      'Thumbs Rating': make.n % 3 ? 'Thumbs Up' : 'Thumbs Down',
      Updated: isoTime({ ...make, time: make.time + 60_000 }),
    })),
  ],
  'search_ugc.media.watched': [
    jsonList(contribution('Watched.json'), { rows: 40, precision }, (make) => ({ ...about(make), Watched: 'Yes' })),
  ],
};

/** A list that its owner described has the description above its header. */
const savedList = (title: string, rows: number, description?: string, more: readonly string[] = []): Spec =>
  table(
    { service: 'SAVED', path: ['Saved', '*.csv'], title },
    { rows },
    ['Title', 'Note', 'URL', ...more, 'Comment'],
    ({ n, random }) => [
      ...[`Page ${n}, kept`, n % 3 ? '' : thing(random), `https://${random.pick(SITES)}/kept/${n}`],
      ...more.map(() => 'tag one, tag two'),
      n % 5 ? '' : 'for "later"',
    ],
    description === undefined ? {} : { description },
  );

export const SAVED: Readonly<Record<string, readonly Spec[]>> = {
  'saved.collections': [
    savedList('Default list', 40),
    savedList('Want to go', 30, 'Places, far and near', ['Tags']),
    savedList('Books: 2024?', 12, 'To be read'),
  ],
};

const NOTIFICATION_HEADER = [
  ...['Scope Identifier', 'Opt In State', 'Channel Importance', 'Badge', 'Sound', 'Alerts', 'Critical Alerts'],
  'Time Sensitive',
];
const notification = (file: string) => ({ service: 'SEARCH_NOTIFICATIONS', path: ['Search Notifications', file] });
const onOff = ({ say }: Make, on: boolean): string => say(on ? 'True' : 'False');

const notifications = (file: string, rows: number): Spec =>
  table(notification(file), { rows }, NOTIFICATION_HEADER, (make) => [
    ...[`scope-${make.n}`, make.n % 2 ? 'OPTED_IN' : 'OPTED_OUT', 'DEFAULT'],
    ...Array.from({ length: 5 }, (_, at) => onOff(make, (make.n + at) % 2 === 0)),
  ]);

export const SEARCH_NOTIFICATIONS: Readonly<Record<string, readonly Spec[]>> = {
  'searchnotifications.settings': [notifications('Settings.csv', 9)],
  'searchnotifications.subscriptions': [notifications('Subscriptions.csv', 14)],
};
