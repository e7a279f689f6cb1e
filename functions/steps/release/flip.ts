/** functions/steps/release/flip.ts — the study may have the rows: last, once every data type is released. */
import { forgetExports } from '../../store/exports.ts';
import { abortUploads, deletePrefix, objectPrefix } from '../../store/objects.ts';
import { deleteRemovals } from '../../store/removals.ts';
import { forgetReview } from '../../store/reviews.ts';
import { settle } from '../settle.ts';
import { type StepInput, step } from '../step.ts';
import { releasing, unreleased } from './releasing.ts';

/**
 * Deletes what still holds removed rows or tells of them: copies that the participant downloaded meanwhile, and the
 * removals themselves. Then the donation is `processed`.
 * Safe to repeat: all deletes, and a conditional write.
 * @throws StepError `Superseded`
 */
export const handler = step<StepInput, Record<string, never>>('release-flip', async (input, { clock }) => {
  const whole = await releasing(input);
  const { donation, types } = whole;
  if (unreleased(whole).length) throw new Error('Some data types are not released yet');
  await deleteCopies(donation.id);
  await deleteRemovals(donation.id);
  await settle(donation, types, ['review'], clock());
  if (donation.reviewing) await forgetReview({ donation_id: donation.id, until: donation.reviewing.until });
  return {};
});

/**
 * Before the files, what is known of them: a rendering that is under way then deletes its own. After them again, so that
 * none is taken for there that was made in between, and deleted.
 */
async function deleteCopies(donationId: string): Promise<void> {
  const prefix = objectPrefix('exports', donationId);
  await forgetExports(donationId);
  await deletePrefix(prefix);
  await abortUploads(prefix);
  await forgetExports(donationId);
}
