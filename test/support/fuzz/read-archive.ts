/** test/support/fuzz/read-archive.ts — an archive from its bytes to its rows, as the steps read it, and what must hold. */
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import { mergeRuns } from '../../../functions/archive/merge.ts';
import { openTable } from '../../../functions/archive/table.ts';
import { ArchiveError, type Row, type TableSchema } from '../../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../../functions/archive/zip.ts';
import { addCounts, isBalanced } from '../../../functions/core/accounting.ts';
import { contains, toInterval } from '../../../functions/core/period.ts';
import { DATA_TYPES } from '../../../functions/providers/google/data-types.ts';
import { attribute, isCandidate, isIndex } from '../../../functions/providers/google/layout/attribute.ts';
import { readerOf } from '../../../functions/providers/google/readers/index.ts';
import { bufferSink, bufferSource } from '../bytes.ts';

export const PERIOD = toInterval({ start: '2024-01-01', end: '2024-01-31' });

export type Outcome = { readonly refused: string } | { readonly rows: number };

type Run = { readonly entry: string; readonly bytes: Buffer };

/**
 * Reads every entry of a group's data types, and merges them.
 * @returns how many rows were kept, or the code of the refusal
 * @throws whatever is no ArchiveError; Error when an invariant is broken
 */
export async function readArchive(bytes: Buffer, group: string): Promise<Outcome> {
  try {
    const source = bufferSource(bytes);
    const directory = await readDirectory(source, DEFAULT_LIMITS);
    const indexEntry = directory.find(({ name }) => isIndex(name));
    const index = indexEntry && parsed(await entryHead(source, indexEntry));
    const runs = new Map<string, Run[]>();
    for (const entry of directory.filter(({ name }) => isCandidate(name))) {
      const head = await entryHead(source, entry);
      const whose = attribute({ name: entry.name, group, head, index });
      if (whose.kind !== 'data_type') continue;
      const content = inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS);
      const found = await filterTo(whose.dataType, whose.reader, content);
      const own = found.map((run) => ({ entry: entry.name, bytes: run }));
      runs.set(whose.dataType, [...(runs.get(whose.dataType) ?? []), ...own]);
    }
    let rows = 0;
    for (const [dataType, own] of runs) rows += await mergeAll(schemaOf(dataType), own);
    return { rows };
  } catch (error) {
    if (error instanceof ArchiveError) return { refused: error.code };
    throw error;
  }
}

function parsed(head: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(head));
  } catch {
    return undefined;
  }
}

const schemaOf = (dataType: string): TableSchema => {
  const type = DATA_TYPES[dataType];
  if (!type) throw new Error(`No data type ${dataType}`);
  return type.schema;
};

/** Filters one entry's inflated bytes. @returns its runs @throws Error when an invariant is broken */
export async function filterTo(
  dataType: string,
  reader: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<readonly Buffer[]> {
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const { counts, runs } = await filterEntry({
    ...{ bytes, entry: 'x', reader: readerOf(dataType, reader), schema: schemaOf(dataType), interval: PERIOD },
    limits: DEFAULT_LIMITS,
    openRun: (run) => {
      const sink = bufferSink();
      sinks[run] = sink;
      return sink;
    },
  });
  if (!isBalanced(counts)) throw new Error(`Not balanced: ${JSON.stringify(counts)}`);
  if (runs.length !== sinks.length || sinks.some(({ closed }) => !closed)) throw new Error('A run was not completed');
  const stored = sinks.map((sink) => sink.bytes());
  const rows = await Promise.all(stored.map(rowsOf));
  if (rows.flat().length !== counts.kept) throw new Error('Not as many rows as were counted');
  for (const row of rows.flat()) checkRow(row, schemaOf(dataType));
  return stored;
}

async function mergeAll(schema: TableSchema, runs: readonly Run[]): Promise<number> {
  const sink = bufferSink();
  const { counts } = await mergeRuns({
    runs: runs.map(({ entry, bytes }) => ({ entry, source: bufferSource(bytes) })),
    ...{ schema, sink },
  });
  if (!isBalanced(addCounts(counts))) throw new Error(`Not balanced: ${JSON.stringify(counts)}`);
  const rows = await rowsOf(sink.bytes());
  if (rows.length !== counts.kept) throw new Error('Not as many rows as were counted');
  return rows.length;
}

const rowsOf = async (bytes: Buffer): Promise<readonly Row[]> =>
  (await Array.fromAsync((await openTable(bufferSource(bytes))).rows())).flat();

const TYPES = {
  string: 'string',
  json: 'string',
  boolean: 'boolean',
  timestamp: 'number',
  integer: 'number',
  number: 'number',
} as const;

/** Each column holds what it says, and no row lies outside the period. */
function checkRow(row: Row, { columns }: TableSchema): void {
  if (row.time !== null && !contains(PERIOD, row.time)) throw new Error(`Outside the period: ${row.time}`);
  for (const { name, type } of columns) {
    const value = row[name];
    if (value === null || value === undefined) continue;
    if (typeof value !== TYPES[type]) throw new Error(`${name} holds a ${typeof value}`);
    if (type === 'json') JSON.parse(value as string);
  }
}
