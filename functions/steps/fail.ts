/** functions/steps/fail.ts — records why something ended, in the words of the closed list, and lets the rest go on. */
import { isTerminal } from '../core/donation.ts';
import type { ReasonCode } from '../core/errors.ts';
import type { Job } from '../core/job.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { listJobs, updateJob } from '../store/jobs.ts';
import { deleteTemporary } from './close.ts';
import { finishDonation } from './finish.ts';
import { current, type StepInput, step } from './step.ts';
import { underWay } from './work.ts';

export type FailInput = StepInput & {
  /** The state machine's `Error`: a name. */
  readonly error: string;
  /** Only this group's job failed. */
  readonly group?: string;
  /** Only this data type failed. */
  readonly dataType?: string;
  /** The execution itself has ended: nothing comes after this, so the donation is flipped here. */
  readonly final?: boolean;
};

export type FailResult = { readonly dataTypes: readonly string[] };

const REASON_OF: Readonly<Record<string, ReasonCode>> = {
  GrantLost: 'grant_lost',
  RetryableProviderError: 'provider_unavailable',
};

const NEEDS_GRANT = ['waiting', 'initiating', 'open', 'complete'] as const;
const NOT_ENDED = [...NEEDS_GRANT, 'downloaded'] as const;

/**
 * Ends the given job or data type, or everything that has not ended, with a reason people can act on. What was
 * filtered already stays and is stored next.
 * Safe to repeat: only what has not ended changes.
 * @returns the data types that are still to be settled
 * @throws StepError `Superseded`
 */
export const handler = step<FailInput, FailResult>('fail', async (input, context) => {
  const donation = await current(input);
  const reason = REASON_OF[input.error] ?? 'internal';
  if (input.dataType) {
    await updateDataType(donation.id, input.dataType, ['requested', 'running'], { state: 'failed', reason });
  } else {
    const jobs = await listJobs(donation.id, input.execution);
    for (const job of jobs.filter((candidate) => concerns(input, candidate))) {
      // A group that is named failed in one of its parts: without that part none of it can be stored.
      const ending = reason === 'grant_lost' && !input.group ? NEEDS_GRANT : NOT_ENDED;
      await updateJob(donation.id, job, ending, { state: 'failed', reason });
    }
    if (!jobs.length || input.final) await failAll(donation.id, reason);
  }
  if (input.final) {
    await finishDonation(input, context);
    await deleteTemporary(donation.id);
  }
  const types = underWay(await listDataTypes(donation.id));
  return { dataTypes: types.map(({ data_type }) => data_type) };
});

const concerns = ({ group }: FailInput, job: Job): boolean => group === undefined || job.group === group;

/** Where no job was made, or nothing comes after, the data types end right here. */
async function failAll(donationId: string, reason: ReasonCode): Promise<void> {
  for (const { data_type, state } of await listDataTypes(donationId)) {
    if (!isTerminal(state)) await updateDataType(donationId, data_type, [state], { state: 'failed', reason });
  }
}
