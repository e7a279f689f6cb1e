/** functions/steps/end-grant.ts — ends grants at the provider. */
import { StepError } from '../core/errors.ts';
import { ProviderError } from '../providers/provider.ts';
import type { OpenGrant } from './step.ts';

/** `dead`: all were gone already. `pending`: the provider does not answer; worth trying again. */
export type GrantEnd = 'done' | 'dead' | 'pending';

/**
 * Ends grants one by one: the first reset may have ended the others, too, which then are dead.
 * @param before is called before each
 * @throws StepError `Superseded`
 */
export async function endGrants(grants: readonly OpenGrant[], before: () => Promise<unknown>): Promise<GrantEnd> {
  const ends: GrantEnd[] = [];
  for (const grant of grants) ends.push(await endGrant(grant, before));
  if (ends.includes('pending')) return 'pending';
  return ends.includes('done') ? 'done' : 'dead';
}

/**
 * A reset ends the grant and lets the provider drop its archives; where it is refused the tokens are revoked.
 * @see https://developers.google.com/data-portability/reference/rest/v1/authorization/reset
 */
async function endGrant({ client, refresh }: OpenGrant, before: () => Promise<unknown>): Promise<GrantEnd> {
  try {
    await refresh();
    await before();
    await client.reset().catch((error: unknown) => {
      if (error instanceof ProviderError && error.code === 'refused') return client.revoke();
      throw error;
    });
    return 'done';
  } catch (error) {
    if (isLost(error)) return 'dead';
    if (error instanceof ProviderError) return 'pending';
    throw error;
  }
}

const isLost = (error: unknown): boolean =>
  (error instanceof StepError && error.name === 'GrantLost') ||
  (error instanceof ProviderError && error.code === 'grant_lost');
