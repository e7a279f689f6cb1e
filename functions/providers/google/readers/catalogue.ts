/** functions/providers/google/readers/catalogue.ts — records of a catalogued file as rows, by its description. */
import type { EntryReader, Place, Row, SourceRecord } from '../../../archive/types.ts';
import type { Field, FileKind } from '../catalogue/definition.ts';
import { comparable } from '../plain-name.ts';
import { leftoverOf, valueAt } from './json-path.ts';
import { timeOf, toColumn } from './values.ts';

/** What a record holds under one of the names, and under which of them. */
type Found = { readonly name: string; readonly value: unknown };
type Find = (record: SourceRecord, names: readonly string[], position: number) => Found | undefined;

/** JSON: the first of the paths that leads to anything. */
const findInJson: Find = (record, names) => {
  for (const name of names) {
    const value = valueAt(record, name);
    if (value !== undefined) return { name, value };
  }
  return undefined;
};

/**
 * Tables: headers are translated. Known names decide; where none of a table's headers is known, the position does, if
 * there are as many columns as are known: otherwise a column that was left out would shift the others.
 * Each header line is looked at once, not once a line.
 */
function findInTable(fields: readonly Field[]): Find {
  const known = new Set(fields.flatMap(({ names }) => names.map(comparable)));
  let line = '';
  let headers: ReadonlyMap<string, string> = new Map();
  let inOrder: readonly string[] = [];
  const look = (record: SourceRecord): void => {
    const names = Object.keys(record);
    const joined = names.join('\n');
    if (joined === line) return;
    line = joined;
    headers = new Map(names.map((name) => [comparable(name), name]));
    const isForeign = names.length === fields.length && !names.some((name) => known.has(comparable(name)));
    inOrder = isForeign ? names : [];
  };
  return (record, names, position) => {
    look(record);
    const name =
      names.map((each) => headers.get(comparable(each))).find((each) => each !== undefined) ?? inOrder[position];
    if (name === undefined) return undefined;
    const value = record[name];
    return { name, value: typeof value === 'string' ? value.trim() : value };
  };
}

/** A table's first value that is written as a time: for headers in a language in which this one is not known. */
const writtenTime = (record: SourceRecord): unknown =>
  Object.values(record).find((value) => timeOf(value, 'iso') !== null);

/**
 * Reads one kind of file.
 * @param severalKinds whether the data type's rows say which kind they are of
 */
export function catalogueReader(file: FileKind, severalKinds: boolean): EntryReader {
  const { fields, time: timeField, format } = file;
  const find = format === 'table' ? findInTable(fields) : findInJson;
  const isUsec = timeField?.names[0] === 'time_usec';
  return {
    format,
    ...(file.paths && { paths: file.paths }),
    ...(file.values && { values: true }),
    ...(file.minColumns && { minColumns: file.minColumns }),
    ...(isUsec && { rawTime: { key: 'time_usec', form: 'usec' } }),
    time(record) {
      if (!timeField) return undefined;
      const position = fields.findIndex(({ names }) => names[0] === timeField.names[0]);
      const found = find(record, timeField.names, position);
      const value = found || format === 'json' ? found?.value : writtenTime(record);
      if (value === undefined || value === null || value === '') return timeField.optional ? undefined : null;
      return timeOf(value, timeField.reading);
    },
    toRow(record, time, place) {
      const taken: string[] = [];
      const row: Record<string, Row[string]> = { time, ...(severalKinds && { kind: file.kind }) };
      fields.forEach((field, position) => {
        const found = find(record, field.names, position);
        const value = found ? toColumn(found.value, field.type, field.reading) : null;
        row[field.name] = value;
        if (found && value !== null) taken.push(found.name);
      });
      if (time !== null && timeField) {
        const found = find(record, timeField.names, -1);
        if (found) taken.push(found.name);
      }
      row.extra = extraOf(record, taken, place, format === 'table');
      return { ...row, time };
    },
  };
}

/** What no column holds, with where it stood if that says something. */
function extraOf(record: SourceRecord, taken: readonly string[], place: Place, isTable: boolean): string | null {
  const left = isTable ? leftInLine(record, new Set(taken)) : leftoverOf(record, taken);
  const about = {
    ...(place.section !== null && { _section: place.section }),
    ...(place.preamble !== undefined && { _preamble: place.preamble }),
  };
  const all = { ...about, ...left };
  return Object.keys(all).length ? JSON.stringify(all) : null;
}

const leftInLine = (record: SourceRecord, taken: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name, value]) => !taken.has(name) && String(value).trim()));
