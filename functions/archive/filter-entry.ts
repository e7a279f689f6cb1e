/** functions/archive/filter-entry.ts — one entry's bytes to sorted runs of the rows that are kept. */
import { type Counts, NO_ROWS } from '../core/accounting.ts';
import { contains, type Interval } from '../core/period.ts';
import { createTableWriter } from './parquet-writer.ts';
import { scanJsonArray } from './scan-json.ts';
import { scanTable } from './scan-table.ts';
import type { ArchiveLimits, ByteSink, EntryReader, Row, SourceRecord, TableSchema, TableSummary } from './types.ts';
import { WindowSorter } from './window-sorter.ts';

export type FilterOptions = {
  /** The entry, inflated. */
  readonly bytes: AsyncIterable<Uint8Array>;
  readonly reader: EntryReader;
  readonly schema: TableSchema;
  readonly interval: Interval;
  readonly limits: ArchiveLimits;
  /** Opens the nth run, from 0; not called where no row is kept. */
  readonly openRun: (run: number) => ByteSink;
};

type Verdict = Exclude<keyof Counts, 'seen' | 'kept' | 'duplicate'>;

/**
 * Parses, dates, filters and sorts the records of an entry. No row outside the period reaches a run.
 * @returns counts that are balanced, and how many runs there are
 * @throws ArchiveError when the bytes are damaged or a limit is passed: then nothing of the entry is to be kept
 */
export async function filterEntry(options: FilterOptions): Promise<TableSummary & { readonly runs: number }> {
  const counts: Record<keyof Counts, number> = { ...NO_ROWS };
  let minTime: number | null = null;
  let maxTime: number | null = null;
  let runs = 0;
  const sorter = new WindowSorter(async () => createTableWriter(options.schema, options.openRun(runs++)));
  for await (const record of recordsOf(options)) {
    counts.seen += 1;
    const row = judge(record, options);
    if (typeof row === 'string') {
      counts[row] += 1;
      continue;
    }
    counts.kept += 1;
    if (row.time !== null) {
      minTime = minTime === null ? row.time : Math.min(minTime, row.time);
      maxTime = maxTime === null ? row.time : Math.max(maxTime, row.time);
    }
    await sorter.add(row);
  }
  await sorter.finish();
  return { counts, minTime, maxTime, runs };
}

/** Records, or null where one has bounds but cannot be parsed. */
async function* recordsOf({ bytes, reader, limits }: FilterOptions): AsyncGenerator<SourceRecord | null> {
  if (reader.format === 'table') {
    yield* scanTable(bytes, limits.maxRecordBytes);
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const record of scanJsonArray(bytes, limits.maxRecordBytes)) yield parse(record, decoder);
}

function parse(bytes: Uint8Array, decoder: TextDecoder): SourceRecord | null {
  try {
    const value: unknown = JSON.parse(decoder.decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SourceRecord) : null;
  } catch {
    return null;
  }
}

/** @returns the row, or under which count the record falls */
function judge(record: SourceRecord | null, { reader, interval }: FilterOptions): Row | Verdict {
  if (!record) return 'malformed';
  try {
    const time = reader.dated ? reader.time(record) : null;
    if (reader.dated && time === null) return 'undated';
    if (time !== null && !contains(interval, time)) return 'outside_period';
    return reader.toRow(record, time);
  } catch {
    // A record that its reader cannot take is damaged in itself: it is counted, and the others go on.
    return 'malformed';
  }
}
