/** functions/steps/authorize.ts — learns what was granted, and where to go on. */
import { toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, isOpen, reaching } from '../core/donation.ts';
import type { Provider } from '../providers/provider.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { listJobs } from '../store/jobs.ts';
import { connect, current, type StepInput, step, written } from './step.ts';
import { groupsOf, underWay } from './work.ts';

export type AuthorizeResult = { readonly resumeAt: 'initiate' | 'close' };

/**
 * Refreshes the grant, asks the provider which groups it allows, and marks data types that were not granted.
 * Safe to repeat: conditional writes; an execution that got further already is sent on to where it was.
 * @throws StepError `GrantLost`, `RetryableProviderError`, `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/accessType/check
 */
export const handler = step<StepInput, AuthorizeResult>('authorize', async (input, { clock }) => {
  const donation = await current(input);
  if (!isOpen(donation)) return { resumeAt: 'close' };
  // Initiate first, always: it may have been interrupted with some of its jobs written and others not.
  if ((await listJobs(input.donationId, input.execution)).length) return { resumeAt: 'initiate' };

  const { provider, clients } = await connect(donation);
  const allowed = await Promise.all(clients.map((client) => client.accessTypes()));
  const oneTime = allowed.flatMap((each) => each.oneTime);
  const granted = new Set([...oneTime, ...allowed.flatMap((each) => each.timeBased)]);
  const wanted = underWay(await listDataTypes(donation.id));
  await current(input);
  const left = await markNotGranted(provider, donation, wanted, granted);
  const at = toTimestamp(clock());
  if (!left) {
    const last_attempt = { code: 'nothing_granted' as const, at };
    written(
      await updateDonation(
        donation.id,
        { status: ['authorized', 'processing'], execution: input.execution },
        { status: donation.processed_at ? 'processed' : 'pending', step: 'authorize', last_attempt },
        [{ step: 'authorize', at }],
      ),
    );
    return { resumeAt: 'close' };
  }
  written(
    await updateDonation(
      donation.id,
      { status: ['authorized', 'processing'], execution: input.execution },
      { status: 'processing', step: 'initiate', access_type: oneTime.length ? 'one_time' : 'time_based' },
      reaching(donation, 'initiate', at),
    ),
  );
  return { resumeAt: 'initiate' };
});

/** @returns how many data types have a group that was granted */
async function markNotGranted(
  provider: Provider,
  donation: Donation,
  types: readonly DataTypeRecord[],
  granted: ReadonlySet<string>,
): Promise<number> {
  let left = 0;
  for (const type of types) {
    const groups = groupsOf(provider, donation, type);
    const not_granted = [...(type.not_granted ?? []), ...groups.filter((group) => !granted.has(group))];
    const allowed = groups.some((group) => granted.has(group));
    if (allowed) left += 1;
    await updateDataType(donation.id, type.data_type, ['requested', 'running'], {
      state: allowed ? 'running' : 'not_granted',
      not_granted,
    });
  }
  return left;
}
