/** functions/providers/tiktok/data-types.ts — what can be requested from TikTok: names, groups and columns. */
import type { Column } from '../../archive/types.ts';
import type { DataTypeDefinition } from '../provider.ts';
import type { Field, TypeDefinition } from './catalogue/definition.ts';
import { CATALOGUE } from './catalogue/index.ts';
import { RANKED } from './ranked.ts';

const TIMELESS: Column = {
  ...{ name: 'time', type: 'timestamp', distinct: true },
  description: 'Always empty: these records have no time.',
};

const EXTRA: Column = {
  ...{ name: 'extra', type: 'json', source: 'all other fields' },
  description: 'Fields of the source that have no column of their own.',
};
const NO_EXTRA: Column = {
  ...{ name: 'extra', type: 'json' },
  description: 'Always empty: of these records nothing else is kept.',
};

const columnOf = ({ name, type, description, keys, fromSection, distinct }: Field): Column => ({
  ...{ name, type, description, source: fromSection ? 'key above the record' : keys.join(', ') },
  ...(distinct && { distinct }),
});

function columnsOf({ time, kinds, fields, never }: TypeDefinition): readonly Column[] {
  const when: Column = time
    ? {
        ...{ name: 'time', type: 'timestamp', source: time.keys.join(', '), distinct: true },
        description: `${time.description} UTC, milliseconds.`,
      }
    : TIMELESS;
  const kind: Column = {
    ...{ name: 'kind', type: 'string', source: 'key above the record' },
    description: `Which kind of thing it is: ${Object.values(kinds ?? {}).join(', ')}.`,
  };
  return [when, ...(kinds ? [kind] : []), ...fields.map(columnOf), never === 'rest' ? NO_EXTRA : EXTRA];
}

const toDataType = (definition: TypeDefinition): DataTypeDefinition => {
  const { name, label, description, group, sensitivity, onlyByName } = definition;
  const ranked = RANKED[name];
  return {
    ...{ name, label, description, groups: [group], sensitivity },
    ...(onlyByName && { onlyByName }),
    ...(ranked && { ranked }),
    schema: { version: 1, columns: columnsOf(definition) },
  };
};

/** All data types by name; without a prototype, so that `constructor` is no data type. */
export const DATA_TYPES: Readonly<Record<string, DataTypeDefinition>> = Object.assign(
  Object.create(null),
  Object.fromEntries(CATALOGUE.map((definition) => [definition.name, toDataType(definition)])),
);

/** Enabled where the operator says nothing: one scope, the narrowest that holds what is watched and searched. */
export const DEFAULT_DATA_TYPES: readonly string[] = [
  ...['tiktok_watch_history', 'tiktok_searches', 'tiktok_favorites', 'tiktok_shares'],
];

const named = (isIn: (definition: TypeDefinition) => boolean): readonly string[] =>
  CATALOGUE.filter((definition) => !definition.onlyByName && isIn(definition)).map(({ name }) => name);

/** Names that stand for several data types. */
export const BUNDLES: Readonly<Record<string, readonly string[]>> = Object.assign(Object.create(null), {
  tiktok: named(() => true),
  tiktok_activity: named(({ group }) => group === 'activity'),
  tiktok_posts_and_profile: named(({ group }) => group === 'postsandprofile'),
  tiktok_shop: named(({ name }) => name.startsWith('tiktok_shop_')),
});

/**
 * The group that a data type is taken from: its own, the narrowest that holds it. Where another requested type is only
 * in the copy of everything, that one copy serves all: a person is asked for one thing, and each scope allows one request.
 */
export function groupsOf(dataType: string, requested: readonly string[]): readonly string[] {
  const own = DATA_TYPES[dataType]?.groups ?? [];
  const needsAll = [dataType, ...requested].some((name) => DATA_TYPES[name]?.groups.includes('all'));
  return own.length && needsAll ? ['all'] : own;
}
