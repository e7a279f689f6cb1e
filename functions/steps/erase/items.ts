/** functions/steps/erase/items.ts — sets the grant aside for revocation and deletes every item but the tombstone. */
import { toTimestamp } from '../../core/clock.ts';
import { deleteDonationItems, finishTombstone } from '../../store/donations.ts';
import { setRevocationAside } from '../../store/grants.ts';
import { updateReceipt } from '../../store/receipts.ts';
import { step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';

/** Safe to repeat: a grant that was set aside stays aside. */
export const handler = step<EraseInput, Record<string, never>>('erase-items', async (input, { clock }) => {
  const { receipt, pending } = await tombstone(input);
  if (!pending) return {};
  const { source_type, session_hash } = pending;
  const of = { source_type, ...(session_hash && { session_hash }) };
  const toRevoke = await setRevocationAside(input.donationId, receipt, of, clock());
  await deleteDonationItems(input.donationId);
  const revocation = toRevoke ? {} : { revocation: 'not_needed' as const };
  await updateReceipt(receipt, { erased_at: toTimestamp(clock()), ...revocation });
  await finishTombstone(input.donationId);
  return {};
});
