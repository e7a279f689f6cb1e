/** functions/providers/google/index.ts — Google as a provider, as far as it is known without asking it. */
import type { ProviderFacts } from '../provider.ts';
import { authorizeUrl, groupsOf, signIns } from './authorize.ts';
import { BUNDLES } from './bundles.ts';
import { DATA_TYPES, DEFAULT_DATA_TYPES } from './data-types.ts';

/** @see https://developers.google.com/data-portability */
export const google: ProviderFacts = {
  id: 'google',
  sourceType: 'google_portability',
  title: 'Google',
  permissionsUrl: 'https://myaccount.google.com/connections',
  dataTypes: DATA_TYPES,
  defaultDataTypes: DEFAULT_DATA_TYPES,
  bundles: BUNDLES,
  groupsOf: (dataType) => DATA_TYPES[dataType]?.groups ?? [],
  consentFacts: () => [],
  signIns,
  authorizeUrl,
  grantedGroups: groupsOf,
};
