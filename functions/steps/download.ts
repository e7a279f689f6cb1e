/** functions/steps/download.ts — fetches what the study needs of a complete export, still compressed. */
import { DEFAULT_LIMITS } from '../archive/limits.ts';
import { ArchiveError, type RangeSource, type ZipEntry } from '../archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../archive/zip.ts';
import { toTimestamp } from '../core/clock.ts';
import { reaching } from '../core/donation.ts';
import type { Job } from '../core/job.ts';
import { describeError, logger } from '../log.ts';
import { layoutOf } from '../providers/layouts.ts';
import { type ArchiveLayout, ProviderError } from '../providers/provider.ts';
import { listDataTypes } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { findJob, updateJob } from '../store/jobs.ts';
import { uploadAll } from '../store/object-upload.ts';
import { getJson, objectSize, objectSource, putJson } from '../store/objects.ts';
import { stepKeys } from './keys.ts';
import { isFiltered, type Manifest, type ManifestEntry } from './manifest.ts';
import { connect, type StepContext, type StepInput, step, unsettled } from './step.ts';
import { putOff, underWay } from './work.ts';

export type DownloadInput = StepInput & { readonly group: string; readonly part: number };
/** `batches` are numbers: which entries a batch holds follows from the manifest. */
export type Batch = { readonly group: string; readonly part: number; readonly batch: number };
export type DownloadResult = { readonly batches: readonly Batch[] };

/** What one filter invocation takes on, unless a single entry is larger: at 30 MB/s of JSON, a minute or two. */
const BATCH_BYTES = 4 * 1024 ** 3;
const BATCH_ENTRIES = 64;
/** A part's own index is small; larger ones are done without. */
const MAX_INDEX_BYTES = 4 * 1024 * 1024;

/**
 * Reads a part's directory by ranges and copies only the entries of requested data types to `raw/`. Parts are fetched
 * side by side.
 * Safe to repeat: keys are deterministic, and what is there already is not fetched again.
 * @throws StepError `GrantLost`, `Superseded`
 */
export const handler = step<DownloadInput, DownloadResult>('download', async (input, context) => {
  const donation = await unsettled(input);
  const job = await findJob(donation.id, input.group);
  if (!job || (job.state !== 'complete' && job.state !== 'downloaded')) return { batches: [] };
  const at = toTimestamp(context.clock());
  const condition = { status: ['processing'] as const, execution: input.execution, notAt: 'download' as const };
  await updateDonation(donation.id, condition, { step: 'download' }, reaching(donation, 'download', at));
  try {
    const { group, part } = input;
    const manifest = (await getJson<Manifest>(stepKeys.manifest(input, group, part))) ?? (await fetchPart(input, job));
    const batches = batchesOf(manifest).map((_, batch) => ({ group, part, batch }));
    await unsettled(input);
    const isDone = !batches.length && (await isFiltered(input, job));
    await updateJob(donation.id, job, ['complete', 'downloaded'], { state: isDone ? 'filtered' : 'downloaded' });
    return { batches };
  } catch (error) {
    const changes = setback(error, job, context);
    await unsettled(input);
    await updateJob(donation.id, job, ['complete', 'downloaded'], changes);
    return { batches: [] };
  }
});

/**
 * What becomes of a job whose archive could not be fetched: a damaged one fails, and where the provider does not
 * deliver it is tried again later, so that no other export waits for it.
 */
function setback(error: unknown, job: Job, context: StepContext): Partial<Job> {
  if (error instanceof ArchiveError) {
    logger.warn('archive refused', { group: job.group, ...describeError(error) });
    return { state: 'failed', reason: error.reason };
  }
  const isPassing = error instanceof ProviderError && (error.code === 'unavailable' || error.code === 'corrupt');
  if (isPassing) return putOff(job, error, context);
  throw error;
}

/** Copies the needed entries of the part. @returns the manifest, which is written last */
async function fetchPart(input: DownloadInput, job: Job): Promise<Manifest> {
  const donation = await unsettled(input);
  const { of } = await connect(donation);
  const layout = layoutOf(donation.source_type);
  const wanted = new Set(underWay(await listDataTypes(donation.id)).map(({ data_type }) => data_type));
  const entries: ManifestEntry[] = [];
  let unknown = 0;
  const { group, part } = input;
  const remote = await of(group).part(job.job_id as string, part);
  const source = remote.ranged ? remote : await copyPart(input, remote);
  const directory = await readDirectory(source, DEFAULT_LIMITS);
  const index = await readIndex(layout, source, directory);
  for (const [number, entry] of directory.entries()) {
    if (!layout.isCandidate(entry.name)) continue;
    const head = await entryHead(source, entry);
    const attribution = layout.attribute({ name: entry.name, group, head, index });
    if (attribution.kind === 'unknown') unknown += 1;
    if (attribution.kind !== 'data_type') continue;
    const needed = [attribution, ...(attribution.also ?? [])].filter(({ dataType }) => wanted.has(dataType));
    if (!needed.length) continue;
    const key = stepKeys.entry(input, group, part, number);
    await unsettled(input);
    if ((await objectSize(key)) !== entry.compressedSize) await uploadAll(key, rawEntry(source, entry));
    const { name, method, crc32, compressedSize, uncompressedSize } = entry;
    for (const { dataType, reader } of needed) {
      const n = entries.length;
      entries.push({ part, n, name, key, dataType, reader, method, crc32, compressedSize, uncompressedSize });
    }
  }
  if (unknown) logger.warn('entries of unknown layout', { group, part, unknown });
  const manifest: Manifest = { group, part, entries, unknown };
  await unsettled(input);
  await putJson(stepKeys.manifest(input, group, part), manifest);
  return manifest;
}

/** The whole part as an object of ours, where the server gives no ranges. */
async function copyPart(input: DownloadInput, remote: RangeSource): Promise<RangeSource> {
  const key = stepKeys.part(input, input.group, input.part);
  const there = await objectSize(key);
  if (there === undefined || there !== remote.size) await uploadAll(key, remote.stream(0, remote.size));
  return objectSource(key, (await objectSize(key)) ?? 0);
}

async function readIndex(layout: ArchiveLayout, source: RangeSource, directory: readonly ZipEntry[]): Promise<unknown> {
  const entry = directory.find(({ name }) => layout.isIndex(name));
  if (!entry || entry.uncompressedSize > MAX_INDEX_BYTES) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(await entryHead(source, entry, MAX_INDEX_BYTES)));
  } catch (error) {
    // The index is a help, not a need: without it entries are attributed by name and content.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Divides the entries of a manifest among filter invocations, always the same way. */
export function batchesOf({ entries }: Manifest): readonly (readonly ManifestEntry[])[] {
  const batches: ManifestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const batch = batches.at(-1);
    if (batch && batch.length < BATCH_ENTRIES && bytes + entry.uncompressedSize <= BATCH_BYTES) {
      batch.push(entry);
      bytes += entry.uncompressedSize;
    } else {
      batches.push([entry]);
      bytes = entry.uncompressedSize;
    }
  }
  return batches;
}
