/** functions/archive/filter-entry.ts — one entry's bytes to sorted runs of the rows that are kept. */
import { type Counts, NO_ROWS } from '../core/accounting.ts';
import { contains, type Interval } from '../core/period.ts';
import { createTableWriter } from './parquet-writer.ts';
import { parseBookmarks } from './parse-bookmarks.ts';
import { type Batch, type Parsed, parseJson } from './parse-json.ts';
import { parseKml } from './parse-kml.ts';
import { parseTable } from './parse-table.ts';
import type {
  ArchiveLimits,
  ByteSink,
  EntryReader,
  Lists,
  Place,
  Row,
  TableFile,
  TableSchema,
  TableSummary,
} from './types.ts';
import { WindowSorter } from './window-sorter.ts';

export type FilterOptions = {
  /** The entry, inflated. */
  readonly bytes: AsyncIterable<Uint8Array>;
  /** Its name in the archive. */
  readonly entry: string;
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
 * Runs in their order hold rows of the same time in the source's order.
 * @returns counts that are balanced, and the runs
 * @throws ArchiveError when the bytes are damaged or a limit is passed: then nothing of the entry is to be kept
 */
export async function filterEntry(
  options: FilterOptions,
): Promise<TableSummary & { readonly runs: readonly TableFile[]; readonly lists?: Lists }> {
  const counts: Record<keyof Counts, number> = { ...NO_ROWS };
  let minTime: number | null = null;
  let maxTime: number | null = null;
  let lists: Lists | undefined;
  const sorter = new WindowSorter((run) => createTableWriter(options.schema, options.openRun(run)));
  for await (const batch of recordsOf(options)) {
    const { records, dropped = 0, section, preamble } = batch;
    lists = batch.lists ?? lists;
    counts.seen += records.length + dropped;
    counts.outside_period += dropped;
    const place: Place = { entry: options.entry, section, ...(preamble !== undefined && { preamble }) };
    for (const record of records) {
      const row = judge(record, place, options);
      if (typeof row === 'string') {
        counts[row] += 1;
        continue;
      }
      counts.kept += 1;
      if (row.time !== null) {
        minTime = Math.min(minTime ?? row.time, row.time);
        maxTime = Math.max(maxTime ?? row.time, row.time);
      }
      const writing = sorter.add(row);
      if (writing) await writing;
    }
  }
  return { counts, minTime, maxTime, runs: await sorter.finish(), ...(lists && { lists }) };
}

function recordsOf({ bytes, reader, interval, limits }: FilterOptions): AsyncIterable<Batch> {
  const { maxRecordBytes } = limits;
  if (reader.format === 'kml') return parseKml(bytes, limits);
  if (reader.format === 'table') return parseTable(bytes, { ...reader, maxRecordBytes });
  if (reader.format === 'bookmarks') return parseBookmarks(bytes, maxRecordBytes);
  const prefilter = reader.rawTime && { rawTime: reader.rawTime, interval };
  return parseJson(bytes, { ...reader, maxRecordBytes, prefilter });
}

/**
 * @returns the row, or under which count the record falls
 * @throws TypeError when a reader gives a row another time than the record's: it could lie outside the period
 */
function judge(record: Parsed, place: Place, { reader, interval }: FilterOptions): Row | Verdict {
  if (!record) return 'malformed';
  let time: number | null | undefined;
  let row: Row | 'filtered';
  try {
    time = reader.time(record, place);
    if (time === null || (time !== undefined && !isWritable(time))) return 'undated';
    if (time !== undefined && !contains(interval, time)) return 'outside_period';
    row = reader.toRow(record, time ?? null, place);
  } catch {
    // A record that its reader cannot take is damaged in itself: it is counted, and the others go on.
    return 'malformed';
  }
  if (row !== 'filtered' && row.time !== (time ?? null)) throw new TypeError('The time of a row is not its record’s');
  return row;
}

/** RFC 3339 knows the years 0 to 9999, and whole milliseconds are what is stored. */
const isWritable = (time: number): boolean =>
  Number.isInteger(time) && time >= -62_167_219_200_000 && time < 253_402_300_800_000;
