/** functions/steps/siblings.ts — other donations of the same browser session, which share its grant at the provider. */
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { listJobs } from '../store/jobs.ts';
import { donationsOfSession } from '../store/sessions.ts';

/**
 * The donations of a session that are between authorized and downloaded: a reset or revocation would take their
 * grant away.
 * @param except the donation that asks
 */
export async function busySiblings(sessionHash: string | undefined, except: string): Promise<readonly string[]> {
  if (!sessionHash) return [];
  const ids = (await donationsOfSession(sessionHash)).filter((id) => id !== except);
  const busy = await Promise.all(ids.map(needsGrant));
  return ids.filter((_, at) => busy[at]);
}

async function needsGrant(id: string): Promise<boolean> {
  const donation = await lookUpDonation(id);
  if (!donation || isTombstone(donation)) return false;
  if (donation.status === 'authorized') return true;
  if (donation.status !== 'processing') return false;
  const jobs = await listJobs(id, donation.execution);
  return !jobs.length || jobs.some(({ state }) => ['waiting', 'initiating', 'open', 'complete'].includes(state));
}
