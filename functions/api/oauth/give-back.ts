/** functions/api/oauth/give-back.ts — ends a new grant that nobody needs. */
import { isOpen } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import { holdsGrants } from '../../core/sign-ins.ts';
import { type Provider, ProviderError } from '../../providers/provider.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { donationsOfSession } from '../../store/sessions.ts';

/**
 * Revokes the grant, unless a donation of the session is being fetched or between two sign-ins: a revocation acts on all
 * that a person granted to this service. Left alone, or when the provider does not answer, the grant ends by itself: its tokens are
 * kept nowhere.
 * @param now milliseconds since the epoch
 * @throws nothing of the provider's
 */
export async function giveBack(provider: Provider, grant: Grant, sessionHash: string, now: number): Promise<void> {
  const ids = await donationsOfSession(sessionHash);
  const needed = await Promise.all(ids.map((id) => needsGrant(id, now)));
  if (needed.includes(true)) return;
  try {
    await provider.open(grant).revoke();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

async function needsGrant(donationId: string, now: number): Promise<boolean> {
  const stored = await lookUpDonation(donationId);
  if (!stored || isTombstone(stored)) return false;
  return isOpen(stored) || holdsGrants(stored, now);
}
