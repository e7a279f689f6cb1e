/** functions/steps/erase/erase-step.ts — what the erase machine tells its steps. */
import type { Tombstone } from '../../core/donation.ts';
import { StepError } from '../../core/errors.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';

export type EraseInput = { readonly donationId: string; readonly by: Tombstone['erased_by'] };

/** @throws StepError `Superseded` when there is no tombstone: nothing may be erased without one */
export async function tombstone({ donationId }: EraseInput): Promise<Tombstone> {
  const stored = await lookUpDonation(donationId);
  if (!stored || !isTombstone(stored)) throw new StepError('Superseded', 'internal');
  return stored;
}
