/** functions/archive/types.ts — what goes in and out of the archive engine. Knows no provider and no store. */
import type { Counts } from '../core/accounting.ts';

/** Bytes that can be read by range: an archive part at the provider, an object in the store. */
export type RangeSource = {
  /** Length in bytes; infinite where it is not known in advance. */
  readonly size: number;
  /** Whether a part of it can be read without reading all of it. */
  readonly ranged: boolean;
  /**
   * Streams the bytes `start <= i < end`.
   * @throws ArchiveError `truncated` when fewer bytes arrive
   */
  stream(start: number, end: number): AsyncIterable<Uint8Array>;
};

/** Where bytes are written to: a multipart upload, a file, a buffer. */
export type ByteSink = {
  write(bytes: Uint8Array): Promise<void>;
  /** Completes what was written; without it nothing becomes visible. */
  close(): Promise<void>;
};

/** `integer`: whole numbers within ±2^53. `number`: 64-bit floating point. `json`: JSON as text. */
export const COLUMN_TYPES = ['string', 'timestamp', 'boolean', 'json', 'integer', 'number'] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** One column of a data type; together they are its data dictionary. */
export type Column = {
  readonly name: string;
  readonly type: ColumnType;
  readonly description: string;
  /** The field of the source it is read from. */
  readonly source?: string;
  /** Mostly distinct values: no dictionary is tried when writing. */
  readonly distinct?: boolean;
};

/** Columns of a data type in their order. The first is always `time` (timestamp, null when undated). */
export type TableSchema = {
  readonly version: number;
  readonly columns: readonly Column[];
};

/**
 * A row: one value a column (`null` where there is none), `time` in milliseconds since the epoch, UTC.
 * `json` columns hold JSON text.
 */
export type Row = { readonly time: number | null } & Readonly<Record<string, string | number | boolean | null>>;

/** Where a record stands. */
export type Place = {
  /** The entry's name in the archive. */
  readonly entry: string;
  /** JSON: the key under which the record stands. Bookmarks, maps: its folders. Null at the root, and in a table. */
  readonly section: string | null;
  /** A table's lines before its header, if there are any. */
  readonly preamble?: string;
};

/**
 * Where a JSON record's time stands in plain sight: under a key of its own. `iso`: RFC 3339 as text; `usec`: a whole
 * number of microseconds since the epoch.
 */
export type RawTime = { readonly key: string; readonly form: 'iso' | 'usec' };

/** How the records of one source entry become rows of a data type. */
export type EntryReader = {
  /** `table`: CSV or tab-separated. `bookmarks`: a Netscape bookmark file. `kml`: a map, zipped or not. */
  readonly format: 'json' | 'table' | 'bookmarks' | 'kml';
  /**
   * JSON: the key paths of where records stand; `*` is any key. Of an array there the elements are records; what else
   * stands there is itself one, unless another path goes on from it. Absent: the elements of a top-level array.
   */
  readonly paths?: readonly (readonly string[])[];
  /** JSON: the keys of `paths` and `known` are in lower case, and a document's may be in any. */
  readonly anyCase?: boolean;
  /**
   * JSON: places that are known, beside those of `paths`; what stands below them is passed over. A list anywhere else is
   * counted as unknown, if it holds anything. Absent: whatever stands on no path is passed over.
   */
  readonly known?: readonly (readonly string[])[];
  /** JSON: values that stand where records could, and mean that there are none, as JSON without spaces; as null does. */
  readonly nothing?: readonly string[];
  /** JSON: values that are no objects are records as well, as `{ value }`; otherwise they are malformed. */
  readonly values?: boolean;
  /** JSON: whole numbers that a number would round are read as text. It takes a fifth longer. */
  readonly exact?: boolean;
  /** JSON: lets a record outside the period be dropped unparsed. Only where this key alone decides the record's time. */
  readonly rawTime?: RawTime;
  /** Table: the header is the first line with at least so many filled fields. Absent: the first line. */
  readonly minColumns?: number;
  /** Table without a header: names of its fields. */
  readonly header?: readonly string[];
  /**
   * The time of a record in milliseconds since the epoch; null where it should have one that cannot be read
   * (`undated`); undefined where it has none by nature, so that it is kept whatever the period.
   * Called before `toRow`, so that records outside the period cost as little as possible.
   */
  time(record: SourceRecord, place: Place): number | null | undefined;
  /** The record as a row, or `'filtered'` when a documented rule of the data type excludes it. */
  toRow(record: SourceRecord, time: number | null, place: Place): Row | 'filtered';
};

/** A parsed record: a JSON object, a table line by its header, a link with its attributes. */
export type SourceRecord = Readonly<Record<string, unknown>>;

/** An entry of a zip archive, from its central directory. */
export type ZipEntry = {
  /** Name as stored, UTF-8. */
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly crc32: number;
  readonly compressedSize: number;
  readonly uncompressedSize: number;
  /** Where the local header starts, bytes from the start of the part. */
  readonly headerOffset: number;
};

/** Limits that turn a bomb into a clear error. Sizes in bytes. */
export type ArchiveLimits = {
  readonly maxEntries: number;
  readonly maxInflatedBytes: number;
  /** Of one entry that is read. */
  readonly maxEntryBytes: number;
  readonly maxRatio: number;
  readonly maxRecordBytes: number;
};

export const ARCHIVE_ERRORS = {
  truncated: 'archive_corrupt',
  not_a_zip: 'archive_corrupt',
  bad_checksum: 'archive_corrupt',
  encrypted: 'archive_corrupt',
  bad_structure: 'archive_corrupt',
  unsafe_name: 'archive_corrupt',
  bounds_lost: 'archive_corrupt',
  too_many_entries: 'archive_too_large',
  too_large: 'archive_too_large',
  ratio_exceeded: 'archive_too_large',
  record_too_long: 'archive_too_large',
} as const;
export type ArchiveErrorCode = keyof typeof ARCHIVE_ERRORS;

/** A fault in the bytes themselves; the message holds no content. */
export class ArchiveError extends Error {
  readonly code: ArchiveErrorCode;
  constructor(code: ArchiveErrorCode, cause?: unknown) {
    super(code, { cause });
    this.name = 'ArchiveError';
    this.code = code;
  }
  /** The reason that a data type fails with. */
  get reason(): (typeof ARCHIVE_ERRORS)[ArchiveErrorCode] {
    return ARCHIVE_ERRORS[this.code];
  }
}

/** What filtering one entry, or merging one data type, gave. Times in milliseconds since the epoch. */
export type TableSummary = {
  readonly counts: Counts;
  readonly minTime: number | null;
  readonly maxTime: number | null;
};

/** What a document held beside the records: told by readers that know all of its places. */
export type Lists = {
  /** Whether any of the reader's own places was there, with records or without. */
  readonly found: boolean;
  /** How many lists stood where nobody knows one. */
  readonly unknown: number;
};

/** A finished Parquet file. */
export type TableFile = TableSummary & {
  readonly rows: number;
  readonly bytes: number;
  /** Length of the footer with its trailer, bytes. */
  readonly footerBytes: number;
  /** Hex SHA-256 of the file. */
  readonly sha256: string;
};
