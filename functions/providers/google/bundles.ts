/** functions/providers/google/bundles.ts — names that stand for several data types: a product, or a group of My Activity. */
import { DATA_TYPES } from './data-types.ts';

/** Data types whose names do not begin with their product's. */
const FURTHER: Readonly<Record<string, readonly string[]>> = {
  maps: ['myactivity_maps'],
  play: ['google_play_store', 'google_play_games'],
  shopping: ['myactivity_shopping'],
};

const all = Object.values(DATA_TYPES);

/** What a product's data types are called by: `chrome` of `chrome_history`. */
const products = [
  ...new Set(all.flatMap(({ groups }) => groups).map((group) => group.slice(0, group.indexOf('.')))),
].filter((product) => product !== 'myactivity');

const ofProduct = (product: string): readonly string[] => [
  ...all.map(({ name }) => name).filter((name) => name.startsWith(`${product}_`)),
  ...(FURTHER[product] ?? []),
];

/** A group of My Activity has a data type a product: `myactivity_search` is five of them. */
const ofActivity = (group: string): readonly string[] =>
  all.filter(({ groups }) => groups.includes(group)).map(({ name }) => name);

/** Data types by bundle. A name that is a data type is none. */
export const BUNDLES: Readonly<Record<string, readonly string[]>> = Object.assign(
  Object.create(null),
  Object.fromEntries(
    [
      ...products.map((product) => [product, ofProduct(product)] as const),
      ['search_contributions', ofProduct('search_ugc')] as const,
      ...['youtube', 'search', 'play'].map((name) => [`myactivity_${name}`, ofActivity(`myactivity.${name}`)] as const),
    ].filter(([name]) => !Object.hasOwn(DATA_TYPES, name)),
  ),
);
