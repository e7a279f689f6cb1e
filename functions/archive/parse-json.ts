/** functions/archive/parse-json.ts — the records of a JSON document, parsed in batches. */
import { JsonWalker, type Places } from './json-walker.ts';
import type { Neighbours, ScannerOptions } from './scanner/array-scanner.ts';
import { ArchiveError, type Lists, type SourceRecord } from './types.ts';

/** A record, or null for one whose bounds are known but which is none that its reader could take. */
export type Parsed = SourceRecord | null;

/** Records that stand together, and how many were dropped unparsed since the last batch. */
export type Batch = {
  readonly section: string | null;
  readonly records: readonly Parsed[];
  /** How many records were passed over unparsed since the last batch, because they lie outside the period. */
  readonly dropped?: number;
  /** A table's lines before its header. */
  readonly preamble?: string;
  /** At the end, from readers that know all places of the document. */
  readonly lists?: Lists;
};

export type JsonOptions = ScannerOptions &
  Places & {
    /** Values that are no objects are records as well, as `{ value }`. */
    readonly values?: boolean | undefined;
    /** Whole numbers that a number would round are read as text. */
    readonly exact?: boolean | undefined;
  };

/** Values in a record: parsed, each may take two hundred bytes, and two in the file. Playlists of thousands stay below. */
const MAX_VALUES = 250_000;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** What a further value begins behind. */
const BEFORE_VALUE = new Set([0x2c, 0x5b, 0x7b]);

/**
 * Yields the records of each chunk, in their order.
 * @throws ArchiveError `bounds_lost` when the document is not what records could stand in; `record_too_long`, also for
 * one of too many values
 */
export async function* parseJson(chunks: AsyncIterable<Uint8Array>, options: JsonOptions): AsyncGenerator<Batch> {
  let batches: Batch[] = [];
  let dropped = 0;
  const walker = new JsonWalker(options, options, (section, neighbours) => {
    batches.push({ section, records: parseAll(neighbours, options) });
  });
  const given = (): readonly Batch[] => {
    const ready = batches;
    batches = [];
    const before = dropped;
    dropped = walker.dropped;
    return dropped > before ? [...ready, { section: null, records: [], dropped: dropped - before }] : ready;
  };
  for await (const chunk of chunks) {
    walker.write(chunk);
    yield* given();
  }
  walker.end();
  yield* given();
  if (options.known) yield { section: null, records: [], lists: walker.lists };
}

/** One call for all neighbours costs half of one call each; when one of them is damaged, each stands for itself. */
function parseAll({ bytes, bounds }: Neighbours, { values, exact = false }: JsonOptions): readonly Parsed[] {
  for (let n = 0; n < bounds.length; n += 2) checkValues(bytes, bounds[n] as number, bounds[n + 1] as number);
  const toRecord = values ? asValue : asRecord;
  const all = tryParse(bytes.subarray(bounds[0], bounds.at(-1)), true, exact);
  if (Array.isArray(all)) return all.map(toRecord);
  return Array.from({ length: bounds.length / 2 }, (_, n) =>
    toRecord(tryParse(bytes.subarray(bounds[2 * n], bounds[2 * n + 1]), false, exact)),
  );
}

function checkValues(bytes: Uint8Array, start: number, end: number): void {
  // Each value takes two bytes at least.
  if (end - start < 2 * MAX_VALUES) return;
  let values = 0;
  let inString = false;
  for (let at = start; at < end; at += 1) {
    const byte = bytes[at] as number;
    if (byte === BACKSLASH) at += 1;
    else if (byte === QUOTE) inString = !inString;
    else if (!inString && BEFORE_VALUE.has(byte)) values += 1;
  }
  if (values > MAX_VALUES) throw new ArchiveError('record_too_long');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A number holds fifteen digits in any case. */
const LONG_NUMBER = /[:,[]\s*-?\d{16}/;
const WHOLE = /^-?\d+$/;

/** Ids of devices, orders and the like have up to twenty digits, of which a number would round the last ones. */
const keepDigits = (_: string, value: unknown, context?: { readonly source?: string }): unknown =>
  typeof value === 'number' && !Number.isSafeInteger(value) && WHOLE.test(context?.source ?? '')
    ? context?.source
    : value;

/** @returns undefined for what is no JSON, or no UTF-8 */
function tryParse(bytes: Uint8Array, several: boolean, exact: boolean): unknown {
  try {
    const text = utf8.decode(bytes);
    const json = several ? `[${text}]` : text;
    return exact && LONG_NUMBER.test(json) ? JSON.parse(json, keepDigits) : JSON.parse(json);
  } catch {
    return undefined;
  }
}

const asRecord = (value: unknown): Parsed =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as SourceRecord) : null;

const asValue = (value: unknown): Parsed => (value === undefined ? null : (asRecord(value) ?? { value }));
