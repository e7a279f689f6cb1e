/** functions/steps/release-ended.ts — releases the donations whose review is over. */
import { toTimestamp } from '../core/clock.ts';
import { isOpen } from '../core/donation.ts';
import { describeError, logger } from '../log.ts';
import { releaseDonation } from '../release-donation.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { forgetReview, listEndedReviews, type ReviewEnd } from '../store/reviews.ts';

/** What hinders one donation hinders no other. @param now milliseconds since the epoch */
export async function releaseEnded(now: number): Promise<void> {
  for (const end of await listEndedReviews(toTimestamp(now))) {
    try {
      if (await isOver(end, now)) await forgetReview(end);
    } catch (error) {
      logger.warn('release failed', { donation_id: end.donation_id, ...describeError(error) });
    }
  }
}

/**
 * An end counts where it is the one that the donation shows: a finish that was interrupted has noted an earlier one
 * than the finish that took its place. The release itself forgets it; whatever stops that, the sweep goes on with it.
 */
async function isOver({ donation_id, until }: ReviewEnd, now: number): Promise<boolean> {
  const stored = await lookUpDonation(donation_id);
  if (!stored || isTombstone(stored)) return true;
  if (stored.reviewing?.until !== until) return !isOpen(stored);
  if (!stored.reviewing.release_at) await releaseDonation(donation_id, 'service', now);
  return false;
}
