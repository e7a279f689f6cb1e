/** functions/archive/scan-table.ts — the records of a CSV or tab-separated file with a header. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type CsvError, parse } from 'csv-parse';
import { ArchiveError, type SourceRecord } from './types.ts';

const DELIMITERS = ['\t', ',', ';'] as const;
/** A header line is short; the delimiter shows in its beginning. */
const HEADER_BYTES = 64 * 1024;

/** The delimiter that occurs most often outside quotes in the header line; a single column has none. */
export function sniffDelimiter(head: string): string {
  const line = (head.split(/\r?\n/).find((text) => text.trim()) ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length - 1);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

/** Splits off the beginning of a stream and gives the whole of it back. */
async function peek(bytes: AsyncIterable<Uint8Array>, length: number) {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < length) {
    const { value, done } = await iterator.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  async function* whole() {
    yield* chunks;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { head: Buffer.concat(chunks).subarray(0, length), whole: whole() };
}

/**
 * Yields each line as a record by its header, in the header's order; null for a line with too few or too many fields.
 * Blank lines are no records.
 * @throws ArchiveError `bounds_lost` when quotes are broken; `record_too_long`
 */
export async function* scanTable(
  bytes: AsyncIterable<Uint8Array>,
  maxRecordBytes: number,
): AsyncGenerator<SourceRecord | null> {
  const { head, whole } = await peek(bytes, HEADER_BYTES);
  const parser = parse({
    bom: true,
    delimiter: sniffDelimiter(head.toString('utf8')),
    skip_empty_lines: true,
    relax_column_count: true,
    max_record_size: maxRecordBytes,
  });
  const feeding = pipeline(Readable.from(whole), parser);
  feeding.catch(() => {});
  let header: readonly string[] | undefined;
  try {
    for await (const fields of parser as AsyncIterable<string[]>) {
      if (!header) header = fields.map((name) => name.trim());
      else if (fields.length !== header.length) yield null;
      else yield Object.fromEntries(header.map((name, at) => [name, fields[at]]));
    }
    await feeding;
  } catch (error) {
    const { code } = error as CsvError;
    if (code === 'CSV_MAX_RECORD_SIZE') throw new ArchiveError('record_too_long', error);
    throw typeof code === 'string' && code.startsWith('CSV_') ? new ArchiveError('bounds_lost', error) : error;
  }
}
