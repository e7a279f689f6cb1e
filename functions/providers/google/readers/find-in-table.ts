/** functions/providers/google/readers/find-in-table.ts — which of a table's columns holds a field, whatever the language. */
import type { SourceRecord } from '../../../archive/types.ts';
import type { Field } from '../catalogue/definition.ts';
import { comparable } from '../plain-name.ts';

/** What a record holds under one of the names, and under which of them. */
export type Found = { readonly name: string; readonly value: unknown };
/** @param position of the field among the file's; -1 for what has no column of its own */
export type Find = (record: SourceRecord, names: readonly string[], position: number) => Found | undefined;

/** Finds fields by the names of headers, then by position. Each header line is looked at once, not once a line. */
export function findInTable(fields: readonly Field[]): Find {
  let last: SourceRecord | undefined;
  let line = '';
  let headers: ReadonlyMap<string, string> = new Map();
  let columns: readonly (string | undefined)[] = [];
  const look = (record: SourceRecord): void => {
    if (record === last) return;
    last = record;
    const names = Object.keys(record);
    const joined = names.join('\n');
    if (joined === line) return;
    line = joined;
    headers = new Map(names.map((name) => [comparable(name), name]));
    columns = columnsOf(fields, names, headers);
  };
  return (record, names, position) => {
    look(record);
    const name =
      names.map((each) => headers.get(comparable(each))).find((each) => each !== undefined) ?? columns[position];
    if (name === undefined) return undefined;
    const value = record[name];
    return { name, value: typeof value === 'string' ? value.trim() : value };
  };
}

/**
 * The header of each field. Known names decide. Where most of the headers are in a language that is not known, the
 * others go by position: but only if there are as many as all fields, or as those that every export has, and the known
 * ones stand where they belong. Otherwise a column that is new or left out would shift the others.
 */
function columnsOf(
  fields: readonly Field[],
  names: readonly string[],
  headers: ReadonlyMap<string, string>,
): readonly (string | undefined)[] {
  const known = fields.map((field) =>
    field.names.map((name) => headers.get(comparable(name))).find((name) => name !== undefined),
  );
  const recognised = known.filter((name) => name !== undefined).length;
  if (names.length - recognised < recognised) return known;
  const all = fields.flatMap(({ place }, at) => (place ? [] : [at]));
  const always = all.filter((at) => !fields[at]?.optional);
  const belongs = (order: readonly number[]) => known.every((name, at) => !name || names[order.indexOf(at)] === name);
  const order = [all, always].find((each) => each.length === names.length && belongs(each));
  return order ? known.map((name, at) => name ?? names[order.indexOf(at)]) : known;
}
