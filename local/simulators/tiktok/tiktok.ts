/** local/simulators/tiktok/tiktok.ts — TikTok's hosts under one path: consent page, tokens, the API, calls to applications. */
import type { Clock } from '../../../functions/core/clock.ts';
import { type Asked, json, type Pending, settled } from '../reply.ts';
import type { State } from '../state.ts';
import { createArchives } from './archives.ts';
import { createAuthorize } from './authorize.ts';
import { createRequests } from './requests.ts';
import { createTokens, endAccess } from './tokens.ts';
import { createWebhooks } from './webhooks.ts';

const REMOVED_BY_PERSON = 1;

/** @param home where generated archives are kept */
export function createTikTok(state: State, home: string, clock: Clock) {
  const webhooks = createWebhooks(state, clock);
  const authorize = createAuthorize(state);
  const tokens = createTokens(state, webhooks.notify);
  const requests = createRequests(state, createArchives(home), webhooks.notify);
  return {
    answer(asked: Asked): Pending {
      const path = asked.url.pathname.replace(/^\/tiktok/, '');
      const call = `${asked.method} ${path}`;
      if (call === 'GET /v2/auth/authorize/') return settled(authorize.page(asked));
      if (call === 'POST /v2/auth/authorize/') return settled(authorize.decide(asked));
      if (call === 'POST /v2/oauth/token/' || call === 'POST /v2/oauth/revoke/') return tokens(path, asked);
      if (path.startsWith('/v2/user/data/')) return requests.answer(asked, path.slice('/v2/user/data/'.length));
      return settled(
        json(404, { data: {}, error: { code: 'invalid_params', message: 'Unsupported path.', log_id: '' } }),
      );
    },
    /** What a person does on TikTok's own page of permissions. */
    removeAccess(account: string, now: number) {
      const live = state.memory.tiktok.grants.filter((grant) => grant.account === account && !grant.revoked);
      for (const client of new Set(live.map((grant) => grant.client))) {
        endAccess(state, { account, client }, REMOVED_BY_PERSON, webhooks.notify, now);
      }
    },
    finish: requests.finish,
    callAt: webhooks.callAt,
    close: webhooks.close,
  };
}
