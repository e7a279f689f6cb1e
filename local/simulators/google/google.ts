/** local/simulators/google/google.ts — Google's hosts under one path: consent page, tokens, the API, signed storage. */
import { type Asked, json, type Pending, settled } from '../reply.ts';
import type { State } from '../state.ts';
import { createApi } from './api.ts';
import { createArchives } from './archives.ts';
import { createAuthorize } from './authorize.ts';
import { createStorage } from './storage.ts';
import { createTokens } from './tokens.ts';

/** @param home where generated archives are kept */
export function createGoogle(state: State, home: string) {
  const authorize = createAuthorize(state);
  const tokens = createTokens(state);
  const archives = createArchives(home);
  const storage = createStorage(state, archives);
  const api = createApi(state, storage);
  return {
    answer(asked: Asked): Pending {
      const path = asked.url.pathname.replace(/^\/google/, '');
      const call = `${asked.method} ${path}`;
      if (call === 'GET /o/oauth2/v2/auth') return settled(authorize.page(asked));
      if (call === 'POST /o/oauth2/v2/auth') return settled(authorize.decide(asked));
      if (call === 'POST /token') return tokens.issue(asked);
      if (call === 'POST /revoke') return tokens.revoke(asked);
      if (path.startsWith('/storage/')) return storage.read(asked);
      if (path.startsWith('/v1/')) return api.answer(asked, path);
      return settled(json(404, { error: { code: 404, message: 'Not found', status: 'NOT_FOUND' } }));
    },
  };
}
