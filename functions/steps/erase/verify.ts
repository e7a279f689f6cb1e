/** functions/steps/erase/verify.ts — lists again after the longest step's time-out, and sweeps what a late step left. */
import { toTimestamp } from '../../core/clock.ts';
import { deleteDonationItems } from '../../store/donations.ts';
import { dropGrant } from '../../store/grants.ts';
import { updateReceipt } from '../../store/receipts.ts';
import { step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';
import { eraseObjects } from './objects.ts';

export type VerifyResult = { readonly next: 'wait' | 'done' };

/** Done only when a listing found nothing; else it sweeps and is to be asked again. */
export const handler = step<EraseInput, VerifyResult>('erase-verify', async (input, { clock }) => {
  const { receipt } = await tombstone(input);
  await dropGrant(input.donationId);
  const found = (await eraseObjects(input.donationId)) + (await deleteDonationItems(input.donationId));
  if (found) return { next: 'wait' };
  await updateReceipt(receipt, { verified_at: toTimestamp(clock()) });
  return { next: 'done' };
});
