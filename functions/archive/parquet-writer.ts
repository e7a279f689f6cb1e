/** functions/archive/parquet-writer.ts — rows to a Parquet file, one row group in memory. */
import { createHash } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import type { SchemaElement } from 'hyparquet';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ByteSink, Column, Row, TableFile, TableSchema } from './types.ts';

/** A page of 100 rows is then one ranged read of about 220 KB, wherever it lies. */
export const GROUP_ROWS = 4096;
/** Long rows make a group full earlier: what one group may hold in memory. */
const GROUP_CHARS = 16 * 1024 * 1024;
const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

const ELEMENTS: Record<Column['type'], Partial<SchemaElement>> = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  // As text: a reader that knows nothing of JSON columns loads it as a string.
  json: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  boolean: { type: 'BOOLEAN' },
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

export type TableWriter = {
  write(row: Row): Promise<void>;
  /** Writes the footer and closes the sink. @returns what was written; all counts but `kept` and `seen` are zero */
  finish(): Promise<TableFile>;
};

/** Opens a Parquet file on a sink. */
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
  let chars = 0;
  let rows = 0;
  let minTime: number | null = null;
  let maxTime: number | null = null;

  async function flush(): Promise<void> {
    const written = bytes.getBytes().slice();
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
    chars = 0;
    await flush();
  }

  return {
    async write(row) {
      group.push(row);
      rows += 1;
      for (const { name } of columns) {
        const value = row[name];
        if (typeof value === 'string') chars += value.length;
      }
      if (row.time !== null) {
        minTime = minTime === null ? row.time : Math.min(minTime, row.time);
        maxTime = maxTime === null ? row.time : Math.max(maxTime, row.time);
      }
      if (group.length >= GROUP_ROWS || chars >= GROUP_CHARS) await writeGroup();
    },
    async finish() {
      await writeGroup();
      const beforeFooter = bytes.offset;
      await writer.finish();
      const footerBytes = bytes.offset - beforeFooter;
      await flush();
      await sink.close();
      const counts = { seen: rows, kept: rows, outside_period: 0, undated: 0, malformed: 0, filtered: 0, duplicate: 0 };
      return { rows, counts, minTime, maxTime, bytes: bytes.offset, footerBytes, sha256: hash.digest('hex') };
    },
  };
}

function toStored(value: Row[string], { type }: Column): unknown {
  if (value === null) return null;
  if (type === 'timestamp') return new Date(value as number);
  return value;
}
