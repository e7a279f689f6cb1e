/** functions/providers/google/data-types.ts — what can be requested from Google: names, groups and columns, as data. */
import type { Column } from '../../archive/types.ts';
import type { DataTypeDefinition } from '../provider.ts';
import { CATALOGUE } from './catalogue/index.ts';
import { toDataType } from './data-type-columns.ts';
import { RANKED } from './ranked.ts';

const text = (name: string, description: string, source: string): Column => ({
  name,
  type: 'string',
  description,
  source,
});
const json = (name: string, description: string, source: string): Column => ({
  name,
  type: 'json',
  description,
  source,
});

/** Columns of every My Activity record, before those of one product. */
const ACTIVITY: readonly Column[] = [
  {
    name: 'time',
    type: 'timestamp',
    description: 'When it happened, UTC, milliseconds.',
    source: 'time',
    distinct: true,
  },
  text('platform', 'The Google product, in English whatever the language of the account.', 'the folder'),
  text('type', 'What kind of record it is.', 'the folder'),
  text(
    'action',
    'What was done (watched, searched, visited …), derived from address and title; null when unknown.',
    'title, titleUrl',
  ),
  {
    ...text('title', 'The title as Google wrote it, verb included, in the language of the account.', 'title'),
    distinct: true,
  },
  { ...text('url', 'The address the record leads to, without Google’s redirect.', 'titleUrl'), distinct: true },
  text('header', 'The heading of the record’s card: product, app or domain.', 'header'),
  text('description', 'A further line of text, as in advertisements.', 'description'),
  json('details', 'List of {name}: where the visit came from, topics, “From Google Ads”.', 'details'),
  json(
    'activity_controls',
    'List of the settings under which Google kept the record, in the account’s language.',
    'activityControls',
  ),
  json('products', 'List of the products the record belongs to, in the account’s language.', 'products'),
];

/** The last column of every type: fields of the source without a column. Locations are never among them. */
const EXTRA = json(
  'extra',
  'Fields of the source that have no column of their own. Locations are never kept.',
  'all other fields',
);

const VIDEO_ID: Column = {
  ...text('video_id', 'YouTube’s id of the video, 11 characters.', 'titleUrl'),
  distinct: true,
};

const COLUMNS = {
  youtube: [
    text('channel_name', 'The channel’s name.', 'subtitles'),
    text('channel_url', 'The channel’s address.', 'subtitles'),
    VIDEO_ID,
    {
      name: 'is_ad',
      type: 'boolean',
      description: 'Whether it was an advertisement: it has details and no channel, or says so.',
      source: 'details, subtitles',
    },
  ],
  discover: [
    text('subtype', 'history, liked_content, follows or not_interested.', 'the file'),
    text('content_url', 'Address of the liked content.', 'Content Url'),
    text('followed_entity', 'The topic or source that is followed.', 'Followed Entity'),
    text('entity_name', 'The topic or source the setting is about.', 'Entity Name'),
    text('setting_value', 'NOT_INTERESTED, BLOCKED or NOT_PREFERRED.', 'Setting Value'),
  ],
} as const satisfies Record<string, readonly Column[]>;

type Definition = Omit<DataTypeDefinition, 'schema'> & { readonly columns?: readonly Column[] };

const define = ({ columns = [], ...definition }: Definition): DataTypeDefinition => ({
  ...definition,
  schema: { version: 1, columns: [...ACTIVITY, ...columns, EXTRA] },
});

const DEFINITIONS: readonly DataTypeDefinition[] = [
  define({
    name: 'youtube_history',
    label: 'YouTube history',
    description:
      'Videos you watched, searched for, liked or saved on YouTube, and channels you subscribed to, with times.',
    groups: ['myactivity.youtube'],
    columns: COLUMNS.youtube,
  }),
  define({
    name: 'search',
    label: 'Google Search history',
    description: 'What you searched for on Google, and which results you opened, with times.',
    groups: ['myactivity.search'],
  }),
  define({
    name: 'image_search',
    label: 'Image search history',
    description: 'What you searched for in Google Images, and which images you looked at, with times.',
    groups: ['myactivity.search'],
  }),
  define({
    name: 'video_search',
    label: 'Video search history',
    description: 'What you searched for in Google’s video search, and which videos you opened, with times.',
    groups: ['myactivity.search'],
    columns: [VIDEO_ID],
  }),
  define({
    name: 'google_lens',
    label: 'Google Lens history',
    description: 'When you searched with Google Lens, and for what; never the pictures themselves.',
    groups: ['myactivity.search'],
  }),
  define({
    name: 'discover',
    label: 'Google Discover',
    description:
      'The cards in your Discover feed that you saw or opened, and what you follow, like or do not want to see there.',
    groups: ['myactivity.search', 'discover.follows', 'discover.likes', 'discover.not_interested'],
    columns: COLUMNS.discover,
  }),
  define({
    name: 'google_play_store',
    label: 'Google Play Store activity',
    description: 'Apps you searched for, looked at, installed or used by way of Google Play, with times.',
    groups: ['myactivity.play'],
  }),
  define({
    name: 'google_play_games',
    label: 'Google Play Games activity',
    description: 'Games you played by way of Google Play Games, and achievements in them, with times.',
    groups: ['myactivity.play'],
  }),
];

/** Activity of products that a study rarely asks for: enabled by name. */
const FURTHER_ACTIVITY: readonly DataTypeDefinition[] = [
  define({
    name: 'myactivity_maps',
    label: 'Google Maps activity',
    description: 'Places you looked at, searched for or asked the way to on Google Maps, with times.',
    groups: ['myactivity.maps'],
  }),
  define({
    name: 'myactivity_shopping',
    label: 'Google Shopping activity',
    description: 'Products you searched for or looked at on Google Shopping, with times.',
    groups: ['myactivity.shopping'],
  }),
  define({
    name: 'myactivity_myadcenter',
    label: 'My Ad Center activity',
    description:
      'What you chose in Google’s My Ad Center: advertisements you liked, blocked or wanted more or fewer of.',
    groups: ['myactivity.myadcenter'],
  }),
];

const ALL = [...DEFINITIONS, ...FURTHER_ACTIVITY, ...CATALOGUE.map(toDataType)];

/** All data types by name; without a prototype, so that `constructor` is no data type. */
export const DATA_TYPES: Readonly<Record<string, DataTypeDefinition>> = Object.assign(
  Object.create(null),
  Object.fromEntries(
    ALL.map((definition) => {
      const ranked = RANKED[definition.name];
      return [definition.name, { ...definition, ...(ranked && { ranked }) }];
    }),
  ),
);

/** Enabled where the operator says nothing: six scopes. */
export const DEFAULT_DATA_TYPES: readonly string[] = DEFINITIONS.map(({ name }) => name);
