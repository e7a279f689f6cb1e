/** functions/providers/google/readers/catalogue.ts — records of a catalogued file as rows, by its description. */
import type { EntryReader, Place, Row, SourceRecord } from '../../../archive/types.ts';
import type { Field, FileKind } from '../catalogue/definition.ts';
import { plainName } from '../plain-name.ts';
import { type Find, findInTable } from './find-in-table.ts';
import { leftoverOf, valueAt } from './json-path.ts';
import { holdsMoreThanText, timeOf, toColumn } from './values.ts';

/** JSON: the first of the paths that leads to a value. */
const findInJson: Find = (record, names) => {
  for (const name of names) {
    const value = valueAt(record, name);
    if (value !== undefined && value !== null && value !== '') return { name, value };
  }
  return undefined;
};

/** A table's first value that is written as a time: for headers in a language in which this one is not known. */
const writtenTime = (record: SourceRecord): unknown =>
  Object.values(record).find((value) => timeOf(value, 'iso') !== null);

/** What a reader's name ends with that takes the elements of a top-level array, or a document that is one record. */
export const PLAIN = ':plain';

/** What is told of a record by where it stood. */
const PLACES: Readonly<Record<NonNullable<Field['place']>, (place: Place) => string | null>> = {
  entry: ({ entry }) => plainName(entry),
  file: ({ entry }) => plainName(entry.slice(entry.lastIndexOf('/') + 1).replace(/\.\w+$/, '')),
  section: ({ section }) => section,
  preamble: ({ preamble = null }) => preamble,
};

/**
 * Reads one kind of file.
 * @param severalKinds whether the data type's rows say which kind they are of
 */
export function catalogueReader(file: FileKind, severalKinds: boolean): EntryReader {
  const { fields, time: timeField, format } = file;
  const find = format === 'table' ? findInTable(fields) : findInJson;
  const isUsec = timeField?.names[0] === 'time_usec';
  const told = new Set(fields.map(({ place }) => place));
  return {
    format,
    ...(file.paths && { paths: file.paths }),
    ...(file.values && { values: true }),
    ...(file.minColumns && { minColumns: file.minColumns }),
    // Of the only long files, no number is that long.
    ...(!isUsec && { exact: true }),
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
        if (field.place) {
          row[field.name] = PLACES[field.place](place);
          return;
        }
        const found = find(record, field.names, position);
        const value = found ? toColumn(found.value, field.type, field.reading) : null;
        row[field.name] = value;
        const isWhole = field.reading !== 'segments' || !holdsMoreThanText(found?.value);
        if (found && value !== null && isWhole) taken.push(found.name);
      });
      if (time !== null && timeField) {
        const found = find(record, timeField.names, -1);
        if (found) taken.push(found.name);
      }
      const about = {
        ...(place.section !== null && !told.has('section') && { _section: place.section }),
        ...(place.preamble !== undefined && !told.has('preamble') && { _preamble: place.preamble }),
      };
      row.extra = extraOf(format === 'table' ? leftInLine(record, new Set(taken)) : leftoverOf(record, taken), about);
      return { ...row, time };
    },
  };
}

/** What no column holds, with where it stood if that says something. */
function extraOf(left: Record<string, unknown>, about: Record<string, unknown>): string | null {
  const all = { ...about, ...left };
  return Object.keys(all).length ? JSON.stringify(all) : null;
}

const leftInLine = (record: SourceRecord, taken: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name, value]) => !taken.has(name) && String(value).trim()));
