/** functions/api/participant/authorization.ts — POST /api/participant/donations/{id}/authorization/ */

import { application } from '../../application.ts';
import { canAuthorize, type DataTypeRecord, type Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { isOwn } from '../../core/ownership.ts';
import { donationPath } from '../../core/schemas.ts';
import { authorizationBody } from '../../core/schemas-participant.ts';
import { holdsGrants, signInsUnderWay } from '../../core/sign-ins.ts';
import { isDescribed } from '../../core/study.ts';
import { codeChallenge, newSecret } from '../../core/token.ts';
import { languageOf } from '../../http/language.ts';
import { providerOf } from '../../providers/index.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { findDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { hasGrant } from '../../store/grants.ts';
import { createState } from '../../store/oauth-states.ts';
import type { Session } from '../../store/sessions.ts';
import { beginWork } from '../../store/work.ts';
import { beginExecution } from '../begin-execution.ts';
import { redirectUri } from '../redirect-uri.ts';
import { standingOf } from '../sign-ins.ts';
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
  async ({ session, params, body, event, now }) => {
    const found = await withoutLost(await ownDonation(session, params.id), now);
    const types = await listDataTypes(found.id);
    refuseUnready(session, found, types, now);
    const donation = await goOnHere(session, found);
    const provider = providerOf(donation.source_type);
    const { made, left, of } = standingOf(provider, donation, types, now);
    if (body.without_the_rest) {
      if (!made?.granted.length) throw new AppError('nothing_granted_yet');
      const given = { granted: made.granted, sessionHash: session.hash, grantExpiresAt: made.grant_expires_at };
      await beginWork(donation.id, now);
      await beginExecution(provider, donation, given, now);
      return { status: 200, body: { authorize_url: null } };
    }
    const groups = left[0] ?? [];
    const codeVerifier = newSecret();
    const spoken = languageOf(event);
    const attempt = { donation_id: donation.id, session_hash: session.hash, code_verifier: codeVerifier };
    const state = await createState(
      { ...attempt, ...(of > 1 && { asked: groups }), ...(spoken && { language: spoken }) },
      now,
    );
    const authorize_url = provider.authorizeUrl(await application(donation.source_type), {
      redirectUri: redirectUri(provider.id),
      groups,
      ...{ state, codeChallenge: codeChallenge(codeVerifier) },
      language: spoken ?? donation.language,
    });
    await recordEvent(donation.id, { event: 'authorization_started', by: 'participant' }, now);
    return { status: 200, body: { authorize_url } };
  },
);

/** Consented to in another browser of the same personal link: from here on it is this one that counts. */
async function goOnHere({ hash }: Session, donation: Donation): Promise<Donation> {
  if (donation.status !== 'pending' || donation.consent_session_hash === hash) return donation;
  const changed = await updateDonation(
    donation.id,
    { status: ['pending'], ownedAs: donation },
    { consent_session_hash: hash },
  );
  if (!changed) throw new AppError('consent_required');
  return changed;
}

/** Sign-ins whose grants are gone have to be made again, all of them. */
async function withoutLost(donation: Donation, now: number): Promise<Donation> {
  if (!holdsGrants(donation, now) || (await hasGrant(donation.id))) return donation;
  const changed = await updateDonation(donation.id, { signInsOf: donation }, { sign_ins: undefined });
  return changed ?? findDonation(donation.id);
}

/** @throws AppError, see `beginAuthorization` */
function refuseUnready(session: Session, donation: Donation, types: readonly DataTypeRecord[], now: number): void {
  const { consent, link_expires_at } = donation;
  if (!isDescribed(donation.study)) throw new AppError('study_missing');
  // Whoever else has the link may have agreed in another browser: what counts is what this participant agrees to.
  const isOthers = donation.status === 'pending' && !isOwn(session, donation);
  if (!consent?.accepted || isOthers) throw new AppError('consent_required');
  if (!isCurrentConsent(session, donation)) throw new AppError('consent_changed');
  if (!canAuthorize(donation, types)) throw new AppError('already_authorized');
  // Who has begun may go on.
  const isOver = link_expires_at && Date.parse(link_expires_at) <= now;
  if (isOver && !signInsUnderWay(donation, now)) throw new AppError('link_expired');
}
