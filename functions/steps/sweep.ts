/** functions/steps/sweep.ts — looks after what was begun and has not ended: nothing stays stuck, and nothing half erased. */
import { HOUR_MS, SECOND_MS } from '../core/clock.ts';
import { type Donation, isOpen, type Tombstone } from '../core/donation.ts';
import { holdsGrants } from '../core/sign-ins.ts';
import { required } from '../env.ts';
import { describeError, logger } from '../log.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { isDonationRunning, resumeDonation, resumeErasure } from '../store/executions.ts';
import { dropGrant, hasGrant } from '../store/grants.ts';
import { findReceipt } from '../store/receipts.ts';
import { endWork, listWork, type Work } from '../store/work.ts';
import { handler as close } from './close.ts';
import { handler as fail } from './fail.ts';
import { step } from './step.ts';

/** A grant without an execution may be a callback's that is still at it; after this long it is nobody's. */
const LEFT_OVER_AFTER_MS = HOUR_MS;

export type SweepResult = { readonly seen: number; readonly ended: number };

/**
 * Called regularly. Starts executions that were to start and did not, or ended before their time; settles donations
 * where that was of no use; gives back grants that were left over.
 * What began a moment ago is left alone: it may be at it. Safe to repeat and to run beside executions.
 */
export const handler = step<object, SweepResult>('sweep', async (_, { clock }) => {
  const begunBefore = clock() - required('SWEEP_AFTER_SECONDS') * SECOND_MS;
  const due = (await listWork()).filter(({ since }) => Date.parse(since) <= begunBefore);
  let ended = 0;
  for (const work of due) {
    try {
      if (!(await isOver(work, clock()))) continue;
      await endWork(work);
      ended += 1;
    } catch (error) {
      // What hinders one donation hinders no other; the next sweep comes to it again.
      logger.warn('sweep failed', { donation_id: work.donation_id, ...describeError(error) });
    }
  }
  return { seen: due.length, ended };
});

/** Pushes on what has stopped. @returns whether nothing is left to look after */
async function isOver({ donation_id, since }: Work, now: number): Promise<boolean> {
  const stored = await lookUpDonation(donation_id);
  if (!stored) return true;
  if (isTombstone(stored)) return isErased(stored);
  return isSettled(stored, now - Date.parse(since) > LEFT_OVER_AFTER_MS && !holdsGrants(stored, now));
}

async function isErased({ id, receipt, erased_by }: Tombstone): Promise<boolean> {
  // A callback that was interrupted may have kept its grant after the erasure's own sweep.
  await dropGrant(id);
  const proof = await findReceipt(receipt);
  if (proof?.verified_at && proof.revocation !== 'pending') return true;
  await resumeErasure(id, erased_by);
  return false;
}

async function isSettled(donation: Donation, isLeftOver: boolean): Promise<boolean> {
  const { id, execution } = donation;
  const input = { donationId: id, execution };
  if (isOpen(donation)) {
    if ((await resumeDonation(id, execution)) === 'given_up') await fail({ ...input, error: 'Abandoned', final: true });
    return false;
  }
  if (!(await hasGrant(id))) return true;
  if (isLeftOver && !(await isDonationRunning(id, execution))) await close(input);
  return false;
}
