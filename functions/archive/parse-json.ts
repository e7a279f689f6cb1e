/** functions/archive/parse-json.ts — the records of a top-level JSON array, parsed in batches. */
import { JsonArrayScanner, type RecordBounds } from './scan-json.ts';
import type { SourceRecord } from './types.ts';

/** A record, or null for one whose bounds are known but which is no JSON object in UTF-8. */
export type Parsed = SourceRecord | null;

/**
 * Yields the records of each chunk, in their order.
 * @param maxRecordBytes longest record, bytes
 * @throws ArchiveError `bounds_lost`, `record_too_long`
 */
export async function* parseJsonArray(
  chunks: AsyncIterable<Uint8Array>,
  maxRecordBytes: number,
): AsyncGenerator<readonly Parsed[]> {
  const scanner = new JsonArrayScanner(maxRecordBytes);
  for await (const chunk of chunks) {
    const found = scanner.scan(chunk);
    if (found.bounds.length) yield parseAll(found);
  }
  scanner.end();
}

/** One call for all neighbours costs half of one call each; when one of them is damaged, each stands for itself. */
function parseAll({ bytes, bounds }: RecordBounds): readonly Parsed[] {
  const values = tryParse(bytes.subarray(bounds[0], bounds.at(-1)), true);
  if (Array.isArray(values)) return values.map(asRecord);
  return Array.from({ length: bounds.length / 2 }, (_, n) =>
    asRecord(tryParse(bytes.subarray(bounds[2 * n], bounds[2 * n + 1]), false)),
  );
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** @returns undefined for what is no JSON, or no UTF-8 */
function tryParse(bytes: Uint8Array, several: boolean): unknown {
  try {
    const text = utf8.decode(bytes);
    return JSON.parse(several ? `[${text}]` : text);
  } catch {
    return undefined;
  }
}

const asRecord = (value: unknown): Parsed =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SourceRecord) : null;
