/** functions/providers/create.ts — the registry of providers that can be asked: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { createGoogle } from './google/create.ts';
import type { Provider, ProviderDependencies } from './provider.ts';
import { createTikTok } from './tiktok/create.ts';

const CREATE: Readonly<Record<SourceType, (dependencies: ProviderDependencies) => Provider>> = {
  google_portability: createGoogle,
  tiktok_portability: createTikTok,
};

/** Makes the provider of a source type. */
export function createProvider(sourceType: SourceType, dependencies: ProviderDependencies): Provider {
  return CREATE[sourceType](dependencies);
}
