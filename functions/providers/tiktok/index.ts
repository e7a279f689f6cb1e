/** functions/providers/tiktok/index.ts — TikTok as a provider, as far as it is known without asking it. */
import type { ProviderFacts } from '../provider.ts';
import { authorizeUrl, grantedGroups, signIns } from './authorize.ts';
import { consentFacts } from './consent-facts.ts';
import { BUNDLES, DATA_TYPES, DEFAULT_DATA_TYPES, groupsOf } from './data-types.ts';

/** @see https://developers.tiktok.com/doc/data-portability-api-get-started */
export const tiktok: ProviderFacts = {
  id: 'tiktok',
  sourceType: 'tiktok_portability',
  title: 'TikTok',
  permissionsUrl: 'https://www.tiktok.com/setting',
  dataTypes: DATA_TYPES,
  defaultDataTypes: DEFAULT_DATA_TYPES,
  bundles: BUNDLES,
  groupsOf,
  consentFacts,
  notifies: true,
  signIns,
  authorizeUrl,
  grantedGroups,
};
