/** functions/platform.ts — the providers as this deployment has them: credentials, hosts, enabled data types. */
import { SECOND_MS, systemClock } from './core/clock.ts';
import type { SourceType } from './core/donation.ts';
import { env, required } from './env.ts';
import { createProvider, dataTypesNamed, PROVIDERS, providerEntry } from './providers/index.ts';
import type { Provider } from './providers/provider.ts';

/**
 * The provider of a source type.
 * @throws AppError `invalid` when there is none; Error naming the variable when its credentials are not set
 */
export function platform(sourceType: SourceType): Provider {
  const { environment } = providerEntry(sourceType);
  const { [environment.baseUrl]: baseUrl, PROVIDER_TIMEOUT_SECONDS: seconds } = env();
  return createProvider(sourceType, {
    fetch: globalThis.fetch,
    clock: systemClock,
    ...(seconds && { timeoutMs: seconds * SECOND_MS }),
    clientId: required(environment.clientId),
    clientSecret: required(environment.clientSecret),
    ...(baseUrl && { baseUrl }),
  });
}

/**
 * The data types that studies may request here: those of the provider among what the operator named (data types,
 * bundles, or `all`), or its default set where the operator named nothing at all.
 */
export function enabledDataTypes(sourceType: SourceType): readonly string[] {
  const entry = PROVIDERS[sourceType];
  if (!entry) return [];
  const named = env().DATAGIFT_DATA_TYPES;
  if (!named.length) return entry.defaultDataTypes;
  if (named.includes('all')) return Object.keys(entry.dataTypes);
  return [...new Set(named.flatMap((name) => dataTypesNamed(sourceType, name)))];
}
