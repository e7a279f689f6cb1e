/** functions/steps/close.ts — leaves nothing behind at the provider and no temporary objects with us. */
import { backoff } from '../core/backoff.ts';
import { SECOND_MS, toTimestamp } from '../core/clock.ts';
import { type Donation, isOpen } from '../core/donation.ts';
import { StepError } from '../core/errors.ts';
import { holdsGrants } from '../core/sign-ins.ts';
import { required } from '../env.ts';
import { platform } from '../platform.ts';
import { updateDonation } from '../store/donations.ts';
import { countEndingAttempt, dropGrant, endingAttempts, loadGrants } from '../store/grants.ts';
import { abortUploads, deletePrefix, objectPrefix } from '../store/objects.ts';
import { endGrants } from './end-grant.ts';
import { CLOSE_AFTER_MS } from './poll.ts';
import { busySiblings, sharedBy } from './siblings.ts';
import { current, openAll, type StepContext, type StepInput, step, withDonation } from './step.ts';

export type CloseResult = { readonly next: 'wait' | 'done'; readonly waitSeconds: number };

const DONE: CloseResult = { next: 'done', waitSeconds: 0 };

/**
 * Ends the grant at the provider, drops it here, and deletes `raw/` and `runs/`. A reset acts on the whole
 * person-project pair, so it waits while another donation of the same person still needs its grant, and while the
 * provider does not answer.
 * Safe to repeat: all deletes. Its failure never changes the donation's status.
 * @throws StepError `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/authorization/reset
 */
export const handler = step<StepInput, CloseResult>('close', async (input, context) => {
  const donation = await current(input);
  if (isOpen(donation)) throw new StepError('Superseded', 'internal');
  try {
    // The provider first: from the reset on, the person can be asked for a new grant without losing it.
    return await giveBack(input, donation, context);
  } finally {
    await deleteTemporary(donation.id);
  }
});

/**
 * Ends the grants and drops them, as soon as no other donation needs them and the provider answers; after their time
 * anyhow. The first of several new sign-ins has them wait for the others: what then is granted ends with the next
 * execution, and what is left by the sweep.
 */
async function giveBack(input: StepInput, donation: Donation, { clock, random }: StepContext): Promise<CloseResult> {
  const attempts = await endingAttempts(donation.id);
  if (attempts === undefined || holdsGrants(donation, clock())) return DONE;
  const since = donation.sign_ins?.since ?? donation.authorized_at ?? donation.created_at;
  const overdue = clock() - Date.parse(since) > CLOSE_AFTER_MS;
  const unit = required('POLL_UNIT_SECONDS');
  if (!overdue && (await busySiblings(await sharedBy(donation), donation.id, clock())).length) {
    return { next: 'wait', waitSeconds: Math.ceil(unit) };
  }
  const grants = openAll(
    await platform(donation.source_type),
    await loadGrants(donation.id),
    withDonation(donation.id),
  );
  const outcome = await endGrants(grants, () => current(input));
  if (outcome === 'pending' && !overdue) {
    await countEndingAttempt(donation.id, attempts + 1);
    return { next: 'wait', waitSeconds: Math.ceil(backoff(attempts, unit, random()) / SECOND_MS) };
  }
  // What nobody could end ends by itself, when the provider said that it would.
  const ended = outcome !== 'pending' && { access_ended_at: toTimestamp(clock()), grant_expires_at: undefined };
  if (ended) await updateDonation(donation.id, { execution: input.execution }, ended);
  await dropGrant(donation.id);
  return DONE;
}

/** Deletes what only the processing needed. */
export async function deleteTemporary(donationId: string): Promise<void> {
  for (const area of ['raw', 'runs'] as const) {
    await deletePrefix(objectPrefix(area, donationId));
    await abortUploads(objectPrefix(area, donationId));
  }
}
