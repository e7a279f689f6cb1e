/** functions/api/erase-donation.ts — what a researcher's DELETE and a participant's withdrawal have in common. */
import { toTimestamp } from '../core/clock.ts';
import type { Tombstone } from '../core/donation.ts';
import { AppError } from '../core/errors.ts';
import { newReceipt } from '../core/token.ts';
import { buryDonation } from '../store/donations.ts';
import { startErasure } from '../store/executions.ts';
import { createReceipt } from '../store/receipts.ts';

/**
 * Starts the erasure and marks the donation, so that reads answer 410 from now on. Idempotent.
 * The execution first: once the mark is there, somebody is bound to delete.
 * @param now milliseconds since the epoch
 * @returns the receipt
 * @throws AppError `not_found`
 */
export async function eraseDonation(id: string, by: Tombstone['erased_by'], now: number): Promise<string> {
  await startErasure(id, by);
  const tombstone = await buryDonation(id, { receipt: newReceipt(), erased_by: by, erased_at: toTimestamp(now) });
  if (!tombstone) throw new AppError('not_found');
  await createReceipt(tombstone.receipt, tombstone.erased_at);
  return tombstone.receipt;
}
