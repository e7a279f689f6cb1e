/** functions/providers/create.ts — the registry of providers that can be asked: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { available } from './available.ts';
import { createGoogle } from './google/create.ts';
import type { Provider, ProviderDependencies } from './provider.ts';
import { createTikTok } from './tiktok/create.ts';

const CREATE: Readonly<Partial<Record<SourceType, (dependencies: ProviderDependencies) => Provider>>> = {
  google_portability: createGoogle,
  tiktok_portability: createTikTok,
};

/**
 * Makes the provider of a source type.
 * @throws AppError `invalid` (field `source_type`) when there is none
 */
export function createProvider(sourceType: SourceType, dependencies: ProviderDependencies): Provider {
  return available(CREATE, sourceType)(dependencies);
}
