/** functions/core/ownership.ts — whether a browser session is the participant's own, or has just opened a donation's link. */
import type { Donation } from './donation.ts';

/** A session, as far as it matters here. */
export type Caller = { readonly hash: string; readonly participant?: { readonly id: string } };

/**
 * The session in which the participant consented, or one of their personal link. The donation's own link does not
 * prove it: the study has that one, too.
 */
export const isOwn = (
  { hash, participant }: Caller,
  { consent_session_hash, participant_id }: Pick<Donation, 'consent_session_hash' | 'participant_id'>,
): boolean => consent_session_hash === hash || (participant_id !== undefined && participant_id === participant?.id);
