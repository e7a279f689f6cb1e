/** functions/erase-donation.ts — what a researcher's DELETE, a participant's withdrawal and the end of retention have in common. */
import { toTimestamp } from './core/clock.ts';
import type { Tombstone } from './core/donation.ts';
import { AppError } from './core/errors.ts';
import { newReceipt } from './core/token.ts';
import { buryDonation } from './store/donations.ts';
import { startErasure } from './store/executions.ts';
import { beginWork } from './store/work.ts';

/**
 * Marks the donation, so that reads answer 410 from now on, and starts the erasure. Idempotent.
 * Whatever interrupts it, the sweep goes on with it: it is noted first.
 * @param now milliseconds since the epoch
 * @returns the receipt
 * @throws AppError `not_found`
 */
export async function eraseDonation(id: string, by: Tombstone['erased_by'], now: number): Promise<string> {
  await beginWork(id, now);
  const tombstone = await buryDonation(id, { receipt: newReceipt(), erased_by: by, erased_at: toTimestamp(now) });
  if (!tombstone) throw new AppError('not_found');
  await startErasure(id, by);
  return tombstone.receipt;
}
