/** functions/providers/index.ts — the registry of what is known of each provider: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { available } from './available.ts';
import { google } from './google/index.ts';
import type { ProviderFacts } from './provider.ts';
import { tiktok } from './tiktok/index.ts';

/** By source type; a source type without an entry is not available yet. */
export const PROVIDERS: Readonly<Partial<Record<SourceType, ProviderFacts>>> = {
  google_portability: google,
  tiktok_portability: tiktok,
};

/** @throws AppError `invalid` (field `source_type`) when there is none */
export const providerOf = (sourceType: SourceType): ProviderFacts => available(PROVIDERS, sourceType);

/** The data types that a name stands for: itself, or those of a bundle; none where it is neither. */
export function dataTypesNamed(sourceType: SourceType, name: string): readonly string[] {
  const entry = PROVIDERS[sourceType];
  if (!entry) return [];
  if (Object.hasOwn(entry.dataTypes, name)) return [name];
  return Object.hasOwn(entry.bundles, name) ? (entry.bundles[name] ?? []) : [];
}
