/** functions/steps/download.ts — fetches what the study needs of a complete export, still compressed. */
import { DEFAULT_LIMITS } from '../archive/limits.ts';
import { ArchiveError, type RangeSource, type ZipEntry } from '../archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../archive/zip.ts';
import { toTimestamp } from '../core/clock.ts';
import { type Job, reaching } from '../core/donation.ts';
import { describeError, logger } from '../log.ts';
import { type Provider, ProviderError } from '../providers/provider.ts';
import { listDataTypes } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { findJob, updateJob } from '../store/jobs.ts';
import { getJson, objectSize, objectSource, putJson, uploadAll } from '../store/objects.ts';
import { stepKeys } from './keys.ts';
import type { Manifest, ManifestEntry } from './manifest.ts';
import { connect, type StepContext, type StepInput, step, unsettled } from './step.ts';
import { putOff, underWay } from './work.ts';

export type DownloadInput = StepInput & { readonly group: string };
/** `batches` are numbers: which entries a batch holds follows from the manifest. */
export type DownloadResult = { readonly batches: readonly { readonly group: string; readonly batch: number }[] };

/** What one filter invocation takes on: at 100 MB/s and more of JSON, 8 GB stay well within 15 minutes. */
const BATCH_BYTES = 8 * 1024 ** 3;
const BATCH_ENTRIES = 64;
/** A part's own index is small; larger ones are done without. */
const MAX_INDEX_BYTES = 4 * 1024 * 1024;

/**
 * Reads the directory of every part by ranges and copies only the entries of requested data types to `raw/`.
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
    const manifest = (await getJson<Manifest>(stepKeys.manifest(input, input.group))) ?? (await fetchAll(input, job));
    const batches = batchesOf(manifest).map((_, batch) => ({ group: input.group, batch }));
    await unsettled(input);
    await updateJob(donation.id, job, ['complete', 'downloaded'], {
      state: batches.length ? 'downloaded' : 'filtered',
    });
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

/** Copies the needed entries of all parts. @returns the manifest, which is written last */
async function fetchAll(input: DownloadInput, job: Job): Promise<Manifest> {
  const donation = await unsettled(input);
  const { provider, client } = await connect(donation);
  const wanted = new Set(underWay(await listDataTypes(donation.id)).map(({ data_type }) => data_type));
  const entries: ManifestEntry[] = [];
  let unknown = 0;
  for (const [part, remote] of (await client.parts(job.job_id as string)).entries()) {
    const source = remote.ranged ? remote : await copyPart(input, part, remote);
    const directory = await readDirectory(source, DEFAULT_LIMITS);
    const index = await readIndex(provider, source, directory);
    for (const [number, entry] of directory.entries()) {
      if (!provider.isCandidate(entry.name)) continue;
      const head = await entryHead(source, entry);
      const attribution = provider.attribute({ name: entry.name, group: input.group, head, index });
      if (attribution.kind === 'unknown') unknown += 1;
      if (attribution.kind !== 'data_type' || !wanted.has(attribution.dataType)) continue;
      const key = stepKeys.entry(input, input.group, part, number);
      await unsettled(input);
      if ((await objectSize(key)) !== entry.compressedSize) await uploadAll(key, rawEntry(source, entry));
      const { name, method, crc32, compressedSize, uncompressedSize } = entry;
      const { dataType, reader } = attribution;
      const n = entries.length;
      entries.push({ n, name, key, dataType, reader, method, crc32, compressedSize, uncompressedSize });
    }
  }
  if (unknown) logger.warn('entries of unknown layout', { group: input.group, unknown });
  const manifest: Manifest = { group: input.group, entries, unknown };
  await unsettled(input);
  await putJson(stepKeys.manifest(input, input.group), manifest);
  return manifest;
}

/** The whole part as an object of ours, where the server gives no ranges. */
async function copyPart(input: DownloadInput, part: number, remote: RangeSource): Promise<RangeSource> {
  const key = stepKeys.part(input, input.group, part);
  const there = await objectSize(key);
  if (there === undefined || there !== remote.size) await uploadAll(key, remote.stream(0, remote.size));
  return objectSource(key, (await objectSize(key)) ?? 0);
}

async function readIndex(provider: Provider, source: RangeSource, directory: readonly ZipEntry[]): Promise<unknown> {
  const entry = directory.find(({ name }) => provider.isIndex(name));
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
