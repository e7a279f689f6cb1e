/** functions/api/participant/donations.ts — the donations of this browser's session. */

import { MINUTE_MS } from '../../core/clock.ts';
import type { Donation } from '../../core/donation.ts';
import { donationPath } from '../../core/schemas.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { startDonation } from '../../store/executions.ts';
import { donationView, summaryView } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/** An authorized donation whose execution has not begun after this long was interrupted between the two. */
const START_AGAIN_AFTER_MS = MINUTE_MS / 2;

/** GET /api/participant/donations/ — newest first; erased ones are left out. */
export const listDonations = participantRoute({}, async ({ session }) => {
  const found = await Promise.all(session.donations.map(lookUpDonation));
  const donations = found.filter((stored): stored is Donation => stored !== undefined && !isTombstone(stored));
  const newestFirst = donations.sort((a, b) => b.created_at.localeCompare(a.created_at));
  return { status: 200, body: newestFirst.map(summaryView) };
});

/** GET /api/participant/donations/{id}/ @throws AppError `not_found`, `erased` */
export const getDonation = participantRoute({ params: donationPath }, async ({ session, params, now }) => {
  const donation = await ownDonation(session, params.id);
  const { status, authorized_at, execution } = donation;
  const waited = now - Date.parse(authorized_at ?? donation.created_at);
  // Starting is idempotent: an execution of that name starts once.
  if (status === 'authorized' && waited > START_AGAIN_AFTER_MS) await startDonation(donation.id, execution);
  return { status: 200, body: donationView(donation, await listDataTypes(donation.id)) };
});
