/** functions/providers/tiktok/index.ts — TikTok as a provider: Data Portability API v2. */
import type { Provider, ProviderDependencies, ProviderManifest } from '../provider.ts';
import { createApi } from './api.ts';
import { attribute, isCandidate } from './attribute.ts';
import { authorizeUrl, grantedGroups, signIns } from './authorize.ts';
import { openClient } from './client.ts';
import { CONSENT_FACTS } from './consent-facts.ts';
import { BUNDLES, DATA_TYPES, DEFAULT_DATA_TYPES, groupsOf } from './data-types.ts';
import { createOAuth } from './oauth.ts';
import { readerOf } from './reader.ts';
import { receiver } from './webhook.ts';

/** What is known of TikTok without credentials. */
const manifest = {
  id: 'tiktok',
  sourceType: 'tiktok_portability',
  title: 'TikTok',
  permissionsUrl: 'https://www.tiktok.com/setting',
  dataTypes: DATA_TYPES,
  defaultDataTypes: DEFAULT_DATA_TYPES,
  bundles: BUNDLES,
  groupsOf,
  environment: {
    clientId: 'TIKTOK_CLIENT_KEY',
    clientSecret: 'TIKTOK_CLIENT_SECRET',
    baseUrl: 'TIKTOK_BASE_URL',
  },
  consentFacts: CONSENT_FACTS,
  notifies: true,
  signIns,
} as const satisfies ProviderManifest;

/**
 * Makes the provider. Nothing is asked of TikTok until a method is called.
 * @see https://developers.tiktok.com/doc/data-portability-api-get-started
 */
function create(dependencies: ProviderDependencies): Provider {
  const api = createApi(dependencies);
  const oauth = createOAuth(dependencies);
  return {
    ...manifest,
    authorizeUrl: (request) => authorizeUrl(dependencies, request),
    exchange: (exchange) => oauth.exchange(exchange),
    grantedGroups,
    open: (grant, keeper) => openClient({ ...dependencies, api, oauth }, grant, keeper),
    isIndex: () => false,
    isCandidate,
    attribute,
    reader: (dataType, reader, donationId) =>
      readerOf(dataType, reader, { donationId, secret: dependencies.clientSecret }),
    receive: receiver(dependencies),
  };
}

export const tiktok = { ...manifest, create } as const;
