/** functions/providers/google/index.ts — Google as a provider: Data Portability API v1. */
import type { Provider, ProviderDependencies, ProviderManifest } from '../provider.ts';
import { createApi } from './api.ts';
import { authorizeUrl, groupsOf, signIns } from './authorize.ts';
import { BUNDLES } from './bundles.ts';
import { openClient } from './client.ts';
import { DATA_TYPES, DEFAULT_DATA_TYPES } from './data-types.ts';
import { attribute, isCandidate, isIndex } from './layout/attribute.ts';
import { createOAuth } from './oauth.ts';
import { readerOf } from './readers/index.ts';

/** What is known of Google without credentials. */
const manifest = {
  id: 'google',
  sourceType: 'google_portability',
  title: 'Google',
  permissionsUrl: 'https://myaccount.google.com/connections',
  dataTypes: DATA_TYPES,
  defaultDataTypes: DEFAULT_DATA_TYPES,
  bundles: BUNDLES,
  groupsOf: (dataType) => DATA_TYPES[dataType]?.groups ?? [],
  environment: {
    clientId: 'GOOGLE_OAUTH_CLIENT_ID',
    clientSecret: 'GOOGLE_OAUTH_CLIENT_SECRET',
    baseUrl: 'GOOGLE_BASE_URL',
  },
  consentFacts: [],
  signIns,
} as const satisfies ProviderManifest;

/**
 * Makes the provider. Nothing is asked of Google until a method is called.
 * @see https://developers.google.com/data-portability
 */
function create(dependencies: ProviderDependencies): Provider {
  const api = createApi(dependencies);
  const oauth = createOAuth(dependencies);
  return {
    ...manifest,
    authorizeUrl: (request) => authorizeUrl(dependencies, request),
    exchange: (exchange) => oauth.exchange(exchange),
    grantedGroups: groupsOf,
    open: (grant, keeper) => openClient({ ...dependencies, api, oauth }, grant, keeper),
    isIndex,
    isCandidate,
    attribute,
    reader: readerOf,
  };
}

export const google = { ...manifest, create } as const;
