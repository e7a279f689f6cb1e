/** functions/archive/parquet-writer.ts — rows to a Parquet file, one row group in memory. */
import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import { NO_ROWS } from '../core/accounting.ts';
import { weigh } from './order.ts';
import type { ByteSink, Column, Row, TableFile, TableSchema } from './types.ts';

/** A page of 100 rows is then one ranged read of about 220 KB, wherever it lies. */
export const GROUP_ROWS = 4096;
/** Long rows make a group full earlier: what one group may hold in memory, and a page may have to read. */
const GROUP_BYTES = 8 * 1024 * 1024;
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

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
  write(row: Row): Promise<void>;
  /** Writes the footer and closes the sink. @returns what was written; all counts but `kept` and `seen` are zero */
  finish(): Promise<TableFile>;
};

/**
 * Opens a Parquet file on a sink: ZSTD, statistics on `time` only. Rows are written in the order in which they come.
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
    compressors: { ZSTD: (input) => zstdCompressSync(input, ZSTD) },
    kvMetadata: [{ key: 'datagift.schema_version', value: String(schema.version) }],
    createdBy: 'datagift',
  });
  let group: Row[] = [];
  let weight = 0;
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
    if (!group.length) return;
    const columnData = columns.map((column) => ({
      name: column.name,
      data: group.map((row) => toStored(row[column.name] ?? null, column)),
      statistics: column.name === 'time',
      offsetIndex: false,
      ...(column.distinct && { encoding: 'PLAIN' as const }),
    }));
    writer.write({ columnData, rowGroupSize: GROUP_ROWS });
    group = [];
    weight = 0;
    await flush();
  }

  return {
    async write(row) {
      group.push(row);
      rows += 1;
      weight += weigh(row);
      if (row.time !== null) {
        minTime = Math.min(minTime ?? row.time, row.time);
        maxTime = Math.max(maxTime ?? row.time, row.time);
      }
      if (group.length >= GROUP_ROWS || weight >= GROUP_BYTES) await writeGroup();
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

function toStored(value: Row[string], { type }: Column): unknown {
  if (value === null) return null;
  if (type === 'timestamp') return new Date(value as number);
  if (type === 'integer') return BigInt(value as number);
  return value;
}
