/** local/simulators/google/locales.ts — how the account's language shows in an archive. */

export const PRODUCTS = ['youtube', 'search', 'image', 'video', 'lens', 'discover', 'store', 'games'] as const;
export type Product = (typeof PRODUCTS)[number];

export type Locale = {
  readonly myActivity: string;
  readonly file: string;
  /** Folder names, and what stands in `products`. */
  readonly products: Readonly<Record<Product, string>>;
  readonly verbs: Readonly<
    Record<
      'watched' | 'searched' | 'visited' | 'viewed' | 'liked' | 'subscribed' | 'used' | 'played',
      (what: string) => string
    >
  >;
  readonly removed: string;
  readonly ad: string;
  readonly adDescription: string;
  readonly lens: string;
  readonly cards: (n: number) => string;
  readonly notifications: (n: number) => string;
  readonly controls: { readonly web: string; readonly watch: string; readonly search: string; readonly play: string };
  readonly area: string;
  readonly fromDevice: string;
  readonly follows: readonly [file: string, ...header: string[]];
  readonly likes: readonly [file: string, ...header: string[]];
  readonly notInterested: readonly [file: string, ...header: string[]];
  readonly day: (time: Date) => string;
};

const englishDay = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  timeZone: 'UTC',
});

export const ENGLISH: Locale = {
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
  follows: ['Your Follows.csv', 'Followed Entity'],
  likes: ['Your Liked Content.csv', 'Content Url', 'Liked Date'],
  notInterested: ['Not Interested Setting.csv', 'Entity Name', 'Setting Value'],
  day: (time) => englishDay.format(time),
};

/** Folder names as such an account has them: one decomposed, one with a no-break space. */
export const FINNISH: Locale = {
  myActivity: 'Oma toiminta',
  file: 'OmaToiminta.json',
  products: {
    youtube: 'YouTube',
    search: 'Haku',
    image: 'Kuvahaku',
    video: 'Videohaku',
    lens: 'Google\u00a0Lens',
    discover: 'Discover',
    store: 'Google Play Kauppa',
    games: 'Google Play Pelit',
  },
  verbs: {
    watched: (what) => `Katsoit videon ${what}`,
    searched: (what) => `Hait: ${what}`,
    visited: (what) => `Kävit sivulla ${what}`,
    viewed: (what) => `Katsoit: ${what}`,
    liked: (what) => `Tykkäsit videosta ${what}`,
    subscribed: (what) => `Tilasit kanavan ${what}`,
    used: (what) => `Käytit sovellusta ${what}`,
    played: (what) => `Pelasit peliä ${what}`,
  },
  removed: 'Katsoit videon, joka on poistettu',
  ad: 'Google Adsista',
  adDescription: 'Katsottu klo 11.45',
  lens: 'Haku Google Lensillä',
  cards: (n) => `${n} korttia syötteessäsi`,
  notifications: (n) => `${n} ilmoitusta`,
  controls: {
    web: 'Verkko- ja sovellustoiminta',
    watch: 'YouTuben katseluhistoria',
    search: 'YouTuben hakuhistoria',
    play: 'Play-sovellusten käyttö',
  },
  area: 'Tällä alueella',
  fromDevice: 'Laitteeltasi',
  follows: ['Seuraamasi.csv'.normalize('NFD'), 'Seurattu kohde'],
  likes: ['Tykkäämäsi sisältö.csv'.normalize('NFD'), 'Sisällön URL-osoite', 'Tykkäyspäivä'],
  notInterested: ['Ei kiinnosta -asetus.csv', 'Kohteen nimi', 'Asetuksen arvo'],
  day: (time) => `${time.getUTCDate()}.${time.getUTCMonth() + 1}.${time.getUTCFullYear()}`,
};
