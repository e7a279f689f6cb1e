/** functions/api/participant/own-donations.ts — whose a donation is: the participant's own sessions, and their personal link. */
import type { Donation } from '../../core/donation.ts';
import { isOwn } from '../../core/ownership.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { linkDonation, unlinkDonation } from '../../store/participants.ts';
import type { Session } from '../../store/sessions.ts';
import { livingDonations } from './route.ts';

/** The donations of a session that are its participant's own, erased ones left out. */
export async function ownDonations(session: Session): Promise<readonly Donation[]> {
  return (await livingDonations(session)).filter((donation) => isOwn(session, donation));
}

/**
 * A personal link leads to the donation from now on, and no other one does. What is interrupted can be done again: the
 * link's item is written first and means nothing until the donation names its participant.
 * @param now milliseconds since the epoch
 * @returns false when it has become somebody else's meanwhile, or was erased
 */
export async function giveTo(participantId: string, donation: Donation, now: number): Promise<boolean> {
  if (donation.participant_id === participantId) return true;
  await linkDonation(participantId, donation.id, now);
  const given = await updateDonation(donation.id, { ownedAs: donation }, { participant_id: participantId });
  if (given && donation.participant_id) await unlinkDonation(donation.participant_id, donation.id);
  if (given || (await isGivenTo(participantId, donation.id))) return true;
  await unlinkDonation(participantId, donation.id);
  return false;
}

/** The same call, made twice at once, may have been quicker: the link stays. */
async function isGivenTo(participantId: string, donationId: string): Promise<boolean> {
  const stored = await lookUpDonation(donationId);
  return stored !== undefined && !isTombstone(stored) && stored.participant_id === participantId;
}
