/** functions/platform.ts — the providers as this deployment can ask them. */
import { application } from './application.ts';
import { SECOND_MS, systemClock } from './core/clock.ts';
import type { SourceType } from './core/donation.ts';
import { env } from './env.ts';
import { createProvider } from './providers/create.ts';
import type { Provider } from './providers/provider.ts';

/**
 * The provider of a source type.
 * @throws AppError `invalid` when there is none; `not_configured` when its credentials are not set
 */
export async function platform(sourceType: SourceType): Promise<Provider> {
  const { PROVIDER_TIMEOUT_SECONDS: seconds } = env();
  return createProvider(sourceType, {
    ...(await application(sourceType)),
    fetch: globalThis.fetch,
    clock: systemClock,
    ...(seconds && { timeoutMs: seconds * SECOND_MS }),
  });
}
