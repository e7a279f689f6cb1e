/** functions/providers/google/layout/signs.ts — which product activity records come from, by what stands in them. */
import { comparable } from '../plain-name.ts';
import { isGoogle, isYouTube, parseAddress } from '../readers/address.ts';
import { OTHER_PRODUCTS, PRODUCT_NAMES } from './products.ts';

export type ActivityRecord = {
  readonly header?: unknown;
  readonly title?: unknown;
  readonly titleUrl?: unknown;
  readonly time?: unknown;
  readonly products?: unknown;
};

const BY_NAME = new Map(
  Object.entries(PRODUCT_NAMES).flatMap(([dataType, names]) =>
    names.map((name) => [comparable(name), dataType] as const),
  ),
);
const OTHERS = new Set(OTHER_PRODUCTS.map(comparable));

/** The product a folder or a value of `products` names: a data type, another product, or a name we do not know. */
export function productNamed(name: unknown): string | 'other' | undefined {
  if (typeof name !== 'string') return undefined;
  const key = comparable(name);
  return BY_NAME.get(key) ?? (OTHERS.has(key) ? 'other' : undefined);
}

/** Whether a record has the shape of My Activity: a title and a time, and the card's heading or its products. */
export function isActivity(record: unknown): record is ActivityRecord {
  if (typeof record !== 'object' || record === null) return false;
  const { title, time, header, products } = record as ActivityRecord;
  return (
    typeof title === 'string' && typeof time === 'string' && (typeof header === 'string' || Array.isArray(products))
  );
}

/**
 * The data type that most records name or lead to. Names count before addresses: a video's address stands in the
 * activity of YouTube, of Search and of Video Search alike.
 * @param possible the data types that the group holds
 * @returns `other` when the records name only products of other groups; undefined when they tell nothing
 */
export function dataTypeOf(records: readonly ActivityRecord[], possible: readonly string[]): string | undefined {
  const named = records.flatMap(({ products }) => (Array.isArray(products) ? products : [])).map(productNamed);
  const byProduct = mostOf(named, possible);
  if (byProduct) return byProduct;
  if (named.length && named.every((name) => name !== undefined)) return 'other';
  const byHeader = records.map(({ header }) => productNamed(header));
  return (
    mostOf(byHeader, possible) ??
    mostOf(
      records.map((record) => byAddress(record, possible)),
      possible,
    )
  );
}

function mostOf(votes: readonly (string | undefined)[], possible: readonly string[]): string | undefined {
  const counted = possible.map((dataType) => ({ dataType, votes: votes.filter((vote) => vote === dataType).length }));
  const [most] = counted.sort((a, b) => b.votes - a.votes);
  return most?.votes ? most.dataType : undefined;
}

function byAddress({ titleUrl }: ActivityRecord, possible: readonly string[]): string | undefined {
  const url = parseAddress(titleUrl);
  if (!url) return undefined;
  // In a group of YouTube its videos are its history; in one of Search they are finds of the video search.
  if (isYouTube(url)) return possible.find((dataType) => dataType === 'youtube_history' || dataType === 'video_search');
  if (url.hostname === 'lens.google.com') return 'google_lens';
  if (url.hostname === 'play.google.com') return byPlayPath(url.pathname);
  return isGoogle(url) && url.pathname === '/search' ? bySearchMode(url.searchParams) : undefined;
}

function byPlayPath(path: string): string | undefined {
  if (path.startsWith('/store')) return 'google_play_store';
  return /^\/(play)?games\b/.test(path) ? 'google_play_games' : undefined;
}

/** `tbm` (older) and `udm` (newer) say which kind of results is shown. */
function bySearchMode(parameters: URLSearchParams): string {
  const mode = parameters.get('udm') ?? parameters.get('tbm');
  if (mode === '2' || mode === 'isch') return 'image_search';
  if (mode === '7' || mode === 'vid') return 'video_search';
  if (mode === '26' || parameters.has('lns_mode')) return 'google_lens';
  return 'search';
}
