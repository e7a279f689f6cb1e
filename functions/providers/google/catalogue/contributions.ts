/**
 * functions/providers/google/catalogue/contributions.ts — what people follow, save, rate and set in Google's smaller
 * products: Discover, Saved, Search contributions, Shopping, Alerts, Search notifications.
 */
import {
  type Field,
  type FileKind,
  type GroupDefinition,
  json,
  placed,
  type TimeField,
  text,
  unique,
} from './definition.ts';

const PUBLISHED: TimeField = {
  names: ['Published', 'published'],
  reading: 'any',
  description: 'When it was published.',
};

/** Contributions to Search: the keys have spaces; the folder and the keys are not translated. */
const contribution = (
  name: string,
  label: string,
  description: string,
  files: readonly string[],
  fields: readonly Field[],
): GroupDefinition => ({
  ...{ group: `search_ugc.${name}`, label, description, sensitivity: 'sensitive' },
  files: [
    {
      kind: 'contribution',
      format: 'json',
      names: files,
      paths: [[], ['*']],
      time: PUBLISHED,
      fields: [
        text('search_query', 'The search it was made from.', ['Search Query']),
        ...fields,
        text('updated', 'When it was last changed, as Google wrote it.', ['Updated']),
      ],
    },
  ],
});

/** Whether a kind of notification is on, channel by channel. */
const NOTIFICATIONS: FileKind = {
  kind: 'notification',
  format: 'table',
  names: ['*'],
  fields: [
    text('scope', 'What the notification is about.', ['Scope Identifier']),
    text('opt_in_state', 'Whether it was wanted.', ['Opt In State']),
    text('importance', 'How it is shown.', ['Channel Importance']),
    ...['Badge', 'Sound', 'Alerts', 'Critical Alerts', 'Time Sensitive'].map((name) =>
      text(name.toLowerCase().replace(' ', '_'), `The setting ${name}.`, [name]),
    ),
  ],
};

export const CONTRIBUTIONS: readonly GroupDefinition[] = [
  {
    group: 'discover.follows',
    label: 'Discover: what you follow',
    description:
      'The topics and sources you follow in Google Discover. They have no dates, so that all of them are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'follows',
        format: 'table',
        names: ['Your Follows', 'Mit „Folgen“ markiert', 'Seuraamasi', 'Omat seurattavat', 'Dina följda'],
        fields: [unique('followed_entity', 'The topic or source that is followed.', ['Followed Entity'])],
      },
    ],
  },
  {
    group: 'discover.likes',
    label: 'Discover: what you liked',
    description: 'The articles you liked in Google Discover, and on which day.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'liked',
        format: 'table',
        names: [
          'Your Liked Content',
          'Tykkäämäsi sisältö',
          'Deine positiv bewerteten Inhalte',
          'Mit „Mag ich“ markiert',
        ],
        time: { names: ['Liked Date'], reading: 'day', description: 'The day it was liked, at midnight UTC.' },
        fields: [
          unique('content_url', 'Address of the liked content.', ['Content Url', 'Content URL']),
          text('liked_date', 'The day as Google wrote it, in the account’s language.', ['Liked Date']),
        ],
      },
    ],
  },
  {
    group: 'discover.not_interested',
    label: 'Discover: what you do not want',
    description: 'The topics and sources you do not want to see in Google Discover. They have no dates: all are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'not_interested',
        format: 'table',
        names: ['Not Interested Setting', 'Ei kiinnosta -asetus', 'Einstellung „Kein Interesse“'],
        fields: [
          unique('entity_name', 'The topic or source the setting is about.', ['Entity Name']),
          text('setting_value', 'NOT_INTERESTED, BLOCKED or NOT_PREFERRED.', ['Setting Value']),
        ],
      },
    ],
  },
  {
    group: 'saved.collections',
    label: 'Saved collections',
    description:
      'The links, places and images you saved in collections. They have no dates, so that all of them are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'saved',
        format: 'table',
        names: ['*'],
        // A list that has a description begins with it, and a blank line.
        minColumns: 3,
        fields: [
          unique('title', 'The item’s title.', ['Title', 'Titel', 'Título', 'Nimi']),
          unique('note', 'The note written to it.', ['Note', 'Notiz', 'Nota', 'Muistiinpano', 'Notitie']),
          unique('url', 'Its address.', ['URL', 'Url', 'URL-osoite']),
          text('tags', 'Its tags.', ['Tags', 'Etiquetas', 'Tunnisteet'], { optional: true }),
          unique('comment', 'A comment on it.', ['Comment', 'Kommentar', 'Comentario', 'Kommentti', 'Opmerking']),
          placed('file', 'collection', 'The collection it is in, by the name of its file.'),
          placed('preamble', 'collection_description', 'What was written about the collection.'),
        ],
      },
    ],
  },
  contribution(
    'media.thumbs',
    'Search: thumbs',
    'Films, series and books you gave a thumbs up or down in Search.',
    ['Thumbs'],
    [text('thumbs_rating', '“Thumbs Up” or “Thumbs Down”.', ['Thumbs Rating'])],
  ),
  contribution(
    'media.reviews_and_stars',
    'Search: reviews and stars',
    'Reviews and stars you gave to films, series and books in Search.',
    ['Reviews', 'Reviews and Stars'],
    [
      unique('review_comment', 'What was written.', ['Review Comment']),
      text('star_rating', 'Stars in words, e.g. “Five stars”.', ['Review Star Rating']),
    ],
  ),
  contribution(
    'media.watched',
    'Search: watched',
    'Films and series you marked as watched in Search.',
    ['Watched'],
    [text('watched', 'The mark.', ['Watched'])],
  ),
  contribution(
    'comments',
    'Search: comments',
    'Comments you wrote in Search.',
    ['Comments'],
    [unique('comment', 'What was written.', ['Comment'])],
  ),
  contribution(
    'media.streaming_video_providers',
    'Search: streaming services',
    'The streaming services you said in Search that you use.',
    ['Streaming Video Providers'],
    [text('provider', 'The service.', ['Provider', 'Streaming Provider'])],
  ),
  {
    group: 'shopping.addresses',
    label: 'Google Shopping addresses',
    description: 'The delivery addresses you saved in Google Shopping, with names and telephone numbers.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'address',
        format: 'table',
        names: ['*'],
        fields: [
          text('recipient_name', 'Whom it is delivered to.', ['recipient_name', 'Recipient Name']),
          text('phone_number', 'The recipient’s telephone number.', ['phone_number', 'Phone Number']),
          text('locality', 'The town.', ['locality_name', 'Locality Name']),
          text('administrative_area', 'The region.', ['administrative_area_name', 'Administrative Area Name']),
          text('postal_code', 'The postal code.', ['postal_code_number', 'Postal Code Number']),
          text('country_code', 'The country.', ['country_name_code', 'Country Name Code']),
        ],
      },
    ],
  },
  {
    group: 'shopping.reviews',
    label: 'Google Shopping reviews',
    description: 'The reviews of products and merchants you wrote in Google Shopping, with times.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'review',
        format: 'table',
        names: ['*'],
        time: { names: ['creation_time', 'Creation Time'], reading: 'any', description: 'When it was written.' },
        fields: [
          text('created', 'When it was written, as Google wrote it.', ['creation_time', 'Creation Time']),
          unique('title', 'The review’s title.', ['title', 'Title']),
          unique('comment', 'What was written.', ['comment', 'Comment']),
          text('rating', 'Stars given.', ['rating', 'Rating']),
          placed('entry', 'file', 'The file it stood in, whose folder tells products from merchants.'),
        ],
      },
    ],
  },
  {
    group: 'alerts.subscriptions',
    label: 'Google Alerts',
    description: 'The alerts you set up. They have no dates, so that all of them are kept.',
    sensitivity: 'sensitive',
    files: [
      {
        kind: 'alert',
        format: 'json',
        names: ['*'],
        paths: [[], ['*']],
        fields: [
          text('query', 'What is searched for.', ['query']),
          text('language', 'In which language.', ['language']),
          text('country', 'In which country.', ['country']),
          json('sources', 'Where it looks: NEWS, WEB or both.', ['source']),
          text('quality', 'LOW or HIGH.', ['quality']),
          text('delivery_method', 'EMAIL or RSS.', ['delivery_method']),
          text('delivery_frequency', 'HOURLY, DAILY or WEEKLY.', ['delivery_frequency']),
          text('email_address', 'Where it is sent to.', ['email_address']),
        ],
      },
    ],
  },
  ...(['settings', 'subscriptions'] as const).map(
    (name): GroupDefinition => ({
      group: `searchnotifications.${name}`,
      label: `Search notifications: ${name}`,
      description: `Your ${name} of notifications from Google Search. They have no dates, so that all of them are kept.`,
      sensitivity: 'sensitive',
      files: [NOTIFICATIONS],
    }),
  ),
];
