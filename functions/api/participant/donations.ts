/** functions/api/participant/donations.ts — the donations of this browser's session. */

import type { Donation } from '../../core/donation.ts';
import { donationPath } from '../../core/schemas.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { donationView, summaryView } from './donation-view.ts';
import { ownWholeDonation, participantRoute } from './route.ts';

/** GET /api/participant/donations/ — newest first; erased ones are left out. */
export const listDonations = participantRoute({}, async ({ session }) => {
  const found = await Promise.all(session.donations.map(lookUpDonation));
  const donations = found.filter((stored): stored is Donation => stored !== undefined && !isTombstone(stored));
  const newestFirst = donations.sort((a, b) => b.created_at.localeCompare(a.created_at));
  return { status: 200, body: newestFirst.map(summaryView) };
});

/** GET /api/participant/donations/{id}/ @throws AppError `not_found`, `erased` */
export const getDonation = participantRoute({ params: donationPath }, async ({ session, params, event, now }) => {
  const { donation, types } = await ownWholeDonation(session, params.id);
  return { status: 200, body: await donationView({ session, event }, donation, types, now) };
});
