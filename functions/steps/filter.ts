/** functions/steps/filter.ts — turns entries into sorted runs of the rows that the study asked for. */
import { filterEntry } from '../archive/filter-entry.ts';
import { inflateEntry } from '../archive/inflate.ts';
import { DEFAULT_LIMITS } from '../archive/limits.ts';
import { ArchiveError } from '../archive/types.ts';
import { toTimestamp } from '../core/clock.ts';
import { reaching } from '../core/donation.ts';
import { toInterval } from '../core/period.ts';
import { describeError, logger } from '../log.ts';
import { providerOf } from '../providers/index.ts';
import { layoutOf } from '../providers/layouts.ts';
import { updateDonation } from '../store/donations.ts';
import { findJob, updateJob } from '../store/jobs.ts';
import { openUpload } from '../store/object-upload.ts';
import { getJson, objectSource, putJson } from '../store/objects.ts';
import { type Batch, batchesOf } from './download.ts';
import { stepKeys } from './keys.ts';
import { type EntrySummary, isFiltered, type Manifest, type ManifestEntry } from './manifest.ts';
import { type StepInput, step, unsettled } from './step.ts';

export type FilterInput = StepInput & Batch;

/**
 * Inflates, scans, parses and filters a batch of entries, and writes their rows as sorted runs.
 * Safe to repeat: keys are deterministic, and an entry with a summary is not filtered again.
 * A damaged entry ends in its summary, so that it fails its own data type and no other.
 * @throws StepError `Superseded`
 */
export const handler = step<FilterInput, Record<string, never>>('filter', async (input, { clock }) => {
  const donation = await unsettled(input);
  const manifest = await getJson<Manifest>(stepKeys.manifest(input, input.group, input.part));
  if (!manifest) return {};
  const reached = reaching(donation, 'filter', toTimestamp(clock()));
  const condition = { status: ['processing'] as const, execution: input.execution, notAt: 'filter' as const };
  await updateDonation(donation.id, condition, { step: 'filter' }, reached);
  for (const entry of batchesOf(manifest)[input.batch] ?? []) {
    const key = stepKeys.summary(input, input.group, entry);
    if (await getJson<EntrySummary>(key)) continue;
    const summary = await filterOne(input, entry);
    await unsettled(input);
    await putJson(key, summary);
  }
  const job = await findJob(donation.id, input.group);
  if (job && (await isFiltered(input, job))) {
    await updateJob(donation.id, job, ['downloaded'], { state: 'filtered' });
  }
  return {};
});

async function filterOne(input: FilterInput, entry: ManifestEntry): Promise<EntrySummary> {
  const donation = await unsettled(input);
  const type = providerOf(donation.source_type).dataTypes[entry.dataType];
  if (!type) return { dataType: entry.dataType, failed: 'internal' };
  const keyOf = (run: number) => stepKeys.run(input, input.group, entry, run);
  try {
    const compressed = objectSource(entry.key, entry.compressedSize).stream(0, entry.compressedSize);
    const read = layoutOf(donation.source_type).reader(entry.dataType, entry.reader, donation.salt ?? donation.id);
    const summary = await filterEntry({
      // The scanner copies what it needs; other parsers hold on to their chunks.
      bytes: inflateEntry(compressed, entry, DEFAULT_LIMITS, { transient: read.format === 'json' }),
      entry: entry.name,
      reader: read,
      schema: type.schema,
      interval: toInterval(donation.period),
      limits: DEFAULT_LIMITS,
      openRun: (run) => openUpload(keyOf(run)),
    });
    const unknown = summary.lists?.unknown;
    if (unknown) logger.warn('lists of unknown layout', { group: input.group, data_type: entry.dataType, unknown });
    const runs = summary.runs.map((file, run) => ({ ...file, key: keyOf(run) }));
    return { ...summary, dataType: entry.dataType, runs };
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    logger.warn('entry refused', { group: input.group, data_type: entry.dataType, ...describeError(error) });
    return { dataType: entry.dataType, failed: error.reason };
  }
}
