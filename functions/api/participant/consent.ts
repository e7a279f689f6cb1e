/** functions/api/participant/consent.ts — POST /api/participant/donations/{id}/consent/ */

import { toTimestamp } from '../../core/clock.ts';
import type { Consent } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { donationPath } from '../../core/schemas.ts';
import { consentBody } from '../../core/schemas-participant.ts';
import { isDescribed } from '../../core/study.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { consentOf, donationView } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/**
 * Records what was decided about exactly the text that was shown. It can be changed until access has been given.
 * @throws AppError `study_missing`, `consent_changed`, `already_authorized`
 */
export const decideConsent = participantRoute(
  { params: donationPath, body: consentBody },
  async ({ session, params, body, now }) => {
    const donation = await ownDonation(session, params.id);
    if (!isDescribed(donation.study)) throw new AppError('study_missing');
    const { id, version, language, textHash } = consentOf(donation);
    if (body.consent_id !== id) throw new AppError('consent_changed');
    const at = toTimestamp(now);
    const consent: Consent = {
      ...{ id, version, language, text_hash: textHash, study: donation.study, period: donation.period },
      ...{ data_types: donation.requested_data_types, accepted: body.accepted, decided_at: at },
    };
    const step = body.accepted ? ('authorize' as const) : ('consent' as const);
    // What was granted before a refusal is not used: the sweep gives it back.
    const kept = body.accepted ? {} : { sign_ins: undefined };
    const changed = await updateDonation(donation.id, { status: ['pending'] }, { consent, step, ...kept });
    if (!changed) throw new AppError('already_authorized');
    const event = body.accepted ? 'consent_accepted' : 'consent_declined';
    await recordEvent(donation.id, { event, by: 'participant' }, now);
    return { status: 200, body: await donationView(changed, await listDataTypes(donation.id), now) };
  },
);
