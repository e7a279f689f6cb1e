/** functions/steps/release/flip.ts — the study may have the rows: last, once every data type is released. */
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
  await deletePrefix(objectPrefix('exports', donation.id));
  await abortUploads(objectPrefix('exports', donation.id));
  await deleteRemovals(donation.id);
  await settle(donation, types, ['review'], clock());
  if (donation.reviewing) await forgetReview({ donation_id: donation.id, until: donation.reviewing.until });
  return {};
});
