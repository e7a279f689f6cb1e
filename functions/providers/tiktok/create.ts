/** functions/providers/tiktok/create.ts — TikTok as a provider that can be asked: Data Portability API v2. */
import type { Provider, ProviderDependencies } from '../provider.ts';
import { createApi } from './api.ts';
import { openClient } from './client.ts';
import { tiktok } from './index.ts';
import { createOAuth } from './oauth.ts';
import { receiver } from './webhook.ts';

/** Nothing is asked of TikTok until a method is called. */
export function createTikTok(dependencies: ProviderDependencies): Provider {
  const api = createApi(dependencies);
  const oauth = createOAuth(dependencies);
  return {
    ...tiktok,
    exchange: (exchange) => oauth.exchange(exchange),
    open: (grant, keeper) => openClient({ ...dependencies, api, oauth }, grant, keeper),
    receive: receiver(dependencies),
  };
}
