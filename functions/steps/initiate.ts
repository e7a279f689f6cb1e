/** functions/steps/initiate.ts — asks the provider for one export a resource group. */

import { covers } from '../core/adoption.ts';
import { backoff } from '../core/backoff.ts';
import { toTimestamp } from '../core/clock.ts';
import type { Donation } from '../core/donation.ts';
import type { Job } from '../core/job.ts';
import { type Interval, toInterval } from '../core/period.ts';
import { required } from '../env.ts';
import { providerOf } from '../providers/index.ts';
import { type Initiation, type ProviderClient, ProviderError } from '../providers/provider.ts';
import { listDataTypes } from '../store/data-types.ts';
import { createJob, listJobs, updateJob } from '../store/jobs.ts';
import { noteProviderJob } from '../store/provider-jobs.ts';
import { type Connecting, lazily, type StepContext, type StepInput, step, unsettled } from './step.ts';
import { groupsOfAll, putOff, underWay } from './work.ts';

/**
 * Starts the exports that have not been started, or takes over one that covers this donation.
 * Safe to repeat: the job is written as `initiating` before the provider is asked, its id next; an answer that such an
 * export exists already leads to its adoption. A provider that does not answer is asked again later, by Poll.
 * @throws StepError `GrantLost`, `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/portabilityArchive/initiate
 */
export const handler = step<StepInput, Record<string, never>>('initiate', async (input, context) => {
  const donation = await unsettled(input);
  const groups = groupsOfAll(providerOf(donation.source_type), donation, underWay(await listDataTypes(donation.id)));
  for (const group of groups) {
    await unsettled(input);
    await createJob(donation.id, { group, execution: input.execution, state: 'initiating', polls: 0, retries: 0 });
  }
  const now = toTimestamp(context.clock());
  const due = (await listJobs(donation.id, input.execution)).filter(
    ({ state, next_at }) => (state === 'initiating' || state === 'waiting') && (!next_at || next_at <= now),
  );
  const connecting = lazily(donation);
  for (const job of due) {
    await unsettled(input);
    const changes = await start(connecting, donation, job, context);
    if (changes.job_id) await noteProviderJob(changes.job_id, donation.id, context.clock());
    await updateJob(donation.id, job, ['initiating', 'waiting'], changes);
  }
  return {};
});

/** Asks for one export. @returns what becomes of the job */
async function start(
  connecting: Connecting,
  donation: Donation,
  job: Job,
  { clock, random }: StepContext,
): Promise<Partial<Job>> {
  const interval = toInterval(donation.period);
  const unit = required('POLL_UNIT_SECONDS');
  try {
    const client = await connecting(job.group);
    const initiation = await client.initiate(job.group, interval);
    const at = clock();
    if (initiation.outcome === 'started') {
      return opened(initiation.jobId, at, backoff(0, unit, random()));
    }
    return await adopt(client, initiation, donation, interval, at);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    if (error.code === 'not_granted') return { state: 'failed', reason: 'access_denied' };
    if (error.code === 'refused') return { state: 'failed', reason: 'provider_refused' };
    if (error.code !== 'unavailable') throw error;
    return putOff(job, error, { clock, random });
  }
}

const opened = (job_id: string, at: number, wait: number): Partial<Job> => ({
  state: 'open',
  job_id,
  polls: 0,
  initiated_at: toTimestamp(at),
  next_at: toTimestamp(at + wait),
});

/** Takes over an earlier export if it covers us; else waits for the next, or gives up where there is none. */
async function adopt(
  client: ProviderClient,
  initiation: Initiation & { outcome: 'exists' },
  donation: Donation,
  interval: Interval,
  at: number,
): Promise<Partial<Job>> {
  const consentedAt = Date.parse(donation.consent?.decided_at ?? donation.created_at);
  for (const jobId of initiation.jobIds) {
    const state = await earlierExport(client, jobId);
    const usable = state?.state === 'in_progress' || state?.state === 'complete';
    if (state && usable && covers(state, interval, consentedAt)) return { ...opened(jobId, at, 0), adopted: true };
  }
  if (initiation.retryAt) return { state: 'waiting', next_at: toTimestamp(Date.parse(initiation.retryAt)) };
  if (initiation.accessType === 'one_time') return { state: 'failed', reason: 'already_exported' };
  throw new ProviderError('unavailable');
}

/** @returns the state of an earlier export; undefined when it is gone or not ours */
async function earlierExport(client: ProviderClient, jobId: string) {
  try {
    return await client.exportState(jobId);
  } catch (error) {
    if (error instanceof ProviderError && (error.code === 'job_gone' || error.code === 'refused')) return undefined;
    throw error;
  }
}
