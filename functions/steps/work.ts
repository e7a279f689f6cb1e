/** functions/steps/work.ts — what an execution has to fetch: its data types and their groups. */
import { backoff } from '../core/backoff.ts';
import { toTimestamp } from '../core/clock.ts';
import type { DataTypeRecord, Donation } from '../core/donation.ts';
import type { Job } from '../core/job.ts';
import { required } from '../env.ts';
import { describeError, logger } from '../log.ts';
import type { ProviderError, ProviderFacts } from '../providers/provider.ts';
import type { StepContext } from './step.ts';

/** The data types that this execution works on. */
export const underWay = (types: readonly DataTypeRecord[]): readonly DataTypeRecord[] =>
  types.filter(({ state }) => state === 'requested' || state === 'running');

/** The groups of a data type that the participant granted. */
export const groupsOf = (
  provider: Pick<ProviderFacts, 'groupsOf'>,
  { requested_data_types }: Pick<Donation, 'requested_data_types'>,
  { data_type, not_granted }: DataTypeRecord,
): readonly string[] =>
  provider.groupsOf(data_type, requested_data_types).filter((group) => !not_granted?.includes(group));

/** The groups to ask for: each once, whatever number of data types it holds. */
export const groupsOfAll = (
  provider: Pick<ProviderFacts, 'groupsOf'>,
  donation: Pick<Donation, 'requested_data_types'>,
  types: readonly DataTypeRecord[],
): readonly string[] => [...new Set(types.flatMap((type) => groupsOf(provider, donation, type)))];

/** With a unit of a minute: 1 + 2 + … + 32 + 4 × 60 min, about 5 h; Google wants the request within 24 h. */
const MAX_ATTEMPTS = 10;

/** A job that the provider does not serve now is tried again later, until it has been tried too often. */
export function putOff(job: Job, error: ProviderError, { clock, random }: StepContext): Partial<Job> {
  logger.warn('put off', { group: job.group, attempts: job.polls + 1, ...describeError(error) });
  if (job.polls >= MAX_ATTEMPTS) {
    return { state: 'failed', reason: error.code === 'corrupt' ? 'archive_corrupt' : 'provider_unavailable' };
  }
  const wait = backoff(job.polls, required('POLL_UNIT_SECONDS'), random(), error.retryAfterSeconds);
  return { polls: job.polls + 1, next_at: toTimestamp(clock() + wait) };
}
