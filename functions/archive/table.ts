/** functions/archive/table.ts — pages, counts and streams of a stored Parquet file, by ranged reads. */
import type { Interval } from '../core/period.ts';
import { rank } from './order.ts';
import { type Group, openParquet, type ParquetTable } from './parquet-reader.ts';
import type { RangeSource, Row } from './types.ts';

export type Page = { readonly rows: readonly Row[]; readonly count: number; readonly undatedExcluded: number };
export type PageQuery = {
  readonly interval?: Interval;
  readonly offset: number;
  readonly limit: number;
  /** About how much JSON the rows may make; at least one row is given. */
  readonly maxBytes: number;
};

/** A stored file: rows newest first, those without a time last. */
export type Table = {
  /** How many rows it holds. */
  readonly length: number;
  /** Time of the first row, milliseconds since the epoch; null when it has none. */
  readonly newest: number | null;
  /** Time of the last row; null when it has none. */
  readonly oldest: number | null;
  /** Numbers of the first row of an interval and of the one past its last; those without a time stand at the end. */
  span(interval?: Interval): Promise<Span>;
  /** Counts the rows of an interval exactly; with an interval, rows without a time are left out. */
  count(interval?: Interval): Promise<{ readonly count: number; readonly undatedExcluded: number }>;
  /** Reads the row groups that the page lies in, and no others: what it costs does not grow with the offset. */
  page(query: PageQuery): Promise<Page>;
  /**
   * All rows, slice by slice.
   * @param maxBytes about how much memory a slice may take; else it is a row group
   * @param columns only these are read; absent: all
   */
  rows(interval?: Interval, maxBytes?: number, columns?: readonly string[]): AsyncIterable<readonly Row[]>;
  /** Numbers of the rows that match, in their order; only the columns that decide it are read. */
  find(query: FindQuery): Promise<Found>;
  /** Rows by their numbers, which ascend. @param maxBytes about how much JSON they may make; at least one is given */
  at(numbers: Uint32Array, maxBytes: number): Promise<readonly Row[]>;
};

export type FindQuery = {
  readonly interval?: Interval;
  readonly columns: readonly string[];
  readonly matches: (row: Row) => boolean;
};
export type Found = { readonly numbers: Uint32Array; readonly undatedExcluded: number };

export type Span = { readonly from: number; readonly until: number; readonly undatedExcluded: number };

/** What a row takes in memory besides its values, about. */
const ROW_BYTES = 256;

/**
 * Opens a stored file.
 * @param footerBytes its footer's length, so that the first read is exactly that
 * @throws ArchiveError `bad_structure`, here and when reading; what the source itself throws stays as it is
 */
export async function openTable(source: RangeSource, { footerBytes }: { footerBytes?: number } = {}): Promise<Table> {
  const parquet = await openParquet(source, footerBytes);
  const { groups, length } = parquet;
  const last = groups.at(-1);
  return {
    length,
    newest: groups[0]?.newest ?? null,
    oldest: last?.undated ? null : (last?.oldest ?? null),
    span: (interval) => spanOf(parquet, interval),
    async count(interval) {
      const { from, until, undatedExcluded } = await spanOf(parquet, interval);
      return { count: until - from, undatedExcluded };
    },
    async page({ interval, offset, limit, maxBytes }) {
      const { from, until, undatedExcluded } = await spanOf(parquet, interval);
      const start = Math.min(from + offset, until);
      const rows = await fitting(slices(parquet, start, Math.min(start + limit, until)), maxBytes);
      return { rows, count: until - from, undatedExcluded };
    },
    async *rows(interval, maxBytes, columns) {
      const { from, until } = await spanOf(parquet, interval);
      yield* slices(parquet, from, until, maxBytes, columns);
    },
    async find({ interval, columns, matches }) {
      const { from, until, undatedExcluded } = await spanOf(parquet, interval);
      const numbers: number[] = [];
      let number = from;
      for await (const rows of slices(parquet, from, until, undefined, columns)) {
        for (const row of rows) {
          if (matches(row)) numbers.push(number);
          number += 1;
        }
      }
      return { numbers: Uint32Array.from(numbers), undatedExcluded };
    },
    at: (numbers, maxBytes) => fitting(numbered(parquet, numbers), maxBytes),
  };
}

/** Rows by their numbers, row group by row group: of each one range is read, from the first wanted row to the last. */
async function* numbered({ groups, read }: ParquetTable, numbers: Uint32Array): AsyncGenerator<readonly Row[]> {
  let at = 0;
  for (const { start, rows: length } of groups) {
    const first = at;
    while (at < numbers.length && (numbers[at] as number) < start + length) at += 1;
    if (at === first) continue;
    const wanted = numbers.subarray(first, at);
    const from = wanted[0] as number;
    const rows = await read(from, (wanted.at(-1) as number) + 1);
    yield Array.from(wanted, (number) => rows[number - from] as Row);
  }
}

/** First and past-the-last row of an interval. */
async function spanOf(parquet: ParquetTable, interval: Interval | undefined): Promise<Span> {
  const { groups, length } = parquet;
  if (!interval) return { from: 0, until: length, undatedExcluded: 0 };
  const undatedExcluded = groups.reduce((sum, { undated }) => sum + undated, 0);
  const from = await firstBefore(parquet, interval.until);
  const until = Math.min(await firstBefore(parquet, interval.from), length - undatedExcluded);
  return { from, until: Math.max(from, until), undatedExcluded };
}

/** The first row that is older than a time, or has none: reads the times of one group at most. */
async function firstBefore({ groups, length, read }: ParquetTable, time: number): Promise<number> {
  const group = groups.find(({ oldest, undated }) => undated > 0 || rank(oldest) < time);
  if (!group) return length;
  if (rank(group.newest) < time) return group.start;
  const rows = await read(group.start, group.start + group.rows, ['time']);
  const at = rows.findIndex((row) => row.time === null || row.time < time);
  return group.start + (at < 0 ? group.rows : at);
}

async function* slices(
  { groups, read }: ParquetTable,
  from: number,
  until: number,
  maxBytes = Number.POSITIVE_INFINITY,
  columns?: readonly string[],
): AsyncGenerator<readonly Row[]> {
  for (const group of groups) {
    const end = Math.min(group.start + group.rows, until);
    const step = rowsIn(group, maxBytes);
    for (let at = Math.max(group.start, from); at < end; at += step) {
      yield await read(at, Math.min(at + step, end), columns && [...columns]);
    }
  }
}

/** How many of a group's rows fit, at least one. */
const rowsIn = ({ rows, bytes }: Group, maxBytes: number): number =>
  Math.max(1, Math.min(rows, Math.floor(maxBytes / (bytes / rows + ROW_BYTES))));

/** The rows that fit, at least one; what comes behind them is not read. */
async function fitting(slices: AsyncIterable<readonly Row[]>, maxBytes: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let bytes = 0;
  for await (const slice of slices) {
    for (const row of slice) {
      // The timestamp that the API adds, and the names of columns, are in `JSON.stringify`'s length or in these 64.
      bytes += Buffer.byteLength(JSON.stringify(row)) + 64;
      if (bytes > maxBytes && rows.length) return rows;
      rows.push(row);
    }
  }
  return rows;
}
