/** functions/enabled-data-types.ts — the data types that studies may request in this deployment. */
import type { SourceType } from './core/donation.ts';
import { env } from './env.ts';
import { dataTypesNamed, PROVIDERS } from './providers/index.ts';

/**
 * The data types that studies may request here: those of the provider among what the operator named (data types,
 * bundles, or `all`), or its default set where the operator named nothing at all.
 */
export function enabledDataTypes(sourceType: SourceType): readonly string[] {
  const entry = PROVIDERS[sourceType];
  const named = env().DATAGIFT_DATA_TYPES;
  if (!named.length) return entry.defaultDataTypes;
  if (named.includes('all')) return Object.keys(entry.dataTypes);
  return [...new Set(named.flatMap((name) => dataTypesNamed(sourceType, name)))];
}
