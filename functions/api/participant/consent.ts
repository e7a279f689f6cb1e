/** functions/api/participant/consent.ts — POST /api/participant/donations/{id}/consent/ */

import { toTimestamp } from '../../core/clock.ts';
import type { Consent, Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { isOwn } from '../../core/ownership.ts';
import { donationPath } from '../../core/schemas.ts';
import { consentBody } from '../../core/schemas-participant.ts';
import { isDescribed } from '../../core/study.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { linkDonation, unlinkDonation } from '../../store/participants.ts';
import type { Session } from '../../store/sessions.ts';
import { donationView, shownConsent } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/**
 * Records what was decided about exactly the text that was shown. It can be changed until access has been given.
 * @throws AppError `study_missing`, `consent_changed`, `already_authorized`
 */
export const decideConsent = participantRoute(
  { params: donationPath, body: consentBody },
  async ({ session, params, body, event, now }) => {
    const donation = await ownDonation(session, params.id);
    if (!isDescribed(donation.study)) throw new AppError('study_missing');
    const shown = shownConsent(donation, body.consent_id);
    if (!shown) throw new AppError('consent_changed');
    const at = toTimestamp(now);
    const consent: Consent = {
      ...{ id: shown.id, version: shown.version, language: shown.language, text: shown.text },
      ...{ text_hash: shown.textHash, study: donation.study, period: donation.period },
      ...{ data_types: donation.requested_data_types, accepted: body.accepted, decided_at: at },
    };
    const step = body.accepted ? ('authorize' as const) : ('consent' as const);
    // What was granted before a refusal, or to somebody else, is not used: the sweep gives it back.
    const kept = body.accepted && isOwn(session, donation) ? {} : { sign_ins: undefined };
    const owner = { consent_session_hash: session.hash, participant_id: ownerOf(session, donation) };
    if (owner.participant_id) await linkDonation(owner.participant_id, donation.id, now);
    const changed = await updateDonation(donation.id, { status: ['pending'] }, { consent, step, ...kept, ...owner });
    if (!changed) {
      await unlinkUnless(owner.participant_id, donation.id);
      throw new AppError('already_authorized');
    }
    // Whoever had consented before was somebody else, or has put another personal link into this browser.
    const before = donation.participant_id;
    if (before && before !== owner.participant_id) await unlinkDonation(before, donation.id);
    const decision = body.accepted ? 'consent_accepted' : 'consent_declined';
    await recordEvent(donation.id, { event: decision, by: 'participant' }, now);
    return {
      status: 200,
      body: await donationView({ session, event }, changed, await listDataTypes(donation.id), now),
    };
  },
);

/** A link leads nowhere where the donation does not say so. */
async function unlinkUnless(participantId: string | undefined, donationId: string): Promise<void> {
  const stored = await lookUpDonation(donationId);
  const isOwner = stored && !isTombstone(stored) && stored.participant_id === participantId;
  if (participantId && !isOwner) await unlinkDonation(participantId, donationId);
}

/** A link that was only opened here leads to what it led to; to more only once the participant says that it is theirs. */
function ownerOf({ participant }: Session, { participant_id }: Donation): string | undefined {
  return participant && (participant.claimed || participant_id === participant.id) ? participant.id : undefined;
}
