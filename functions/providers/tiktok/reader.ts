/** functions/providers/tiktok/reader.ts — records of the document as rows, by the description of their data type. */
import type { EntryReader, Place, Row, SourceRecord } from '../../archive/types.ts';
import { ProviderError } from '../provider.ts';
import { fault } from '../transport/answer.ts';
import { type Field, plainKey, type TypeDefinition } from './catalogue/definition.ts';
import { CATALOGUE } from './catalogue/index.ts';
import { ALL_PLACES } from './catalogue/places.ts';
import { pseudonym } from './pseudonyms.ts';
import { parseTime } from './time.ts';
import { isMissing, toColumn } from './values.ts';

/** What stands in a list's place where there is none. */
const NOTHING = ['[]', '{}', '""', '"N/A"', '"None"'];

/** A record's values by its keys as they are compared; what means that nothing is there is left out. */
function valuesOf(record: SourceRecord): ReadonlyMap<string, { readonly key: string; readonly value: unknown }> {
  const values = new Map<string, { key: string; value: unknown }>();
  for (const [key, value] of Object.entries(record)) {
    const plain = plainKey(key);
    if (!isMissing(value) && !values.has(plain)) values.set(plain, { key, value });
  }
  return values;
}

type Values = ReturnType<typeof valuesOf>;

const firstOf = (values: Values, keys: readonly string[]): string | undefined => keys.find((key) => values.has(key));

/** `Chat History with somebody:` */
const CONVERSATION = /^chat history with (.*?):?$/is;
const nameIn = (section: string): string => CONVERSATION.exec(section.trim())?.[1] ?? section;

/**
 * Reads one place of one data type.
 * @param salt a secret of the donation's, with which other people's names are replaced
 * @throws ProviderError `refused` for a name that attribution never gave
 */
export function readerOf(dataType: string, reader: string, salt: string): EntryReader {
  const type = CATALOGUE.find(({ name }) => name === dataType);
  const place = type?.places.find(({ name }) => name === reader);
  if (!type || !place) throw new ProviderError('refused', { cause: fault('no_such_reader') });
  return {
    format: 'json',
    ...{ paths: place.paths, known: ALL_PLACES, nothing: NOTHING },
    ...{ anyCase: true, exact: true },
    ...(type.values && { values: true }),
    time(record) {
      if (!type.time) return undefined;
      const values = valuesOf(record);
      const key = firstOf(values, type.time.keys);
      return key === undefined ? null : parseTime(values.get(key)?.value);
    },
    toRow: (record, time, where) => rowOf(type, valuesOf(record), time, where, salt),
  };
}

function rowOf(type: TypeDefinition, values: Values, time: number | null, { section }: Place, salt: string): Row {
  const taken = new Set(type.time?.keys);
  const row: Record<string, Row[string]> = { time };
  if (type.kinds) row.kind = type.kinds[plainKey(section ?? '')] ?? null;
  for (const field of type.fields) {
    const key = keyFor(field, values);
    const source = field.fromSection ? nameIn(section ?? '') : key === undefined ? undefined : values.get(key)?.value;
    const value = field.reading === 'person' ? personIn(source, salt) : toColumn(source, field);
    row[field.name] = value;
    if (key !== undefined && value !== null) taken.add(key);
  }
  row.extra = type.never === 'rest' ? null : leftOver(values, [...taken, ...type.never]);
  return { ...row, time };
}

/** The first key whose value the column can hold: a video's id stands in one of several addresses. */
const keyFor = (field: Field, values: Values): string | undefined =>
  field.keys.find((key) => values.has(key) && toColumn(values.get(key)?.value, field) !== null) ??
  firstOf(values, field.keys);

const personIn = (value: unknown, salt: string): string | null =>
  typeof value === 'string' || typeof value === 'number' ? pseudonym(salt, String(value)) : null;

/** What no column holds and may be kept. */
function leftOver(values: Values, taken: readonly string[]): string | null {
  const left = [...values].filter(([plain]) => !taken.includes(plain)).map(([, { key, value }]) => [key, value]);
  return left.length ? JSON.stringify(Object.fromEntries(left)) : null;
}
