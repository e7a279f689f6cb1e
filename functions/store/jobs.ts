/** functions/store/jobs.ts — the provider jobs of a donation, one a resource group. */
import type { Job, JobState } from '../core/job.ts';
import { getItem, type Item, putItem, queryItems, updateItem, withoutKeys } from './items.ts';
import { keys } from './table.ts';

/** @returns the jobs of one execution; those of earlier executions are left out */
export async function listJobs(donationId: string, execution: number): Promise<readonly Job[]> {
  const items = await queryItems<Job>(keys.donation(donationId).pk, 'JOB#');
  return items.map((item) => withoutKeys(item)).filter((job) => job.execution === execution);
}

export async function findJob(donationId: string, group: string): Promise<Job | undefined> {
  const item = await getItem<Job>(keys.job(donationId, group));
  return item && withoutKeys(item);
}

/** Keeps a job of a new execution, over one of an earlier execution. @returns whether it was not there yet */
export function createJob(donationId: string, job: Job): Promise<boolean> {
  return putItem(keys.job(donationId, job.group), job, {
    expression: 'attribute_not_exists(pk) OR #execution < :execution',
    names: { '#execution': 'execution' },
    values: { ':execution': job.execution },
  });
}

/**
 * Changes a job of the given execution that is in one of the given states.
 * @returns it as it is now; undefined when the condition did not hold
 */
export async function updateJob(
  donationId: string,
  job: Pick<Job, 'group' | 'execution'>,
  from: readonly JobState[],
  changes: Partial<Job>,
): Promise<Job | undefined> {
  const item = await updateItem<Job>(keys.job(donationId, job.group), changes as Item, {
    expression: `#execution = :execution AND #state IN (${from.map((_, at) => `:f${at}`).join(', ')})`,
    names: { '#state': 'state', '#execution': 'execution' },
    values: { ':execution': job.execution, ...Object.fromEntries(from.map((state, at) => [`:f${at}`, state])) },
  });
  return item && withoutKeys(item);
}
