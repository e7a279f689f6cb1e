/** functions/steps/store.ts — brings a data type to its end: one sorted file of its rows, or why there is none. */
import { createHash } from 'node:crypto';
import { hashing } from '../archive/hashing.ts';
import { mergeRuns } from '../archive/merge.ts';
import type { TableFile, TableSchema } from '../archive/types.ts';
import { addCounts, type Counts, isBalanced } from '../core/accounting.ts';
import { toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, reaching } from '../core/donation.ts';
import { StepError } from '../core/errors.ts';
import type { Job } from '../core/job.ts';
import { outcomeOf } from '../core/outcome.ts';
import { providerOf } from '../providers/index.ts';
import { saveDataObject } from '../store/data-objects.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { listJobs } from '../store/jobs.ts';
import { openUpload, uploadAll } from '../store/object-upload.ts';
import { getJson, objectSource } from '../store/objects.ts';
import { stepKeys } from './keys.ts';
import { type EntrySummary, type ManifestEntry, manifestsOf, type RunObject } from './manifest.ts';
import { type StepInput, step, unsettled } from './step.ts';
import { groupsOf } from './work.ts';

export type StoreInput = StepInput & { readonly dataType: string };

type Filtered = Exclude<EntrySummary, { failed: unknown }>;
type Arrival = { readonly entries: readonly { name: string; summary: EntrySummary }[]; readonly unknown: number };

/**
 * Merges the runs of one data type into `data/<donation>/<data type>.parquet`, checks that every row is accounted
 * for, and writes the type's state last.
 * Safe to repeat: the same file from the same runs; the state changes only from `requested` or `running`.
 * @throws StepError `Superseded`
 */
export const handler = step<StoreInput, Record<string, never>>('store', async (input, { clock }) => {
  const donation = await unsettled(input);
  const type = (await listDataTypes(donation.id)).find(({ data_type }) => data_type === input.dataType);
  if (!type || (type.state !== 'running' && type.state !== 'requested')) return {};
  const reached = reaching(donation, 'store', toTimestamp(clock()));
  const condition = { status: ['processing'] as const, execution: input.execution, notAt: 'store' as const };
  await updateDonation(donation.id, condition, { step: 'store' }, reached);
  const changes = await settle(input, donation, type);
  await unsettled(input);
  await updateDataType(donation.id, type.data_type, ['requested', 'running'], changes);
  return {};
});

/** What the data type ends as. */
async function settle(input: StoreInput, donation: Donation, type: DataTypeRecord): Promise<Partial<DataTypeRecord>> {
  const groups = groupsOf(providerOf(donation.source_type), donation, type);
  const outcome = outcomeOf(groups, await listJobs(donation.id, input.execution));
  if (outcome.kind === 'open') return { state: 'failed', reason: 'internal' };
  if (outcome.kind === 'not_granted') {
    return { state: 'not_granted', not_granted: [...(type.not_granted ?? []), ...outcome.groups] };
  }
  if (outcome.kind !== 'arrived') return { state: outcome.kind, reason: outcome.reason };
  const not_granted = [...(type.not_granted ?? []), ...outcome.notGranted];
  const arrival = await arrivalOf(input, outcome.jobs);
  const damaged = arrival.entries.map(({ summary }) => summary).find((summary) => 'failed' in summary);
  if (damaged && 'failed' in damaged) return { state: 'failed', reason: damaged.failed, not_granted };
  if ((!arrival.entries.length && arrival.unknown) || isUnrecognised(arrival))
    return { state: 'failed', reason: 'unrecognised_layout', not_granted };
  const covered_until = coveredUntil(outcome.jobs);
  return { ...(await merge(input, arrival)), reason: undefined, not_granted, covered_until };
}

/** Whether its entries held no place of the type, but lists that nobody knows: it may be called otherwise now. */
const isUnrecognised = ({ entries }: Arrival): boolean =>
  entries.length > 0 &&
  entries.every(({ summary }) => 'lists' in summary && !summary.lists?.found) &&
  entries.some(({ summary }) => 'lists' in summary && (summary.lists?.unknown ?? 0) > 0);

/** What time all of the type's exports reach. */
const coveredUntil = (jobs: readonly Job[]): string | undefined =>
  jobs.map(({ export_time }) => export_time).sort((a, b) => (a ?? '').localeCompare(b ?? ''))[0];

/** Everything that arrived of the data type, entry by entry. */
async function arrivalOf(input: StoreInput, jobs: readonly Job[]): Promise<Arrival> {
  const entries: { name: string; summary: EntrySummary }[] = [];
  let unknown = 0;
  for (const job of jobs) {
    const manifests = await manifestsOf(input, job);
    if (!manifests) throw new StepError('Superseded', 'internal');
    unknown += manifests.reduce((sum, manifest) => sum + manifest.unknown, 0);
    const needed = manifests.flatMap((manifest) => manifest.entries);
    for (const entry of needed.filter(({ dataType }) => dataType === input.dataType)) {
      const summary = await getJson<EntrySummary>(stepKeys.summary(input, job.group, entry));
      entries.push({ name: nameOf(job, entry), summary: summary ?? { dataType: input.dataType, failed: 'internal' } });
    }
  }
  return { entries, unknown };
}

/**
 * Entries are ordered by their names. Those of one name, in several parts or in one, are different entries all the
 * same: what they have in common is a duplicate.
 */
const nameOf = ({ group }: Job, { name, part, n }: ManifestEntry): string =>
  [name, group, String(part).padStart(4, '0'), String(n).padStart(6, '0')].join('\0');

/** Merges all runs into one file. @returns the finished data type */
async function merge(input: StoreInput, { entries }: Arrival): Promise<Partial<DataTypeRecord>> {
  const donation = await unsettled(input);
  const type = providerOf(donation.source_type).dataTypes[input.dataType];
  if (!type) return { state: 'failed', reason: 'internal' };
  const filtered = entries as readonly { name: string; summary: Filtered }[];
  const before = addCounts(...filtered.map(({ summary }) => summary.counts));
  if (!before.kept) return { state: 'empty', counts: before };
  const runs = filtered.flatMap(({ name, summary }) => summary.runs.map((run) => ({ entry: name, ...run })));
  const key = stepKeys.data(donation.id, input.dataType);
  const file = await writeFile(key, runs, type.schema, () => unsettled(input));
  const counts: Counts = { ...before, kept: file.rows, duplicate: file.counts.duplicate };
  if (!isBalanced(counts)) throw new Error(`Rows of ${input.dataType} are not all accounted for`);
  const times = {
    ...(file.minTime !== null && { min_time: toTimestamp(file.minTime) }),
    ...(file.maxTime !== null && { max_time: toTimestamp(file.maxTime) }),
  };
  await unsettled(input);
  await saveDataObject(donation.id, {
    data_type: input.dataType,
    key,
    rows: file.rows,
    bytes: file.bytes,
    sha256: file.sha256,
    footer_bytes: file.footerBytes,
    schema_version: type.schema.version,
    ...times,
  });
  return { state: 'ready', counts, ...times };
}

/**
 * All rows in one file. A single run is that file already; it is copied, and compared with what was written.
 * @param mayStill asked right before the file takes its place: a release may have put another one there meanwhile
 */
async function writeFile(
  key: string,
  runs: readonly (RunObject & { readonly entry: string })[],
  schema: TableSchema,
  mayStill: () => Promise<unknown>,
): Promise<TableFile> {
  const [only, ...others] = runs;
  if (only && !others.length) {
    const hash = createHash('sha256');
    const copied = hashing(objectSource(only.key, only.bytes).stream(0, only.bytes), hash);
    await uploadAll(key, endingWith(copied, mayStill));
    if (hash.digest('hex') !== only.sha256) throw new Error('The run is not what was written');
    return only;
  }
  const sink = openUpload(key);
  try {
    const sources = runs.map((run) => ({ ...run, source: objectSource(run.key, run.bytes) }));
    const close = async () => {
      await mayStill();
      await sink.close();
    };
    return await mergeRuns({ runs: sources, schema, sink: { write: sink.write, close } });
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

async function* endingWith(
  chunks: AsyncIterable<Uint8Array>,
  last: () => Promise<unknown>,
): AsyncGenerator<Uint8Array> {
  yield* chunks;
  await last();
}
