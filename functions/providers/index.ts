/** functions/providers/index.ts — the registry: one line a provider. */
import type { SourceType } from '../core/donation.ts';
import { AppError } from '../core/errors.ts';
import { google } from './google/index.ts';
import type { Provider, ProviderDependencies, ProviderManifest } from './provider.ts';
import { tiktok } from './tiktok/index.ts';

/** What is known of a provider without credentials, and how it is made. */
export type ProviderEntry = ProviderManifest & { create(dependencies: ProviderDependencies): Provider };

/** By source type; a source type without an entry is not available yet. */
export const PROVIDERS: Readonly<Partial<Record<SourceType, ProviderEntry>>> = {
  google_portability: google,
  tiktok_portability: tiktok,
};

/** The data types that a name stands for: itself, or those of a bundle; none where it is neither. */
export function dataTypesNamed(sourceType: SourceType, name: string): readonly string[] {
  const entry = PROVIDERS[sourceType];
  if (!entry) return [];
  if (Object.hasOwn(entry.dataTypes, name)) return [name];
  return Object.hasOwn(entry.bundles, name) ? (entry.bundles[name] ?? []) : [];
}

/** @throws AppError `invalid` (field `source_type`) when there is none */
export function providerEntry(sourceType: SourceType): ProviderEntry {
  const entry = PROVIDERS[sourceType];
  if (!entry) throw new AppError('invalid', { errors: { source_type: [`${sourceType} is not available yet.`] } });
  return entry;
}

/**
 * Makes the provider of a source type.
 * @throws AppError `invalid` (field `source_type`) when there is none
 */
export const createProvider = (sourceType: SourceType, dependencies: ProviderDependencies): Provider =>
  providerEntry(sourceType).create(dependencies);
