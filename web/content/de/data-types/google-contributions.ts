/** web/content/de/data-types/google-contributions.ts — what people follow, save, rate and set at Google, in German. */
import type { DataTypeWords } from '../../wording.ts';

export const contributions: DataTypeWords = {
  discover_follows: [
    'Discover: Themen und Quellen, denen Sie folgen',
    'Themen und Quellen, denen Sie in Google Discover folgen. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  discover_likes: [
    'Discover: was Ihnen gefallen hat',
    'Artikel, die Sie in Google Discover positiv bewertet haben, und an welchem Tag.',
  ],
  discover_not_interested: [
    'Discover: was Sie nicht sehen möchten',
    'Themen und Quellen, die Sie in Google Discover nicht sehen möchten. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  saved_collections: [
    'Gespeicherte Sammlungen',
    'Links, Orte und Bilder, die Sie in Sammlungen gespeichert haben. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  search_ugc_media_thumbs: [
    'Google Suche: Daumen hoch und runter',
    'Filme, Serien und Bücher, die Sie in der Google Suche mit Daumen hoch oder Daumen runter bewertet haben.',
  ],
  search_ugc_media_reviews_and_stars: [
    'Google Suche: Rezensionen und Sterne',
    'Rezensionen und Sterne, mit denen Sie in der Google Suche Filme, Serien und Bücher bewertet haben.',
  ],
  search_ugc_media_watched: [
    'Google Suche: Angesehenes',
    'Filme und Serien, die Sie in der Google Suche als angesehen markiert haben.',
  ],
  search_ugc_comments: ['Google Suche: Kommentare', 'Kommentare, die Sie in der Google Suche geschrieben haben.'],
  search_ugc_media_streaming_video_providers: [
    'Google Suche: Streamingdienste',
    'Streamingdienste, die Sie laut Ihren Angaben in der Google Suche nutzen.',
  ],
  shopping_addresses: [
    'Adressen in Google Shopping',
    'Lieferadressen, die Sie in Google Shopping gespeichert haben, mit Namen und Telefonnummern.',
  ],
  shopping_reviews: [
    'Rezensionen in Google Shopping',
    'Ihre Rezensionen zu Produkten und Shops in Google Shopping, jeweils mit Zeitpunkt.',
  ],
  alerts_subscriptions: [
    'Google Alerts',
    'Alerts, die Sie eingerichtet haben. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  searchnotifications_settings: [
    'Benachrichtigungen der Google Suche: Einstellungen',
    'Ihre Einstellungen für Benachrichtigungen der Google Suche. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
  searchnotifications_subscriptions: [
    'Benachrichtigungen der Google Suche: Abos',
    'Benachrichtigungen der Google Suche, die Sie abonniert haben. Diese Angaben haben kein Datum und werden deshalb vollständig übernommen.',
  ],
};
