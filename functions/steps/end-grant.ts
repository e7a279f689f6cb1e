/** functions/steps/end-grant.ts — ends a grant at the provider. */
import { StepError } from '../core/errors.ts';
import { type ProviderClient, ProviderError } from '../providers/provider.ts';

/** `dead`: it was gone already. `pending`: the provider does not answer; worth trying again. */
export type GrantEnd = 'done' | 'dead' | 'pending';

/**
 * A reset ends the grant and lets the provider drop its archives; where it is refused the tokens are revoked.
 * @param connect opens the client with a fresh access token
 * @throws StepError `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/authorization/reset
 */
export async function endGrant(connect: () => Promise<ProviderClient>): Promise<GrantEnd> {
  try {
    const client = await connect();
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
