/** functions/api/oauth/give-back.ts — ends a new grant that nobody needs. */
import type { Grant } from '../../core/grant.ts';
import { type Provider, ProviderError } from '../../providers/provider.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { donationsOfSession } from '../../store/sessions.ts';

/**
 * Revokes the grant, unless another donation of the session is being fetched: a revocation acts on all that a person
 * granted to this service. Left alone, or when the provider does not answer, the grant ends by itself: its tokens are
 * kept nowhere.
 * @throws nothing of the provider's
 */
export async function giveBack(provider: Provider, grant: Grant, sessionHash: string): Promise<void> {
  const underWay = await Promise.all((await donationsOfSession(sessionHash)).map(isUnderWay));
  if (underWay.includes(true)) return;
  try {
    await provider.open(grant).revoke();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}

async function isUnderWay(donationId: string): Promise<boolean> {
  const stored = await lookUpDonation(donationId);
  return stored !== undefined && !isTombstone(stored) && ['authorized', 'processing'].includes(stored.status);
}
