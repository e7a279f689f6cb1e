/**
 * bin/data-dictionary.ts — npm run docs:data-types: writes docs/data-types.md from the definitions that the code uses.
 * `--check` only says whether it is up to date.
 */
import { readFile, writeFile } from 'node:fs/promises';
import type { Column } from '../functions/archive/types.ts';
import { groupOf } from '../functions/providers/google/catalogue/index.ts';
import { isTimeFiltered } from '../functions/providers/google/jobs.ts';
import { PROVIDERS } from '../functions/providers/index.ts';
import type { DataTypeDefinition } from '../functions/providers/provider.ts';

const FILE = 'docs/data-types.md';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(row)].join('\n');

const INTRO = `# Data types

Made by \`npm run docs:data-types\` from the definitions that the service itself uses; not to be edited by hand.

A study asks for data types by name (\`requested_data_types\`), or for a **bundle** that stands for several. It gets
those that the operator has enabled: \`DATAGIFT_DATA_TYPES\` takes names of data types and bundles, separated by commas,
or \`all\`; without it the default ones of each platform are enabled. A platform lets a service ask only for scopes that
it has approved: \`restricted\` and \`sensitive\` are Google's own words for its scopes, and ours for TikTok's data types. What
is wanted *only by name* is in no bundle, and not in what an empty request means.

**The period** holds for every record that has a time. Where Google can limit an export itself, it is asked to, and
each record is looked at again. Records without a time by nature (what somebody follows, subscribes to, has saved) are
kept whole; a record that should have a time but has none that can be read is not kept, and counted as \`undated\`.

**Columns**: \`timestamp\` is UTC in milliseconds, \`json\` is JSON as text, \`integer\` a whole number, \`number\` a
floating-point number. What a file has beside the columns is in \`extra\`, with \`_section\` for the list a record
stood in where no column says so. Pictures, films and sound are never fetched.
`;

function summary(
  source: string,
  { name, label, groups, sensitivity, onlyByName }: DataTypeDefinition,
): readonly string[] {
  const definition = groupOf(name);
  const formats = definition?.files.length
    ? [...new Set(definition.files.map(({ format }) => format))]
    : ['JSON, tables'];
  const format = sensitivity ? 'JSON' : definition ? formats.join(', ') : 'JSON (My Activity)';
  const isDefault = PROVIDERS[source as keyof typeof PROVIDERS].defaultDataTypes.includes(name);
  return [
    `[\`${name}\`](#${name})`,
    ...[
      label,
      groups.map((group) => `\`${group}\``).join(' '),
      sensitivity ?? definition?.sensitivity ?? (groups.includes('myactivity.myadcenter') ? 'sensitive' : 'restricted'),
      format,
    ],
    groups.some(isTimeFiltered) ? 'yes' : 'no',
    onlyByName ? 'only by name' : isDefault ? 'yes' : '',
  ];
}

const columnRow = ({ name, type, description, source = '' }: Column): readonly string[] => [
  `\`${name}\``,
  type,
  description,
  source,
];

const section = ({ name, label, description, schema }: DataTypeDefinition): string =>
  [
    `## ${name}`,
    `${label}. ${description} Schema version ${schema.version}.`,
    table(['Column', 'Type', 'Meaning', 'Source'], schema.columns.map(columnRow)),
  ].join('\n\n');

function dictionary(): string {
  const parts = Object.entries(PROVIDERS).map(([source, { title, dataTypes, bundles }]) => {
    const types = Object.values(dataTypes);
    return [
      `# ${title}`,
      table(
        ['Data type', 'What it is', 'Resource groups', 'Scope', 'Files', 'Period sent', 'Default'],
        types.map((type) => summary(source, type)),
      ),
      '## Bundles',
      table(
        ['Bundle', 'Data types'],
        Object.entries(bundles).map(([name, names]) => [`\`${name}\``, names.map((each) => `\`${each}\``).join(' ')]),
      ),
      ...types.map(section),
    ].join('\n\n');
  });
  return `${INTRO}\n${parts.join('\n\n')}\n`;
}

if (!process.argv.includes('--check')) await writeFile(FILE, dictionary());
else if ((await readFile(FILE, 'utf8')) !== dictionary()) {
  console.error(`${FILE} is not what the definitions say. Run: npm run docs:data-types`);
  process.exitCode = 1;
}
