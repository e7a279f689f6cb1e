/** functions/providers/tiktok/attribute.ts — whose an entry of an archive is: one document holds all data types. */
import type { Attribution, EntryHead } from '../provider.ts';
import type { TypeDefinition } from './catalogue/definition.ts';
import { CATALOGUE } from './catalogue/index.ts';

/** Records come in JSON; texts are looked at, so that an export in that form is not taken for an empty one. */
export const isCandidate = (name: string): boolean => /[^/]\.(json|txt)$/i.test(name);

const rowsOf = ({ name, places }: TypeDefinition) => places.map((place) => ({ dataType: name, reader: place.name }));

/** The document is an object, whatever its name; it holds the data types of the group that was asked for. */
export function attribute({ name, group, head }: EntryHead): Attribution {
  if (!isCandidate(name)) return { kind: 'other' };
  const text = new TextDecoder()
    .decode(head)
    .replace(/^\ufeff/, '')
    .trimStart();
  if (!text) return { kind: 'other' };
  if (!/\.json$/i.test(name) || !text.startsWith('{')) return { kind: 'unknown' };
  const types = CATALOGUE.filter((type) => group === 'all' || type.group === group);
  const [first, ...also] = types.flatMap(rowsOf);
  return first ? { kind: 'data_type', ...first, also } : { kind: 'unknown' };
}
