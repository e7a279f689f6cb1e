/** functions/steps/bundle/codebook.ts — what is in a bundle's files, made from the schemas they are written by. */
import type { Column } from '../../archive/types.ts';
import type { Counts } from '../../core/accounting.ts';
import type { DataTypeDefinition } from '../../providers/provider.ts';
import type { Rendering } from '../../store/exports.ts';

const COUNTS: Readonly<Record<keyof Counts, string>> = {
  seen: 'Records in the export, in the files of this data type.',
  kept: 'Rows of the donation. Of a bundle with dates, rows says how many are in its file.',
  outside_period: 'Records dated outside the study period: not kept.',
  undated: 'Records that should have a time but have none that can be read: not kept.',
  malformed: 'Records that could not be read: not kept.',
  filtered: 'Records that a rule of the data type leaves out.',
  duplicate: 'Records that the export holds more than once, in different files: kept once.',
};

const TIMESTAMP: Column = {
  ...{ name: 'timestamp', type: 'integer', source: 'time' },
  description: 'The time as milliseconds since 1970-01-01T00:00:00Z.',
};

/** Columns in the order of the file: CSV and NDJSON say the time twice. */
const columnsOf = ({ schema: { columns } }: DataTypeDefinition, { format }: Rendering): readonly Column[] =>
  format === 'parquet' ? columns : [columns[0] as Column, TIMESTAMP, ...columns.slice(1)];

function writing({ format, exact }: Rendering): Readonly<Record<string, string>> {
  const rows = 'Newest first; rows without a time come last.';
  if (format === 'parquet') {
    return {
      rows,
      times: 'TIMESTAMP in UTC, milliseconds.',
      empty: 'Null.',
      json: 'JSON as text (columns of type json).',
    };
  }
  if (format === 'ndjson') {
    return { rows, times: 'RFC 3339 in UTC.', empty: 'null.', json: 'As JSON.', form: 'One object a line, UTF-8.' };
  }
  return {
    ...{
      rows,
      times: 'RFC 3339 in UTC.',
      empty: 'An empty field; an empty text looks the same.',
      json: 'JSON as text.',
    },
    form: 'RFC 4180: commas, quotes doubled, lines end with CR LF, UTF-8 without a byte order mark, a header.',
    formulas: exact
      ? 'Texts are exactly as they were: a spreadsheet may take some for formulas.'
      : 'A text that begins with = + - @, their full-width forms, a tab or a carriage return has an apostrophe in front, so that no spreadsheet takes it for a formula. Ask with exact=1 for texts without it.',
  };
}

export type Codebook = ReturnType<typeof codebook>;

/** The codebook as data. */
export const codebook = (definitions: readonly DataTypeDefinition[], rendering: Rendering) => ({
  format: rendering.format,
  writing: writing(rendering),
  counts: COUNTS,
  data_types: definitions.map((definition) => ({
    ...{ data_type: definition.name, file: fileName(definition.name, rendering), label: definition.label },
    ...{ description: definition.description, schema_version: definition.schema.version },
    columns: columnsOf(definition, rendering).map(({ name, type, description, source }) => ({
      ...{ name, type, meaning: description },
      ...(source && { source_field: source }),
    })),
  })),
});

/** Where a data type's rows are in a bundle. */
export const fileName = (dataType: string, { format }: Rendering): string => `data/${dataType}.${format}`;

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const line = (...cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const LOADING: Readonly<Record<Rendering['format'], (file: string) => readonly string[]>> = {
  csv: (file) => [
    // Without these, a search for "NA" or "null" would be read as no value.
    `pandas.read_csv("${file}", parse_dates=["time"], keep_default_na=False, na_values=[""])`,
    `readr::read_csv("${file}", na = "")`,
    `SELECT * FROM read_csv('${file}', sample_size = -1)`,
  ],
  ndjson: (file) => [
    // Without these, texts that look like numbers or dates would be turned into such.
    `pandas.read_json("${file}", lines=True, dtype=False, convert_dates=False)`,
    `jsonlite::stream_in(file("${file}"))`,
    `SELECT * FROM read_ndjson('${file}', sample_size = -1)`,
  ],
  parquet: (file) => [`pandas.read_parquet("${file}")`, `arrow::read_parquet("${file}")`, `SELECT * FROM '${file}'`],
};

/** The codebook for people to read, in Markdown. */
export function codebookText({ format, writing: rules, counts, data_types }: Codebook): string {
  const [first] = data_types;
  return [
    '# Codebook',
    'How values are written:',
    Object.entries(rules)
      .map(([what, how]) => `- **${what}**: ${how}`)
      .join('\n'),
    ...(first ? ['In Python, R and DuckDB:', `\`\`\`\n${LOADING[format](first.file).join('\n')}\n\`\`\``] : []),
    '## Counts in manifest.json',
    [line('Count', 'Meaning'), '| --- | --- |', ...Object.entries(counts).map(([name, what]) => line(name, what))].join(
      '\n',
    ),
    ...data_types.map(({ data_type, file, label, description, schema_version, columns }) =>
      [
        `## ${data_type}`,
        `\`${file}\` – ${label}. ${description} Schema version ${schema_version}.`,
        [
          line('Column', 'Type', 'Meaning', 'Source'),
          '| --- | --- | --- | --- |',
          ...columns.map(({ name, type, meaning, source_field = '' }) =>
            line(`\`${name}\``, type, meaning, source_field),
          ),
        ].join('\n'),
      ].join('\n\n'),
    ),
  ]
    .join('\n\n')
    .concat('\n');
}
