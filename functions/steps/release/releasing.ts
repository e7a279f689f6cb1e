/** functions/steps/release/releasing.ts — the donation that a release is at work on. */
import type { DataTypeRecord, Donation } from '../../core/donation.ts';
import { StepError } from '../../core/errors.ts';
import { isUnreleased } from '../../core/review.ts';
import { findWholeDonation, type WholeDonation } from '../../store/whole-donation.ts';
import { current, type StepInput } from '../step.ts';

/**
 * The donation with all that a release needs, as long as it is this release that may write.
 * @throws StepError `Superseded` when it was erased, is released already, or the release has not begun
 */
export async function releasing(input: StepInput): Promise<WholeDonation> {
  const { status, reviewing } = await current(input);
  if (status !== 'review' || !reviewing?.release_at) throw new StepError('Superseded', 'internal');
  return findWholeDonation(input.donationId);
}

/** The data types that are still to be released. */
export const unreleased = ({
  donation,
  types,
}: {
  readonly donation: Donation;
  readonly types: readonly DataTypeRecord[];
}): readonly DataTypeRecord[] => types.filter((type) => isUnreleased(donation, type));
