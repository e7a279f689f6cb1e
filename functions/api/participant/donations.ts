/** functions/api/participant/donations.ts — the donations that this browser's session leads to. */

import { donationPath } from '../../core/schemas.ts';
import { donationView, summaryView } from './donation-view.ts';
import { livingDonations, ownWholeDonation, participantRoute } from './route.ts';

/** GET /api/participant/donations/ — newest first; erased ones are left out. */
export const listDonations = participantRoute({}, async ({ session }) => {
  const newestFirst = (await livingDonations(session)).toSorted((a, b) => b.created_at.localeCompare(a.created_at));
  return { status: 200, body: newestFirst.map(summaryView) };
});

/** GET /api/participant/donations/{id}/ @throws AppError `not_found`, `erased` */
export const getDonation = participantRoute({ params: donationPath }, async ({ session, params, event, now }) => {
  const { donation, types } = await ownWholeDonation(session, params.id);
  return { status: 200, body: await donationView({ session, event }, donation, types, now) };
});
