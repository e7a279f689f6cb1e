/** local/simulators/google/locales/locale.ts — how the account's language shows in an archive. */
import type { Language } from '../names/index.ts';

/** My Activity's folders. */
export type Product =
  | 'youtube'
  | 'search'
  | 'image'
  | 'video'
  | 'lens'
  | 'discover'
  | 'store'
  | 'games'
  | 'maps'
  | 'shopping'
  | 'adcenter';

type Verb = 'watched' | 'searched' | 'visited' | 'viewed' | 'liked' | 'subscribed' | 'used' | 'played';

export type Locale = {
  readonly language: Language;
  /** A folder's or file's name. */
  readonly place: (english: string) => string;
  /** A table's header or value. */
  readonly header: (english: string) => string;
  /** Its file names are in Unicode's decomposed form. */
  readonly decomposed: boolean;
  readonly myActivity: string;
  readonly file: string;
  /** Folder names, and what stands in `products`. */
  readonly products: Readonly<Record<Product, string>>;
  readonly verbs: Readonly<Record<Verb | 'directions' | 'area' | 'moreAds' | 'blockedAd', (what: string) => string>>;
  readonly removed: string;
  readonly ad: string;
  readonly adDescription: string;
  readonly lens: string;
  readonly cards: (n: number) => string;
  readonly notifications: (n: number) => string;
  readonly controls: { readonly web: string; readonly watch: string; readonly search: string; readonly play: string };
  readonly area: string;
  readonly fromDevice: string;
  readonly day: (time: Date) => string;
};
