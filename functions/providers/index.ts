/** functions/providers/index.ts — the registry of what is known of each provider: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { google } from './google/index.ts';
import type { ProviderFacts } from './provider.ts';
import { tiktok } from './tiktok/index.ts';

/** By source type. */
export const PROVIDERS: Readonly<Record<SourceType, ProviderFacts>> = {
  google_portability: google,
  tiktok_portability: tiktok,
};

export const providerOf = (sourceType: SourceType): ProviderFacts => PROVIDERS[sourceType];

/** The data types that a name stands for: itself, or those of a bundle; none where it is neither. */
export function dataTypesNamed(sourceType: SourceType, name: string): readonly string[] {
  const entry = PROVIDERS[sourceType];
  if (Object.hasOwn(entry.dataTypes, name)) return [name];
  return Object.hasOwn(entry.bundles, name) ? (entry.bundles[name] ?? []) : [];
}
