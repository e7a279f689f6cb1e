/** functions/archive/parquet-pages.ts — a column chunk of a Parquet file: its pages, compressed, and what the footer says of it. */
import { constants, zstdCompressSync } from 'node:zlib';
import type { ColumnChunk, SchemaElement } from 'hyparquet';
import type { ByteWriter } from 'hyparquet-writer';
import { writePageHeader } from 'hyparquet-writer/src/datapage.js';
import type { ColumnPages } from './parquet-column.ts';

const ZSTD = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

type Times = { readonly newest: number | null; readonly oldest: number | null };

/**
 * Writes one data page, and the dictionary before it where there is one.
 * @param times newest and oldest, milliseconds since the epoch: become the chunk's statistics
 * @see https://parquet.apache.org/docs/file-format/data-pages/
 */
export function writeChunk(
  bytes: ByteWriter,
  name: string,
  { type = 'BYTE_ARRAY' }: Partial<SchemaElement>,
  { levels, values, nulls, dictionary }: ColumnPages,
  rows: number,
  times: Times | undefined,
): ColumnChunk {
  const start = bytes.offset;
  const dictionaryBytes = dictionary ? writeDictionary(bytes, dictionary) : 0;
  const pageStart = bytes.offset;
  const compressed = values.length ? zstdCompressSync(values, ZSTD) : values;
  const encoding = dictionary ? 'RLE_DICTIONARY' : 'PLAIN';
  writePageHeader(bytes, {
    type: 'DATA_PAGE_V2',
    uncompressed_page_size: levels.length + values.length,
    compressed_page_size: levels.length + compressed.length,
    data_page_header_v2: {
      num_values: rows,
      num_nulls: nulls,
      num_rows: rows,
      encoding,
      definition_levels_byte_length: levels.length,
      repetition_levels_byte_length: 0,
      is_compressed: true,
    },
  });
  const headerBytes = bytes.offset - pageStart;
  bytes.appendBytes(levels);
  bytes.appendBytes(compressed);
  return {
    meta_data: {
      type,
      encodings: dictionary ? ['PLAIN', encoding] : [encoding],
      path_in_schema: [name],
      codec: 'ZSTD',
      num_values: BigInt(rows),
      total_compressed_size: BigInt(bytes.offset - start),
      total_uncompressed_size: BigInt(dictionaryBytes + headerBytes + levels.length + values.length),
      data_page_offset: BigInt(pageStart),
      ...(dictionary && { dictionary_page_offset: BigInt(start) }),
      ...(times && { statistics: statisticsOf(times, nulls) }),
    },
    file_offset: BigInt(start),
  };
}

/** @returns its length with its header, not compressed */
function writeDictionary(writer: ByteWriter, { bytes, count }: NonNullable<ColumnPages['dictionary']>): number {
  const start = writer.offset;
  const compressed = zstdCompressSync(bytes, ZSTD);
  writePageHeader(writer, {
    type: 'DICTIONARY_PAGE',
    uncompressed_page_size: bytes.length,
    compressed_page_size: compressed.length,
    dictionary_page_header: { num_values: count, encoding: 'PLAIN' },
  });
  const headerBytes = writer.offset - start;
  writer.appendBytes(compressed);
  return headerBytes + bytes.length;
}

const statisticsOf = ({ newest, oldest }: Times, nulls: number) => ({
  ...(newest !== null && oldest !== null && { min_value: new Date(oldest), max_value: new Date(newest) }),
  null_count: BigInt(nulls),
});
