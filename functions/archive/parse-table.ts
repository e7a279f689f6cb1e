/** functions/archive/parse-table.ts — the records of a CSV or tab-separated file with a header. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CsvError, parse } from 'csv-parse';
import type { Batch, Parsed } from './parse-json.ts';
import { ArchiveError } from './types.ts';

const DELIMITERS = ['\t', ',', ';'] as const;
/** Tables have a handful of columns. The parser counts a line's bytes without its delimiters: commas alone are endless. */
const MAX_COLUMNS = 1000;
/** A header line is short; the delimiter shows in its beginning. */
const HEADER_BYTES = 64 * 1024;
const BATCH_RECORDS = 512;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export type TableOptions = {
  /** Longest line, bytes. */
  readonly maxRecordBytes: number;
  /** The header is the first line with at least so many filled fields; what stands before it is its preamble. */
  readonly minColumns?: number;
  /** Names of the fields, where the file has no header. */
  readonly header?: readonly string[];
};

/**
 * Yields each line as a record by its header, in the header's order; null for one with too few or too many fields or
 * with bytes that are no UTF-8. Blank lines, and lines of empty fields, are no records. Names that a header has twice get a number.
 * @throws ArchiveError `bounds_lost` when quotes are broken or the header is no UTF-8; `record_too_long`, also for a
 * line of too many columns
 * @see https://www.rfc-editor.org/rfc/rfc4180
 */
export async function* parseTable(
  bytes: AsyncIterable<Uint8Array>,
  { maxRecordBytes, minColumns = 1, header: given }: TableOptions,
): AsyncGenerator<Batch> {
  const { delimiter, whole } = await sniff(bytes, minColumns);
  const parser = createParser(delimiter, maxRecordBytes);
  const feeding = pipeline(Readable.from(whole), parser);
  // The failure shows in the loop below; here it only must not go unhandled.
  feeding.catch(() => {});
  let header = given;
  let preamble: string | undefined;
  let records: Parsed[] = [];
  const batch = (): Batch => ({ section: null, records, ...(preamble !== undefined && { preamble }) });
  try {
    for await (const fields of parser as AsyncIterable<readonly Uint8Array[]>) {
      // Google ends and begins lists with lines of nothing but delimiters: `,,,,`.
      const filled = fields.filter((field) => field.length).length;
      if (!filled) continue;
      if (header) records.push(toRecord(header, fields));
      else if (filled >= minColumns) header = toHeader(fields);
      else preamble = [...(preamble === undefined ? [] : [preamble]), ...textsOf(fields).filter(Boolean)].join('\n');
      if (records.length < BATCH_RECORDS) continue;
      yield batch();
      records = [];
    }
    await feeding;
  } catch (error) {
    // The parser's own error holds the line, which must not reach a log.
    if (!(error instanceof CsvError)) throw error;
    throw new ArchiveError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'record_too_long' : 'bounds_lost');
  }
  if (records.length) yield batch();
}

const createParser = (delimiter: string, maxRecordBytes: number) =>
  parse({
    delimiter,
    encoding: null,
    record_delimiter: ['\r\n', '\n'],
    skip_empty_lines: true,
    relax_column_count: true,
    // Tab-separated files know no quoting: a quote within a field is a quote.
    relax_quotes: delimiter === '\t',
    max_record_size: maxRecordBytes,
    cast(field, { index }) {
      if (index >= MAX_COLUMNS) throw new ArchiveError('record_too_long');
      return field;
    },
  });

/** Looks at the beginning of a stream and gives the whole of it back, without its byte order mark. */
async function sniff(bytes: AsyncIterable<Uint8Array>, minColumns: number) {
  const iterator = bytes[Symbol.asyncIterator]();
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < HEADER_BYTES) {
    const { value, done } = await iterator.next();
    if (done) break;
    chunks.push(value);
    size += value.length;
  }
  const start = Buffer.concat(chunks);
  const marked = start.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK);
  async function* whole() {
    yield marked ? start.subarray(BYTE_ORDER_MARK.length) : start;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return { delimiter: delimiterOf(start.toString('utf8'), minColumns), whole: whole() };
}

/** The delimiter that occurs most often outside quotes in the header line; a single column has none. */
function delimiterOf(head: string, minColumns: number): string {
  for (const line of head.replace(/"[^"]*"/g, 'quoted').split(/\r?\n/)) {
    const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
    const delimiter = DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
    const filled = line.split(delimiter).filter((cell) => cell.trim()).length;
    if (filled && filled >= minColumns) return delimiter;
  }
  return ',';
}

function toHeader(fields: readonly Uint8Array[]): readonly string[] {
  const names = textsOf(fields);
  return names.map((name, at) => {
    const before = names.slice(0, at).filter((other) => other === name).length;
    return before ? `${name} (${before + 1})` : name;
  });
}

function textsOf(fields: readonly Uint8Array[]): readonly string[] {
  try {
    return fields.map((field) => utf8.decode(field).trim());
  } catch {
    throw new ArchiveError('bounds_lost');
  }
}

function toRecord(header: readonly string[], fields: readonly Uint8Array[]): Parsed {
  if (fields.length !== header.length) return null;
  try {
    return Object.fromEntries(header.map((name, at) => [name, utf8.decode(fields[at])]));
  } catch {
    return null;
  }
}
