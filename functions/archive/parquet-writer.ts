/** functions/archive/parquet-writer.ts — rows to a Parquet file, one row group in memory. */
import { createHash } from 'node:crypto';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { NO_ROWS } from '../core/accounting.ts';
import { columnBuilder } from './parquet-column.ts';
import { writeChunk } from './parquet-pages.ts';
import type { ByteSink, Column, Row, TableFile, TableSchema } from './types.ts';

/** A page of 100 rows is then one ranged read of about 220 KB, wherever it lies. */
export const GROUP_ROWS = 4096;
/** Beyond so many groups they become twice as long, and so on: the footer, and with it the memory, stays small. */
const GROUPS_OF_A_LENGTH = 512;
/** Long rows make a group full earlier: what one group may hold in memory, and a page may have to read. */
const GROUP_BYTES = 8 * 1024 * 1024;

const ELEMENTS: Record<Column['type'], Partial<SchemaElement>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  // As text: a reader that knows nothing of JSON columns loads it as a string.
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
  integer: { type: 'INT64' },
  number: { type: 'DOUBLE' },
  timestamp: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MILLIS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MILLIS' },
  },
};

const schemaOf = ({ columns }: TableSchema): SchemaElement[] => [
  { name: 'root', num_children: columns.length },
  ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...ELEMENTS[type] })),
];

/** What rows are written to: a group of rows is in memory, all else has gone to the sink. */
export type TableWriter = {
  /** @returns a promise when a group is written: it is to be awaited before the next call */
  write(row: Row): Promise<void> | undefined;
  /** Writes the footer and closes the sink. @returns what was written; all counts but `kept` and `seen` are zero */
  finish(): Promise<TableFile>;
};

/**
 * Opens a Parquet file on a sink: ZSTD, statistics on `time` only. Rows are written in the order in which they come.
 * Footer and headers are the library's; the pages are our own, for its way of encoding took half of the whole ingest.
 * @see https://parquet.apache.org/docs/file-format/
 */
export function createTableWriter(schema: TableSchema, sink: ByteSink): TableWriter {
  const bytes = new ByteWriter();
  const hash = createHash('sha256');
  const { columns } = schema;
  const writer = new ParquetWriter({
    writer: bytes,
    schema: schemaOf(schema),
    codec: 'ZSTD',
    kvMetadata: [{ key: 'datagift.schema_version', value: String(schema.version) }],
    createdBy: 'datagift',
  });
  const builders = columns.map((column) => ({ name: column.name, column, builder: columnBuilder(column) }));
  let groupRows = GROUP_ROWS;
  let grouped = 0;
  let weight = 0;
  let newest: number | null = null;
  let oldest: number | null = null;
  let rows = 0;
  let minTime: number | null = null;
  let maxTime: number | null = null;

  async function flush(): Promise<void> {
    const written = bytes.getBytes().slice();
    // The library's own way of saying that the buffer has gone elsewhere; `offset` counts on.
    bytes.index = 0;
    if (!written.length) return;
    hash.update(written);
    await sink.write(written);
  }

  async function writeGroup(): Promise<void> {
    if (!grouped) return;
    const start = bytes.offset;
    const written = builders.map(({ column, builder }) => {
      const times = column.name === 'time' ? { newest, oldest } : undefined;
      return writeChunk(bytes, column.name, ELEMENTS[column.type], builder.take(), grouped, times);
    });
    const total = written.reduce((sum, { meta_data }) => sum + (meta_data?.total_uncompressed_size ?? 0n), 0n);
    const num_rows = BigInt(grouped);
    const total_compressed_size = BigInt(bytes.offset - start);
    writer.row_groups.push({ columns: written, total_byte_size: total, num_rows, total_compressed_size });
    writer.num_rows += num_rows;
    if (writer.row_groups.length % GROUPS_OF_A_LENGTH === 0) groupRows *= 2;
    grouped = 0;
    weight = 0;
    newest = null;
    oldest = null;
    await flush();
  }

  return {
    write(row) {
      for (const { name, builder } of builders) weight += builder.add(row[name]);
      grouped += 1;
      rows += 1;
      const { time } = row;
      if (time !== null) {
        oldest = oldest === null || time < oldest ? time : oldest;
        newest = newest === null || time > newest ? time : newest;
        minTime = minTime === null || time < minTime ? time : minTime;
        maxTime = maxTime === null || time > maxTime ? time : maxTime;
      }
      return grouped >= groupRows || weight >= GROUP_BYTES ? writeGroup() : undefined;
    },
    async finish() {
      await writeGroup();
      const beforeFooter = bytes.offset;
      await writer.finish();
      const footerBytes = bytes.offset - beforeFooter;
      await flush();
      await sink.close();
      return {
        rows,
        counts: { ...NO_ROWS, seen: rows, kept: rows },
        minTime,
        maxTime,
        bytes: bytes.offset,
        footerBytes,
        sha256: hash.digest('hex'),
      };
    },
  };
}
