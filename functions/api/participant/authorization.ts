/** functions/api/participant/authorization.ts — POST /api/participant/donations/{id}/authorization/ */

import { canAuthorize, type DataTypeRecord, type Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { donationPath } from '../../core/schemas.ts';
import { authorizationBody } from '../../core/schemas-participant.ts';
import { isDescribed } from '../../core/study.ts';
import { codeChallenge, newSecret } from '../../core/token.ts';
import { platform } from '../../platform.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { recordEvent } from '../../store/events.ts';
import { createState } from '../../store/oauth-states.ts';
import { begin, groupsOfMissing } from '../oauth/accept-grant.ts';
import { noteSignIns, signInsFor } from '../oauth/sign-ins.ts';
import { redirectUri } from '../redirect-uri.ts';
import { isCurrentConsent } from './donation-view.ts';
import { ownDonation, participantRoute } from './route.ts';

/**
 * Begins an authorization: state and PKCE are bound to this browser's session, single use, for 60 minutes.
 * Where one sign-in is not enough, it begins the next of several; `without_the_rest` goes on with what the ones before
 * have granted.
 * @throws AppError `study_missing`, `consent_required`, `consent_changed`, `already_authorized`, `link_expired`,
 * `nothing_granted_yet`
 */
export const beginAuthorization = participantRoute(
  { params: donationPath, body: authorizationBody },
  async ({ session, params, body, now }) => {
    const donation = await ownDonation(session, params.id);
    const types = await listDataTypes(donation.id);
    refuseUnready(donation, types, now);
    const provider = platform(donation.source_type);
    const groups = groupsOfMissing(provider, donation, types);
    const signIns = await signInsFor(provider, donation, groups);
    if (body.without_the_rest) {
      if (!signIns?.granted.length) throw new AppError('nothing_granted_yet');
      await begin(provider, donation, signIns.granted, session.hash, now);
      return { status: 200, body: { authorize_url: null } };
    }
    if (signIns && !(await noteSignIns(donation, signIns))) throw new AppError('already_authorized');
    const codeVerifier = newSecret();
    const attempt = { donation_id: donation.id, session_hash: session.hash, code_verifier: codeVerifier };
    const state = await createState({ ...attempt, ...(signIns && { sign_in: signIns.done }) }, now);
    const authorize_url = provider.authorizeUrl({
      redirectUri: redirectUri(provider.id),
      groups: signIns?.groups[signIns.done] ?? groups,
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
