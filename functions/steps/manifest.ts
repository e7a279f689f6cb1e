/** functions/steps/manifest.ts — what a job's archive held for us: written by download, read by filter and store. */
import type { TableFile, TableSummary, ZipEntry } from '../archive/types.ts';
import type { ReasonCode } from '../core/errors.ts';

export type ManifestEntry = Pick<ZipEntry, 'method' | 'crc32' | 'compressedSize' | 'uncompressedSize'> & {
  /** Its number within the job. */
  readonly n: number;
  /** Name in the archive: orders rows of the same time. */
  readonly name: string;
  readonly key: string;
  readonly dataType: string;
  readonly reader: string;
};

export type Manifest = {
  readonly group: string;
  readonly entries: readonly ManifestEntry[];
  /** Entries shaped like rows whose product nobody recognised. */
  readonly unknown: number;
};

/** A sorted run of one entry, as store reads it. */
export type RunObject = TableFile & { readonly key: string };

/** What filtering one entry gave: its runs, or why there are none. */
export type EntrySummary =
  | (TableSummary & { readonly dataType: string; readonly runs: readonly RunObject[] })
  | { readonly dataType: string; readonly failed: ReasonCode };
