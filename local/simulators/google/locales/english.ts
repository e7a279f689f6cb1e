/** local/simulators/google/locales/english.ts — an account in English. */
import { headerIn, placeIn } from '../names/index.ts';
import type { Locale } from './locale.ts';

const englishDay = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});

export const ENGLISH: Locale = {
  language: 'en',
  place: placeIn('en'),
  header: headerIn('en'),
  decomposed: false,
  myActivity: 'My Activity',
  file: 'MyActivity.json',
  products: {
    youtube: 'YouTube',
    search: 'Search',
    image: 'Image Search',
    video: 'Video Search',
    lens: 'Google Lens',
    discover: 'Discover',
    store: 'Google Play Store',
    games: 'Google Play Games',
    maps: 'Maps',
    shopping: 'Shopping',
    adcenter: 'My Ad Center',
  },
  verbs: {
    watched: (what) => `Watched ${what}`,
    searched: (what) => `Searched for ${what}`,
    visited: (what) => `Visited ${what}`,
    viewed: (what) => `Viewed ${what}`,
    liked: (what) => `Liked ${what}`,
    subscribed: (what) => `Subscribed to ${what}`,
    used: (what) => `Used ${what}`,
    played: (what) => `Played ${what}`,
    directions: (what) => `Directions to ${what}`,
    area: (what) => `Viewed area around ${what}`,
    moreAds: (what) => `Chose to see more ads from ${what}`,
    blockedAd: (what) => `Blocked an ad from ${what}`,
  },
  removed: 'Watched a video that has been removed',
  ad: 'From Google Ads',
  adDescription: 'Watched at 11:45 AM',
  lens: 'Searched with Google Lens',
  cards: (n) => `${n} cards in your feed`,
  notifications: (n) => `${n} notifications`,
  controls: {
    web: 'Web & App Activity',
    watch: 'YouTube watch history',
    search: 'YouTube search history',
    play: 'Play app usage',
  },
  area: 'At this general area',
  fromDevice: 'From your device',
  day: (time) => englishDay.format(time),
};
