/** functions/archive/table.ts — pages, counts and streams of a stored Parquet file, by ranged reads. */
import { zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetReadObjects,
  type RowGroup,
} from 'hyparquet';
import type { Interval } from '../core/period.ts';
import { ArchiveError, type RangeSource, type Row } from './types.ts';
import { readRange } from './zip.ts';

export type Page = { readonly rows: readonly Row[]; readonly count: number; readonly undatedExcluded: number };
export type PageQuery = {
  readonly interval?: Interval;
  readonly offset: number;
  readonly limit: number;
  /** About how much JSON the rows may make; at least one row is given. */
  readonly maxBytes: number;
};

export type Table = {
  count(interval?: Interval): Promise<{ readonly count: number; readonly undatedExcluded: number }>;
  page(query: PageQuery): Promise<Page>;
  /** All rows, row group by row group. */
  rows(interval?: Interval): AsyncIterable<readonly Row[]>;
};

/** Times stay what rows hold: milliseconds since the epoch. */
const PARSERS = { timestampFromMilliseconds: (time: bigint) => Number(time) } as unknown as Partial<ParquetParsers>;
const COMPRESSORS = {
  // A page of nulls only holds no bytes at all.
  ZSTD: (input: Uint8Array, length: number) =>
    length ? zstdDecompressSync(input, { maxOutputLength: length }) : new Uint8Array(),
};
/** A column chunk is read whole; groups of 4,096 rows are smaller than this. */
const TAIL_BYTES = 512 * 1024;

type Group = {
  readonly start: number;
  readonly rows: number;
  readonly min: number;
  readonly max: number;
  readonly undated: number;
};

/**
 * Opens a stored file.
 * @param footerBytes its footer's length, so that the first read is exactly that
 * @throws ArchiveError `bad_structure`
 */
export async function openTable(
  source: RangeSource,
  { footerBytes = TAIL_BYTES }: { footerBytes?: number } = {},
): Promise<Table> {
  const file: AsyncBuffer = {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const bytes = await readRange(source, start, Math.min(end, source.size));
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) as ArrayBuffer;
    },
  };
  const metadata = await readMetadata(file, footerBytes);
  const groups = groupsOf(metadata);
  const read = (rowStart: number, rowEnd: number, columns?: string[]): Promise<Row[]> =>
    rowEnd > rowStart ? readRows(file, metadata, rowStart, rowEnd, columns) : Promise.resolve([]);

  /** First and past-the-last row of the interval: rows are newest first. */
  async function span(interval: Interval | undefined) {
    const total = Number(metadata.num_rows);
    if (!interval) return { from: 0, until: total, undatedExcluded: 0 };
    const undatedExcluded = groups.reduce((sum, { undated }) => sum + undated, 0);
    const from = await firstRow(({ time }) => time < interval.until);
    const until = Math.min(await firstRow(({ time }) => time < interval.from), total - undatedExcluded);
    return { from, until: Math.max(from, until), undatedExcluded };
  }

  /** The first row from which the condition holds; reads the times of one group at most. */
  async function firstRow(holds: (row: { time: number }) => boolean): Promise<number> {
    const group = groups.find(({ min, undated }) => undated > 0 || holds({ time: min }));
    if (!group) return Number(metadata.num_rows);
    if (holds({ time: group.max })) return group.start;
    const times = await read(group.start, group.start + group.rows, ['time']);
    const at = times.findIndex(({ time }) => time === null || holds({ time }));
    return group.start + (at < 0 ? group.rows : at);
  }

  return {
    async count(interval) {
      const { from, until, undatedExcluded } = await span(interval);
      return { count: until - from, undatedExcluded };
    },
    async page({ interval, offset, limit, maxBytes }) {
      const { from, until, undatedExcluded } = await span(interval);
      const start = Math.min(from + offset, until);
      const rows = await read(start, Math.min(start + limit, until));
      return { rows: rows.slice(0, fitting(rows, maxBytes)), count: until - from, undatedExcluded };
    },
    async *rows(interval) {
      const { from, until } = await span(interval);
      for (const { start, rows } of groups) {
        const page = await read(Math.max(start, from), Math.min(start + rows, until));
        if (page.length) yield page;
      }
    },
  };
}

async function readMetadata(file: AsyncBuffer, footerBytes: number): Promise<FileMetaData> {
  try {
    return await parquetMetadataAsync(file, { initialFetchSize: footerBytes });
  } catch (error) {
    throw error instanceof RangeError || (error instanceof Error && error.message.startsWith('parquet'))
      ? new ArchiveError('bad_structure', error)
      : error;
  }
}

async function readRows(
  file: AsyncBuffer,
  metadata: FileMetaData,
  rowStart: number,
  rowEnd: number,
  columns: string[] | undefined,
): Promise<Row[]> {
  const rows = await parquetReadObjects({
    file,
    metadata,
    rowStart,
    rowEnd,
    ...(columns && { columns }),
    compressors: COMPRESSORS,
    parsers: PARSERS,
  });
  return rows as Row[];
}

function groupsOf({ row_groups }: FileMetaData): readonly Group[] {
  let start = 0;
  return row_groups.map((group) => {
    const rows = Number(group.num_rows);
    const { min, max, undated } = timesOf(group);
    const described = { start, rows, min, max, undated };
    start += rows;
    return described;
  });
}

/** Statistics of the `time` column; a group of rows without a time has none. */
function timesOf({ columns }: RowGroup) {
  const statistics = columns[0]?.meta_data?.statistics;
  const time = (value: unknown): number =>
    value instanceof Date ? value.getTime() : value === undefined ? Number.NEGATIVE_INFINITY : Number(value);
  return {
    min: time(statistics?.min_value),
    max: time(statistics?.max_value),
    undated: Number(statistics?.null_count ?? 0),
  };
}

/** How many rows fit, at least one. */
function fitting(rows: readonly Row[], maxBytes: number): number {
  let bytes = 0;
  const at = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 64;
    return bytes > maxBytes;
  });
  return at < 0 ? rows.length : Math.max(at, 1);
}
