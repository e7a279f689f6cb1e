/** functions/api/participant/own-review.ts — the review of one's own donation, changed by one call at a time. */
import type { Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { isOwn } from '../../core/ownership.ts';
import type { Removal, Reviewing } from '../../core/review.ts';
import { updateDonation } from '../../store/donations.ts';
import type { Session } from '../../store/sessions.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { ownWholeDonation } from './route.ts';

/** Two tabs that change it at once: one comes after the other. */
const TRIES = 10;

type UnderReview = WholeDonation & { readonly donation: Donation & { readonly reviewing: Reviewing } };

/**
 * @throws AppError `personal_link_needed` where the session has only opened the donation's link, which the study has,
 * too; `not_under_review`, also once the release has begun; `not_found`, `erased`
 */
export async function ownReview(session: Session, id: string): Promise<UnderReview> {
  const whole = await ownWholeDonation(session, id);
  const { donation } = whole;
  if (!isOwn(session, donation)) throw new AppError('personal_link_needed');
  if (donation.status !== 'review' || !donation.reviewing || donation.reviewing.release_at) {
    throw new AppError('not_under_review');
  }
  return whole as UnderReview;
}

/** What a review becomes by other removals. @param removed rows by data type, of those that change */
export const withRemovals = (
  { reviewing }: UnderReview['donation'],
  removals: readonly Removal[],
  removed: Reviewing['removed'],
) => ({
  removals,
  reviewing: {
    ...reviewing,
    version: reviewing.version + 1,
    removals: removals.map(({ id, data_type }) => ({ id, data_type })),
    removed: { ...reviewing.removed, ...removed },
  },
});

type Change = {
  readonly changes: ReturnType<typeof withRemovals>;
  /** Whether a review holds it already: where only the answer was lost, the write was made all the same. */
  readonly isMade: (reviewing: Reviewing) => boolean;
  /** Takes back what was done for it, where somebody else was quicker. */
  readonly undo?: () => Promise<void>;
};

/**
 * Changes a review as it stands; where it was changed meanwhile, anew.
 * @throws AppError see `ownReview`; `internal` where others are quicker again and again
 */
export async function changeReview(
  session: Session,
  id: string,
  change: (whole: UnderReview) => Promise<Change>,
): Promise<Pick<WholeDonation, 'donation' | 'removals'>> {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const whole = await ownReview(session, id);
    const { changes, isMade, undo } = await change(whole);
    const { execution, reviewing } = whole.donation;
    const donation = await updateDonation(
      id,
      { status: ['review'], execution, reviewVersion: reviewing.version },
      { reviewing: changes.reviewing },
    );
    if (donation) return { donation, removals: changes.removals };
    // What the review names is not to be taken back, whoever has changed it since.
    const now = await ownReview(session, id);
    if (isMade(now.donation.reviewing)) return now;
    await undo?.();
  }
  throw new AppError('internal');
}
