/** functions/steps/erase-overdue.ts — erases the donations whose time is over. */
import { toTimestamp } from '../core/clock.ts';
import { isOpen } from '../core/donation.ts';
import { eraseDonation } from '../erase-donation.ts';
import { describeError, logger } from '../log.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { forgetRetention, listOverdue, type Retention } from '../store/retention.ts';

/**
 * Each erasure is noted as work before its end is forgotten: whatever interrupts it, the sweep goes on with it.
 * What hinders one donation hinders no other.
 */
export async function eraseOverdue(now: number): Promise<void> {
  for (const retention of await listOverdue(toTimestamp(now))) {
    try {
      if (await isDealtWith(retention, now)) await forgetRetention(retention);
    } catch (error) {
      logger.warn('retention failed', { donation_id: retention.donation_id, ...describeError(error) });
    }
  }
}

/**
 * An end counts where it is the one that the donation shows. A finish that was interrupted has noted an earlier one
 * than the finish that took its place; and while the donation is open, one that it may be about to show.
 */
async function isDealtWith({ donation_id, until }: Retention, now: number): Promise<boolean> {
  const stored = await lookUpDonation(donation_id);
  if (!stored || isTombstone(stored)) return true;
  if (stored.retention_until === until) await eraseDonation(donation_id, 'retention', now);
  return stored.retention_until !== undefined || !isOpen(stored);
}
