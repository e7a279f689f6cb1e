import { describe, expect, it } from 'vitest';
import type { SourceRecord } from '../../../../functions/archive/types.ts';
import type { FileKind } from '../../../../functions/providers/google/catalogue/definition.ts';
import { CATALOGUE, dataTypeNameOf } from '../../../../functions/providers/google/catalogue/index.ts';
import { DATA_TYPES } from '../../../../functions/providers/google/data-types.ts';
import { readerOf } from '../../../../functions/providers/google/readers/index.ts';

const PLACE = { entry: 'Portability/Folder/File name.csv', section: 'Section', preamble: 'Preamble' };
const KINDS = CATALOGUE.flatMap(({ group, files }) => files.map((file) => ({ group, file, kind: file.kind })));

type Nested = { [key: string]: unknown };

/** Sets what stands at a path; steps that are numbers make arrays. */
function put(record: Nested, path: readonly string[], value: string): void {
  const [key, next, ...rest] = path as [string, string | undefined, ...string[]];
  if (next === undefined) {
    record[key] ??= value;
    return;
  }
  record[key] ??= /^\d+$/.test(next) ? [] : {};
  if (typeof record[key] === 'object') put(record[key] as Nested, [next, ...rest], value);
}

/** A record that has every name of every field, each with a value of its own, and a field that nobody knows. */
function fullRecord({ format, fields, time }: FileKind): SourceRecord {
  const record: Nested = {};
  const names = [...fields.flatMap((field) => field.names), ...(time?.names ?? []), 'new_field'];
  // Longer paths first: a short one would stand in their way.
  for (const name of names.toSorted((a, b) => b.split('.').length - a.split('.').length)) {
    put(record, format === 'table' ? [name] : name.split('.'), `<${name}>`);
  }
  return record;
}

const leaves = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [String(value)];

describe('nothing of a record is lost', () => {
  it.each(KINDS)('of $group, $kind', ({ group, file }) => {
    const dataType = dataTypeNameOf(group);
    const record = fullRecord(file);
    const row = readerOf(dataType, file.kind).toRow(record, null, PLACE);
    const kept = JSON.stringify(row).replaceAll('\\"', '"');
    const all = [...leaves(record), 'Section', 'Preamble'];
    expect(all.length).toBeGreaterThan(2);
    expect(all.filter((value) => !kept.includes(value))).toEqual([]);
    const columns = DATA_TYPES[dataType]?.schema.columns.map(({ name }) => name);
    expect(Object.keys(row).filter((name) => !columns?.includes(name))).toEqual([]);
  });
});
