/** functions/providers/google/data-type-columns.ts — the columns of a catalogued data type, from its files. */
import type { Column, TableSchema } from '../../archive/types.ts';
import type { DataTypeDefinition } from '../provider.ts';
import type { Field, FileKind, GroupDefinition } from './catalogue/definition.ts';
import { dataTypeNameOf } from './catalogue/index.ts';

const TIMELESS = 'Always empty: these records have no time.';
const EXTRA: Column = {
  ...{ name: 'extra', type: 'json', source: 'all other fields' },
  description: 'Fields of the source that have no column of their own.',
};

const timeColumn = (description: string, source: string | undefined): Column => ({
  ...{ name: 'time', type: 'timestamp', distinct: true, ...(source && { source }) },
  description: `${description} UTC, milliseconds.`,
});

/** Columns of records that nobody describes. */
const GENERIC: readonly Column[] = [
  timeColumn(
    'The record’s time, where it has a field that looks like one.',
    'a field such as time, timestamp, creationTime',
  ),
  { name: 'file', type: 'string', description: 'The file the record stood in.', source: 'name in the archive' },
  {
    name: 'section',
    type: 'string',
    description: 'The list the record stood in, if any.',
    source: 'key above the record',
  },
  {
    name: 'record',
    type: 'json',
    description: 'The record as Google wrote it.',
    source: 'the whole record',
    distinct: true,
  },
  EXTRA,
];

const toColumn = ({ name, type, description, source, distinct }: Field): Column => ({
  ...{ name, type, description },
  ...(source !== undefined && { source }),
  ...(distinct && { distinct }),
});

/** Columns of the same name in several kinds of files are one. */
function columnsOf(files: readonly FileKind[]): readonly Column[] {
  const times = files.flatMap((file) => (file.time ? [file.time] : []));
  const [time] = times;
  const sources = [...new Set(times.map(({ names }) => names[0]))].join(', ');
  const kind: Column = {
    ...{ name: 'kind', type: 'string', source: 'name of the file' },
    description: `Which kind of record it is: ${files.map((file) => file.kind).join(', ')}.`,
  };
  const fields = new Map(files.flatMap((file) => file.fields).map((field) => [field.name, toColumn(field)]));
  return [
    time ? timeColumn(time.description, sources) : timeColumn(TIMELESS, undefined),
    ...(files.length > 1 ? [kind] : []),
    ...fields.values(),
    EXTRA,
  ];
}

/** The data type of a resource group. */
export function toDataType({ group, label, description, files }: GroupDefinition): DataTypeDefinition {
  const schema: TableSchema = { version: 1, columns: files.length ? columnsOf(files) : GENERIC };
  return { name: dataTypeNameOf(group), label, description, groups: [group], schema };
}
