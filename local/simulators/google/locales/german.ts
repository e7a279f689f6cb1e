/** local/simulators/google/locales/german.ts — an account in German. */
import { headerIn, placeIn } from '../names/index.ts';
import type { Locale } from './locale.ts';

const day = new Intl.DateTimeFormat('de-DE', { dateStyle: 'medium', timeZone: 'UTC' });

export const GERMAN: Locale = {
  language: 'de',
  place: placeIn('de'),
  header: headerIn('de'),
  decomposed: false,
  myActivity: 'Meine Aktivitäten',
  file: 'MeineAktivitäten.json',
  products: {
    youtube: 'YouTube',
    search: 'Google Suche',
    image: 'Bildersuche',
    video: 'Videosuche',
    lens: 'Google Lens',
    discover: 'Discover',
    store: 'Google Play Store',
    games: 'Google Play Spiele',
    maps: 'Maps',
    shopping: 'Shopping',
    adcenter: 'Mein Anzeigen-Center',
  },
  verbs: {
    watched: (what) => `${what} angesehen`,
    searched: (what) => `Gesucht nach: ${what}`,
    visited: (what) => `${what} aufgerufen`,
    viewed: (what) => `${what} angesehen`,
    liked: (what) => `${what} positiv bewertet`,
    subscribed: (what) => `${what} abonniert`,
    used: (what) => `${what} verwendet`,
    played: (what) => `${what} gespielt`,
    directions: (what) => `Route nach ${what}`,
    area: (what) => `Gebiet um ${what} angesehen`,
    moreAds: (what) => `Mehr Werbung von ${what} ausgewählt`,
    blockedAd: (what) => `Werbung von ${what} blockiert`,
  },
  removed: 'Ein Video angesehen, das entfernt wurde',
  ad: 'Von Google Anzeigen',
  adDescription: 'Angesehen um 11:45',
  lens: 'Mit Google Lens gesucht',
  cards: (n) => `${n} Karten in deinem Feed`,
  notifications: (n) => `${n} Benachrichtigungen`,
  controls: {
    web: 'Web- & App-Aktivitäten',
    watch: 'YouTube-Wiedergabeverlauf',
    search: 'YouTube-Suchverlauf',
    play: 'Nutzung von Play-Apps',
  },
  area: 'In diesem allgemeinen Gebiet',
  fromDevice: 'Von deinem Gerät',
  day: (time) => day.format(time),
};
