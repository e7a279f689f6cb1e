/** functions/archive/parquet-reader.ts — rows of a Parquet file by their numbers, by ranged reads. */
import { zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type FileMetaData,
  type ParquetParsers,
  parquetMetadataAsync,
  parquetReadObjects,
  type RowGroup,
  type SchemaElement,
} from 'hyparquet';
import { watchSource } from './read-range.ts';
import type { RangeSource, Row } from './types.ts';

/** Holds the footer of some fifty row groups; a longer one takes a second read. */
const FOOTER_BYTES = 64 * 1024;

/** Times stay what rows hold: milliseconds since the epoch. */
const PARSERS = { timestampFromMilliseconds: (time: bigint) => Number(time) } as unknown as Partial<ParquetParsers>;
const COMPRESSORS = {
  // A page of nulls only holds no bytes at all.
  ZSTD: (input: Uint8Array, length: number) =>
    length ? zstdDecompressSync(input, { maxOutputLength: length }) : new Uint8Array(),
};

/** A row group, by the footer. */
export type Group = {
  /** Number of its first row. */
  readonly start: number;
  readonly rows: number;
  /** Times in milliseconds since the epoch; null when no row has one. */
  readonly newest: number | null;
  readonly oldest: number | null;
  readonly undated: number;
  /** Uncompressed bytes. */
  readonly bytes: number;
};

export type ParquetTable = {
  readonly length: number;
  readonly groups: readonly Group[];
  /** Reads the rows `start <= n < end`, of all columns or of some. @throws ArchiveError `bad_structure` */
  read(start: number, end: number, columns?: string[]): Promise<Row[]>;
};

/** Opens a file. @throws ArchiveError `bad_structure` */
export async function openParquet(source: RangeSource, footerBytes = FOOTER_BYTES): Promise<ParquetTable> {
  const watched = watchSource(source);
  const file: AsyncBuffer = {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const { buffer, byteOffset, length } = await watched.read(start, Math.min(end, source.size));
      return buffer.slice(byteOffset, byteOffset + length) as ArrayBuffer;
    },
  };
  const guarded = async <Result>(run: () => Promise<Result>): Promise<Result> => {
    try {
      return await run();
    } catch (error) {
      throw watched.blame(error, 'bad_structure');
    }
  };
  return guarded(async () => {
    const metadata = await parquetMetadataAsync(file, { initialFetchSize: footerBytes });
    const integers = metadata.schema.filter(isInteger).map(({ name }) => name);
    return {
      length: Number(metadata.num_rows),
      groups: groupsOf(metadata),
      read: (rowStart, rowEnd, columns) =>
        guarded(async () => {
          const options = { file, metadata, rowStart, rowEnd, compressors: COMPRESSORS, parsers: PARSERS };
          const rows = await parquetReadObjects({ ...options, ...(columns && { columns }) });
          return integers.length ? rows.map((row) => withNumbers(row, integers)) : (rows as Row[]);
        }),
    };
  });
}

const isInteger = ({ type, logical_type }: SchemaElement): boolean => type === 'INT64' && logical_type === undefined;

/** Whole numbers are written within what a number holds exactly. */
const withNumbers = (row: Record<string, unknown>, names: readonly string[]): Row => ({
  ...(row as Row),
  ...Object.fromEntries(names.filter((name) => typeof row[name] === 'bigint').map((name) => [name, Number(row[name])])),
});

function groupsOf({ row_groups }: FileMetaData): readonly Group[] {
  let start = 0;
  return row_groups.map((group) => {
    const rows = Number(group.num_rows);
    const described = { start, rows, bytes: Number(group.total_byte_size), ...timesOf(group) };
    start += rows;
    return described;
  });
}

/** Statistics of the first column, `time`. */
function timesOf({ columns }: RowGroup): Pick<Group, 'newest' | 'oldest' | 'undated'> {
  const statistics = columns[0]?.meta_data?.statistics;
  const time = (value: unknown): number | null => (value instanceof Date ? value.getTime() : null);
  return {
    newest: time(statistics?.max_value),
    oldest: time(statistics?.min_value),
    undated: Number(statistics?.null_count ?? 0),
  };
}
