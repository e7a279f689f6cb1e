/** functions/providers/google/create.ts — Google as a provider that can be asked: Data Portability API v1. */
import type { Provider, ProviderDependencies } from '../provider.ts';
import { createApi } from './api.ts';
import { openClient } from './client.ts';
import { google } from './index.ts';
import { createOAuth } from './oauth.ts';

/** Nothing is asked of Google until a method is called. */
export function createGoogle(dependencies: ProviderDependencies): Provider {
  const api = createApi(dependencies);
  const oauth = createOAuth(dependencies);
  return {
    ...google,
    exchange: (exchange) => oauth.exchange(exchange),
    open: (grant, keeper) => openClient({ ...dependencies, api, oauth }, grant, keeper),
  };
}
