/** functions/api/participant/authorization.ts — POST /api/participant/donations/{id}/authorization/ */

import { canAuthorize, type DataTypeRecord, type Donation, isRepeatable } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { donationPath } from '../../core/schemas.ts';
import { authorizationBody } from '../../core/schemas-participant.ts';
import { isDescribed } from '../../core/study.ts';
import { codeChallenge, newSecret } from '../../core/token.ts';
import { platform } from '../../platform.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { recordEvent } from '../../store/events.ts';
import { createState } from '../../store/oauth-states.ts';
import { redirectUri } from '../redirect-uri.ts';
import { isCurrentConsent } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/**
 * Begins an authorization: state and PKCE are bound to this browser's session, single use, for 60 minutes.
 * @throws AppError `study_missing`, `consent_required`, `consent_changed`, `already_authorized`, `link_expired`
 */
export const beginAuthorization = participantRoute(
  { params: donationPath, body: authorizationBody },
  async ({ session, params, now }) => {
    const donation = await ownDonation(session, params.id);
    const types = await listDataTypes(donation.id);
    refuseUnready(donation, types, now);
    const codeVerifier = newSecret();
    const attempt = { donation_id: donation.id, session_hash: session.hash, code_verifier: codeVerifier };
    const state = await createState(attempt, now);
    const provider = platform(donation.source_type);
    const missing = types.filter((type) => type.state === 'requested' || isRepeatable(type.state));
    const authorize_url = provider.authorizeUrl({
      redirectUri: redirectUri(provider.id),
      dataTypes: missing.map(({ data_type }) => data_type),
      ...{ state, codeChallenge: codeChallenge(codeVerifier) },
      ...(donation.language && { language: donation.language }),
    });
    await recordEvent(donation.id, { event: 'authorization_started', by: 'participant' }, now);
    return { status: 200, body: { authorize_url } };
  },
);

/** @throws AppError, see `beginAuthorization` */
function refuseUnready(donation: Donation, types: readonly DataTypeRecord[], now: number): void {
  const { consent, link_expires_at } = donation;
  if (!isDescribed(donation.study)) throw new AppError('study_missing');
  if (!consent?.accepted) throw new AppError('consent_required');
  if (!isCurrentConsent(donation)) throw new AppError('consent_changed');
  if (!canAuthorize(donation, types)) throw new AppError('already_authorized');
  if (link_expires_at && Date.parse(link_expires_at) <= now) throw new AppError('link_expired');
}
