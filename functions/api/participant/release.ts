/** functions/api/participant/release.ts — POST /api/participant/donations/{id}/release/ */

import { AppError } from '../../core/errors.ts';
import { isOwn } from '../../core/ownership.ts';
import { donationPath } from '../../core/schemas.ts';
import { releaseDonation } from '../../release-donation.ts';
import { findWholeDonation } from '../../store/whole-donation.ts';
import { donationView } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/**
 * Lets the study have what was not removed. Again while that is under way: nothing happens.
 * @throws AppError `personal_link_needed`, `not_under_review`, `not_found`, `erased`
 */
export const releaseRows = participantRoute({ params: donationPath }, async ({ session, params, event, now }) => {
  if (!isOwn(session, await ownDonation(session, params.id))) throw new AppError('personal_link_needed');
  await releaseDonation(params.id, 'participant', now);
  const { donation, types } = await findWholeDonation(params.id);
  return { status: 200, body: await donationView({ session, event }, donation, types, now) };
});
