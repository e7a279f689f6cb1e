/** functions/api/oauth/callback.ts — GET /oauth/<provider>/callback/: every outcome leads back to the site. */
import { toTimestamp } from '../../core/clock.ts';
import type { SourceType } from '../../core/donation.ts';
import type { ReasonCode } from '../../core/errors.ts';
import { publicRoute, type RouteHandler } from '../../http/route.ts';
import { platform } from '../../platform.ts';
import { ProviderError } from '../../providers/provider.ts';
import { comingFrom, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { findState, type OAuthState, useState } from '../../store/oauth-states.ts';
import { readSession } from '../participant/route.ts';
import { redirectUri } from '../redirect-uri.ts';
import { type Accepted, acceptGrant, findAwaiting } from './accept-grant.ts';
import { backToSite, type Outcome, onSite } from './back-to-site.ts';

/**
 * A top-level redirect by the provider. The state must be of this browser's session, unused and not expired; then the
 * code is exchanged. Without the session's check, a forwarded address would attach one person's data to another's
 * donation. A duplicate callback is discarded: what the first one did stands.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.4 and 4.7
 */
export const callback = (sourceType: SourceType): RouteHandler =>
  onSite(
    publicRoute({}, async ({ event, now }) => {
      const { state = '', code, error } = event.queryStringParameters ?? {};
      const session = await readSession(event, now);
      if (!session) return backToSite({ outcome: 'other_browser' });
      const attempt = await findState(state, now);
      if (!attempt) return backToSite({ outcome: 'state_unknown' });
      if (attempt.session_hash !== session.hash) return backToSite({ outcome: 'other_browser' });
      const { donation_id: id, language } = attempt;
      const back = (outcome?: Outcome) => backToSite({ donationId: id, language, ...(outcome && { outcome }) });
      const donation = await findAwaiting(id, session.hash);
      // The state of one provider, brought back by another: its code would go to the wrong one.
      if (typeof donation === 'object' && donation.source_type !== sourceType) return back('state_unknown');
      if (attempt.used_at || !(await useState(state, now))) return back();
      // Authorized by a second tab, or declined: the code is discarded. Revoking would end the second tab's grant, too.
      if (donation === 'overtaken') return back();
      const denied = error === 'access_denied';
      // One of several sign-ins that is refused is one that granted nothing.
      const isFurther = denied && attempt.asked !== undefined;
      if ((error || !code) && !isFurther) {
        return back(await refused(id, denied ? 'access_denied' : 'provider_error', now));
      }
      const outcome = await redeem(sourceType, attempt, denied ? undefined : code, now);
      return back(WELL.includes(outcome) ? undefined : await refused(id, outcome as Outcome, now));
    }),
  );

type Redeemed = Accepted | 'provider_unavailable' | 'exchange_failed';

/** Outcomes that the page needs no sentence for: the donation itself says what comes next. */
const WELL: readonly Redeemed[] = ['authorized', 'more', 'overtaken'];

/** Exchanges the code and goes on. @param code absent where the person refused */
async function redeem(
  sourceType: SourceType,
  { donation_id: donationId, session_hash: sessionHash, code_verifier: codeVerifier, asked }: OAuthState,
  code: string | undefined,
  now: number,
): Promise<Redeemed> {
  const provider = await platform(sourceType);
  try {
    const exchange = code && { code, codeVerifier, redirectUri: redirectUri(provider.id) };
    const grant = exchange ? await provider.exchange(exchange) : undefined;
    return await acceptGrant(provider, grant, { donationId, sessionHash, asked }, now);
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    return error.code === 'unavailable' ? 'provider_unavailable' : 'exchange_failed';
  }
}

const REASON_OF: Partial<Record<Outcome, ReasonCode>> = {
  access_denied: 'access_denied',
  nothing_granted: 'nothing_granted',
  provider_unavailable: 'provider_unavailable',
  exchange_failed: 'provider_refused',
  provider_error: 'provider_refused',
};

/** Notes the attempt; the donation is as it was, and can be tried again. */
async function refused(id: string, outcome: Outcome, now: number): Promise<Outcome> {
  const code = REASON_OF[outcome];
  const last_attempt = code && { code, at: toTimestamp(now) };
  const noted =
    last_attempt &&
    (await updateDonation(
      id,
      { status: comingFrom('authorized'), notAt: 'consent' },
      { last_attempt, step: 'authorize' },
    ));
  if (noted) await recordEvent(id, { event: 'authorization_refused', by: 'participant' }, now);
  return outcome;
}
