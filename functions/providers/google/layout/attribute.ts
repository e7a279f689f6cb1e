/** functions/providers/google/layout/attribute.ts — whose an entry of an archive is: by name, then by what is in it. */
import type { Attribution, EntryHead } from '../../provider.ts';
import type { GroupDefinition } from '../catalogue/definition.ts';
import { dataTypeNameOf, groupNamed } from '../catalogue/index.ts';
import { DATA_TYPES } from '../data-types.ts';
import { comparable } from '../plain-name.ts';
import { catalogued, isOfAnother } from './catalogued.ts';
import { readJsonHead } from './head.ts';
import { ACTIVITY_FOLDERS } from './products.ts';
import { dataTypeOf, isActivity, productNamed } from './signs.ts';

const OTHER: Attribution = { kind: 'other' };
const UNKNOWN: Attribution = { kind: 'unknown' };
const ACTIVITY = new Set(ACTIVITY_FOLDERS.map(comparable));
/** The keys of which an entry must show two, where its first record is too long to be seen whole. */
const KEYS = /"(header|title|time|products)"\s*:/g;

/** Google's index of a part, the same name in every language. */
export const isIndex = (name: string): boolean => /(^|\/)archive_browser\.json$/.test(name);

/** Records come as JSON and tables; HTML is looked at, so that an export in that form is not taken for an empty one. */
export const isCandidate = (name: string): boolean =>
  /[^/]\.(json|csv|tsv|html|kmz|kml)$/i.test(name) && !isIndex(name);

/**
 * Whose an entry is, among the data types of the job's group: by its folder's name in any language, then by the
 * products and addresses in its records. Shaped like activity but of no product we know: `unknown`.
 */
export function attribute({ name, group, head, index }: EntryHead): Attribution {
  if (!isCandidate(name)) return OTHER;
  const segments = name.split('/');
  const [, base = '', ending = ''] = /^(.*)\.(\w+)$/.exec(segments.at(-1) ?? '') ?? [];
  const folder = segments.at(-2);
  const kind = ending.toLowerCase();
  const inActivity = segments.slice(0, -1).some((segment) => isActivityFolder(segment, index));
  const definition = groupNamed(group);
  if (definition) return inActivity ? OTHER : ofGroup(definition, base, kind, head);
  if (kind === 'html') return inActivity ? UNKNOWN : OTHER;
  // Tables among activity are attachments of its records.
  if (kind !== 'json') return OTHER;
  const possible = dataTypesOf(group);
  const named = productNamed(folder);
  if (!head.length) return byName(named, possible) ?? (inActivity ? UNKNOWN : OTHER);
  const json = readJsonHead(head);
  if (json.kind === 'empty') return byName(named, possible) ?? OTHER;
  if (json.kind === 'not_array') return inActivity ? UNKNOWN : OTHER;
  const records = json.records.filter(isActivity);
  const shaped = records.length > 0 || (!json.records.length && (json.text.match(KEYS)?.length ?? 0) >= 2);
  if (!shaped) return inActivity ? UNKNOWN : OTHER;
  const found = byName(named, possible) ?? byName(dataTypeOf(records, possible), possible);
  if (found) return found;
  // Of a group with one product, whatever that is called in the language.
  const [only, ...others] = possible;
  return only === dataTypeNameOf(group) && !others.length ? rowsOf(only) : UNKNOWN;
}

/** An archive of such a group holds nothing else: what is found in it is the group's data type, or nobody's. */
function ofGroup(definition: GroupDefinition, base: string, ending: string, head: Uint8Array): Attribution {
  if (isOfAnother(definition, base, ending)) return OTHER;
  const reader = catalogued(definition, base, ending, head);
  if (reader === 'other' || reader === 'unknown') return { kind: reader };
  const own = { dataType: dataTypeNameOf(definition.group), reader };
  return definition.group.startsWith('discover.')
    ? { kind: 'data_type', dataType: 'discover', reader, also: [own] }
    : { kind: 'data_type', ...own };
}

/** Types whose activity the group holds. Discover's tables have groups of their own, without activity. */
const dataTypesOf = (group: string): readonly string[] =>
  group.startsWith('myactivity.')
    ? Object.values(DATA_TYPES)
        .filter(({ groups }) => groups.includes(group))
        .map(({ name }) => name)
    : [];

/** A product of another group is not ours to count: that group's own job brings it. */
function byName(product: string | undefined, possible: readonly string[]): Attribution | undefined {
  if (product === undefined) return undefined;
  return possible.includes(product) ? rowsOf(product) : OTHER;
}

const rowsOf = (dataType: string): Attribution => ({ kind: 'data_type', dataType, reader: 'activity' });

/** Whether a folder is My Activity: by its name in a language we know, or by what the index says. */
const isActivityFolder = (segment: string, index: unknown): boolean => {
  const name = comparable(segment);
  return ACTIVITY.has(name) || (typeof index === 'object' && index !== null && activityFoldersIn(index).has(name));
};

/** Each index is looked through once, not once an entry: both can be long. */
const foldersOf = new WeakMap<object, ReadonlySet<string>>();

/** The folders that the index calls `MY_ACTIVITY`: `service.name` is the same in every language. */
function activityFoldersIn(index: { readonly serviceStatus?: unknown }): ReadonlySet<string> {
  const known = foldersOf.get(index);
  if (known) return known;
  const services: readonly unknown[] = Array.isArray(index.serviceStatus) ? index.serviceStatus : [];
  const folders = new Set(services.map(activityFolder).filter((name) => name !== undefined));
  foldersOf.set(index, folders);
  return folders;
}

function activityFolder(status: unknown): string | undefined {
  const { service, folderName } = (status ?? {}) as { service?: { name?: unknown } | null; folderName?: unknown };
  return service?.name === 'MY_ACTIVITY' && typeof folderName === 'string' ? comparable(folderName) : undefined;
}
