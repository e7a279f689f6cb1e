/** functions/store/provider-jobs.ts — which donations rely on a provider's job: they share one grant there. */
import { DAY_MS } from '../core/clock.ts';
import { hashToken } from '../core/token.ts';
import { deleteItem, putItem, queryItems, ttl } from './items.ts';
import { keys } from './table.ts';

/** Google deletes an export's archive after 14 days. */
const LIFETIME_MS = 15 * DAY_MS;

type Reliance = { readonly sk: string; readonly ttl: number };

/** Notes that a donation relies on a job. @param now milliseconds since the epoch */
export async function noteProviderJob(jobId: string, donationId: string, now: number): Promise<void> {
  await putItem(keys.providerJob(hashToken(jobId), donationId), { ttl: ttl(now + LIFETIME_MS) });
}

export async function forgetProviderJob(jobId: string, donationId: string): Promise<void> {
  await deleteItem(keys.providerJob(hashToken(jobId), donationId));
}

/** @returns the donations that rely on a job */
export async function donationsOfProviderJob(jobHash: string): Promise<readonly string[]> {
  const { pk } = keys.providerJob(jobHash, '');
  return (await queryItems<Reliance>(pk)).map(({ sk }) => sk);
}
