/** functions/api/oauth/callback.ts — GET /oauth/<provider>/callback/: every outcome leads back to the site. */
import { toTimestamp } from '../../core/clock.ts';
import type { SourceType } from '../../core/donation.ts';
import type { ReasonCode } from '../../core/errors.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import type { ApiEvent } from '../../http/event.ts';
import { type Call, type RouteHandler, route, type Schemas } from '../../http/route.ts';
import { platform } from '../../platform.ts';
import { ProviderError } from '../../providers/provider.ts';
import { isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { findState, type OAuthState, useState } from '../../store/oauth-states.ts';
import { readSession } from '../participant/route.ts';
import { redirectUri } from '../redirect-uri.ts';
import { acceptGrant } from './accept-grant.ts';

/** What the page then says; without one, all is well. */
export type Outcome =
  | 'access_denied'
  | 'nothing_granted'
  | 'other_browser'
  | 'state_unknown'
  | 'exchange_failed'
  | 'provider_error'
  | 'provider_unavailable'
  | 'erased';

function backToSite(donationId?: string, outcome?: Outcome): Answer {
  const page = new URL('/donate/', required('PUBLIC_ORIGIN'));
  if (donationId) page.searchParams.set('donation', donationId);
  if (outcome) page.searchParams.set('outcome', outcome);
  return { status: 303, headers: { location: page.href } };
}

const anyone = route({ authenticate: async () => ({}) });

/**
 * A top-level redirect by the provider. The state must be of this browser's session, unused and not expired; then the
 * code is exchanged. A duplicate callback is discarded: the first one's grant stays.
 * @see https://www.rfc-editor.org/rfc/rfc9700#section-4.7
 */
export const callback = (sourceType: SourceType): RouteHandler =>
  anyone({}, async ({ event, now }: Call<Schemas, object>) => {
    const { state = '', code, error } = event.queryStringParameters ?? {};
    const attempt = await findState(state, now);
    if (!attempt) return backToSite(undefined, 'state_unknown');
    if (!(await isSameBrowser(event, attempt, now))) return backToSite(undefined, 'other_browser');
    const id = attempt.donation_id;
    // A second callback, or a second tab: what the first one did stands.
    if (attempt.used_at || !(await useState(state, now))) return backToSite(id);
    const stored = await lookUpDonation(id);
    if (!stored || isTombstone(stored)) return backToSite(undefined, 'erased');
    if (error || !code) return refused(id, error === 'access_denied' ? 'access_denied' : 'provider_error', now);
    const outcome = await redeem(sourceType, attempt, code, now);
    return outcome ? refused(id, outcome, now) : backToSite(id);
  });

/** Without this, a forwarded address would attach one person's data to another's donation. */
async function isSameBrowser(event: ApiEvent, { session_hash }: OAuthState, now: number): Promise<boolean> {
  return (await readSession(event, now))?.hash === session_hash;
}

/** Exchanges the code and goes on. @returns what went wrong, if anything */
async function redeem(
  sourceType: SourceType,
  { donation_id, session_hash, code_verifier }: OAuthState,
  code: string,
  now: number,
): Promise<Outcome | undefined> {
  const provider = platform(sourceType);
  try {
    const grant = await provider.exchange({
      ...{ code, codeVerifier: code_verifier },
      redirectUri: redirectUri(provider.id),
    });
    return await acceptGrant(provider, grant, { donationId: donation_id, sessionHash: session_hash }, now);
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
async function refused(id: string, outcome: Outcome, now: number): Promise<Answer> {
  const code = REASON_OF[outcome];
  if (code) {
    const at = toTimestamp(now);
    const open = ['pending', 'error', 'processed'] as const;
    await updateDonation(id, { status: open }, { last_attempt: { code, at }, step: 'authorize' });
    await recordEvent(id, { event: 'authorization_refused', by: 'participant' }, now);
  }
  return backToSite(outcome === 'erased' ? undefined : id, outcome);
}
