/** functions/steps/manifest.ts — what a part of a job's archive held for us: written by download, read by filter and store. */
import type { Lists, TableFile, TableSummary, ZipEntry } from '../archive/types.ts';
import type { ReasonCode } from '../core/errors.ts';
import type { Job } from '../core/job.ts';
import { getJson, listKeys } from '../store/objects.ts';
import { stepKeys } from './keys.ts';
import type { StepInput } from './step.ts';

export type ManifestEntry = Pick<ZipEntry, 'method' | 'crc32' | 'compressedSize' | 'uncompressedSize'> & {
  readonly part: number;
  /** Its number within the part. */
  readonly n: number;
  /** Name in the archive: orders rows of the same time. */
  readonly name: string;
  readonly key: string;
  readonly dataType: string;
  readonly reader: string;
};

export type Manifest = {
  readonly group: string;
  readonly part: number;
  readonly entries: readonly ManifestEntry[];
  /** Entries shaped like rows whose product nobody recognised. */
  readonly unknown: number;
};

/** A sorted run of one entry, as store reads it. */
export type RunObject = TableFile & { readonly key: string };

/** What filtering one entry gave: its runs, or why there are none. */
export type EntrySummary =
  | (TableSummary & { readonly dataType: string; readonly runs: readonly RunObject[]; readonly lists?: Lists })
  | { readonly dataType: string; readonly failed: ReasonCode };

/** The manifests of all parts, in their order; undefined as long as one is missing. */
export async function manifestsOf(input: StepInput, { group, parts = 1 }: Job): Promise<Manifest[] | undefined> {
  const manifests: Manifest[] = [];
  for (let part = 0; part < parts; part += 1) {
    const manifest = await getJson<Manifest>(stepKeys.manifest(input, group, part));
    if (!manifest) return undefined;
    manifests.push(manifest);
  }
  return manifests;
}

/** Whether every needed entry of every part has been filtered. */
export async function isFiltered(input: StepInput, job: Job): Promise<boolean> {
  const manifests = await manifestsOf(input, job);
  if (!manifests) return false;
  const needed = manifests.reduce((sum, { entries }) => sum + entries.length, 0);
  let found = 0;
  for await (const keys of listKeys(stepKeys.summaries(input, job.group))) {
    found += keys.filter((key) => key.endsWith('.json')).length;
  }
  return found === needed;
}
