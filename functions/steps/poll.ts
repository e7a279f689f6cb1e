/** functions/steps/poll.ts — asks about every open export once, and says what comes next. */
import { backoff } from '../core/backoff.ts';
import { DAY_MS, SECOND_MS, toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, reaching } from '../core/donation.ts';
import { isJobEnded, type Job } from '../core/job.ts';
import { outcomeOf } from '../core/outcome.ts';
import { required } from '../env.ts';
import { describeError, logger } from '../log.ts';
import { providerOf } from '../providers/index.ts';
import { type ExportState, type ProviderClient, ProviderError } from '../providers/provider.ts';
import { listDataTypes } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { listJobs, updateJob } from '../store/jobs.ts';
import { noteProviderJob } from '../store/provider-jobs.ts';
import { type Connecting, lazily, type StepContext, type StepInput, step, unsettled } from './step.ts';
import { groupsOf, underWay } from './work.ts';

/** Google's jobs take at most 7 days; one more for the last polls. */
export const JOB_DEADLINE_MS = 8 * DAY_MS;
/** Google deletes archives 14 days after the first initiate; two days leave room to fetch what is ready. */
export const CLOSE_AFTER_MS = 12 * DAY_MS;
/** Google allows three retries of a failed job. */
const MAX_RETRIES = 3;
/**
 * Ten minutes with a unit of a minute: in the 12 days that a machine may take, 1,728 rounds of some 12 events each, of
 * the 25,000 that an execution may have.
 */
const MAX_WAIT_UNITS = 10;
/** A part holds gigabytes; beyond so many it is no export of a person any more. */
const MAX_PARTS = 1000;

export type PollResult = {
  readonly next: 'wait' | 'initiate' | 'download' | 'store' | 'finish';
  readonly waitSeconds: number;
  /** The parts of all exports that are complete, when `next` is `download`: they are fetched side by side. */
  readonly parts: readonly { readonly group: string; readonly part: number }[];
  /** The data types whose exports have all ended, when `next` is `store`. */
  readonly dataTypes: readonly string[];
};

/**
 * Polls the open jobs that are due, retries failed ones, gives up on those past their deadline.
 * Safe to repeat: attempts, next poll and deadlines are in the items; only forward, conditional writes.
 * @throws StepError `GrantLost`, `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/archiveJobs/getPortabilityArchiveState
 */
export const handler = step<StepInput, PollResult>('poll', async (input, context) => {
  const donation = await unsettled(input);
  const now = toTimestamp(context.clock());
  const jobs = await listJobs(donation.id, input.execution);
  const due = jobs.filter(({ state, next_at }) => state === 'open' && (!next_at || next_at <= now));
  await expire(donation, jobs, context);
  const connecting = lazily(donation);
  for (const job of due) {
    const changes = await ask(connecting, job, context);
    await unsettled(input);
    if (changes.job_id) await noteProviderJob(changes.job_id, donation.id, context.clock());
    await updateJob(donation.id, job, ['open'], changes);
  }
  const result = await next(donation, input, context);
  const waiting = result.next === 'wait';
  const next_check_at = waiting ? toTimestamp(context.clock() + result.waitSeconds * SECOND_MS) : undefined;
  const checked = due.length ? { last_checked_at: now } : {};
  const changes = { step: waiting ? ('poll' as const) : donation.step, next_check_at, ...checked };
  await updateDonation(
    donation.id,
    { status: ['processing'], execution: input.execution },
    changes,
    reaching(donation, 'poll', now),
  );
  return result;
});

/** Ends the jobs that are past their deadline. */
async function expire(donation: Donation, jobs: readonly Job[], { clock }: StepContext): Promise<void> {
  const closing = clock() - Date.parse(donation.authorized_at ?? donation.created_at) > CLOSE_AFTER_MS;
  for (const job of jobs) {
    const late = job.initiated_at && clock() - Date.parse(job.initiated_at) > JOB_DEADLINE_MS;
    if (!closing && !late) continue;
    const open = ['waiting', 'initiating', 'open'] as const;
    await updateJob(donation.id, job, open, { state: 'expired', reason: 'deadline_passed' });
  }
}

/** Asks about one job. @returns what becomes of it */
async function ask(connecting: Connecting, job: Job, { clock, random }: StepContext): Promise<Partial<Job>> {
  const unit = required('POLL_UNIT_SECONDS');
  const later = (retryAfter?: number) => ({
    polls: job.polls + 1,
    next_at: toTimestamp(clock() + backoff(job.polls + 1, unit, random(), retryAfter)),
  });
  try {
    const client = await connecting(job.group);
    const exported = await client.exportState(job.job_id as string);
    // Complete, but not there yet: taken for an empty export, it would be lost.
    const isThere = exported.state !== 'complete' || exported.parts > 0;
    if (exported.state === 'in_progress' || !isThere) return later();
    return await ended(client, job, exported, clock() + backoff(0, unit, random()));
  } catch (error) {
    if (error instanceof ProviderError && error.code === 'unavailable') {
      logger.warn('no answer', { group: job.group, ...describeError(error) });
      return later(error.retryAfterSeconds);
    }
    if (error instanceof ProviderError && error.code === 'refused')
      return { state: 'failed', reason: 'provider_failed' };
    throw error;
  }
}

async function ended(client: ProviderClient, job: Job, exported: ExportState, nextPoll: number): Promise<Partial<Job>> {
  if (exported.state === 'complete') {
    const { exportTime: export_time, parts } = exported;
    if (parts > MAX_PARTS) return { state: 'failed', reason: 'archive_too_large' };
    return { state: 'complete', export_time, parts, polls: 0, next_at: undefined };
  }
  if (exported.state === 'expired') return { state: 'expired', reason: 'deadline_passed' };
  if (exported.state === 'cancelled') return { state: 'failed', reason: 'provider_cancelled' };
  if (job.retries >= MAX_RETRIES) return { state: 'failed', reason: 'provider_failed' };
  const job_id = await client.retry(job.job_id as string);
  return { job_id, retries: job.retries + 1, polls: 0, next_at: toTimestamp(nextPoll) };
}

/**
 * What the machine does next: a complete export goes first, then the data types that can be stored, so that no type
 * waits for another.
 */
async function next(donation: Donation, { execution }: StepInput, { clock }: StepContext): Promise<PollResult> {
  const { id, source_type } = donation;
  const jobs = await listJobs(id, execution);
  const types = underWay(await listDataTypes(id));
  const now = clock();
  const dueAt = ({ next_at }: Job): number => (next_at ? Date.parse(next_at) : now);
  const result = { waitSeconds: 1, parts: [], dataTypes: [] };
  // A job that is `downloaded` here was interrupted while filtering: both steps repeat safely.
  const fetchable = (job: Job) => job.state === 'complete' || job.state === 'downloaded';
  const complete = jobs.filter((job) => fetchable(job) && dueAt(job) <= now);
  const parts = complete.flatMap(({ group, parts: count = 1 }) =>
    Array.from({ length: count }, (_, part) => ({ group, part })),
  );
  if (parts.length) return { ...result, next: 'download', parts: parts.slice(0, MAX_PARTS) };

  const open = jobs.filter(({ state }) => !isJobEnded(state));
  const provider = providerOf(source_type);
  const isSettled = (type: DataTypeRecord) => outcomeOf(groupsOf(provider, donation, type), jobs).kind !== 'open';
  const dataTypes = (open.length ? types.filter(isSettled) : types).map(({ data_type }) => data_type);
  if (dataTypes.length) return { ...result, next: 'store', dataTypes };
  if (!open.length) return { ...result, next: 'finish' };

  const toStart = open.some((job) => !fetchable(job) && job.state !== 'open' && dueAt(job) <= now);
  if (toStart) return { ...result, next: 'initiate' };
  const soonest = Math.min(...open.map(dueAt));
  // A wait cannot be cut short: where the provider may tell that an export is ready, it is looked at in between.
  const longest = provider.notifies ? MAX_WAIT_UNITS * required('POLL_UNIT_SECONDS') : Number.POSITIVE_INFINITY;
  const waitSeconds = Math.min(Math.ceil((soonest - now) / SECOND_MS), Math.ceil(longest));
  return { ...result, next: 'wait', waitSeconds: Math.max(1, waitSeconds) };
}
