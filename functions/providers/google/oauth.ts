/** functions/providers/google/oauth.ts — codes for grants, fresh access tokens, and their end. */
import * as z from 'zod';
import { type ProviderDependencies, ProviderError } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';
import {
  type Dead,
  formPoster,
  type Given,
  grantOf,
  type OAuth,
  oauthError,
  tokenLifetime,
} from '../transport/oauth.ts';

const HOST = 'https://oauth2.googleapis.com';

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: tokenLifetime,
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: tokenLifetime.optional(),
  scope: z.string().optional(),
});
type Tokens = z.infer<typeof tokens>;

const refusal = z.object({ error: z.string() });

/**
 * By plain fetch: the auth library would put the token to revoke into the URL and take its own clock.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function createOAuth(dependencies: ProviderDependencies): OAuth {
  const { clock, clientId, clientSecret, baseUrl = HOST } = dependencies;
  const client = { client_id: clientId, client_secret: clientSecret };
  const postForm = formPoster(dependencies, jsonOf);
  const post = (path: string, fields: Record<string, string>): Promise<Answer> => postForm(baseUrl + path, fields);

  return {
    async exchange({ code, codeVerifier, redirectUri }) {
      const fields = { ...client, code, code_verifier: codeVerifier, redirect_uri: redirectUri };
      const response = await post('/token', { ...fields, grant_type: 'authorization_code' });
      const granted = tokensIn(response, 'exchange_refused');
      return grantOf(given(granted), clock());
    },

    async refresh(grant) {
      if (!grant.refreshToken) throw new ProviderError('grant_lost', { cause: fault('no_refresh_token') });
      const fields = { ...client, refresh_token: grant.refreshToken, grant_type: 'refresh_token' };
      return grantOf(given(tokensIn(await post('/token', fields), 'grant_lost')), clock(), grant);
    },

    async revoke(grant) {
      const response = await post('/revoke', { token: grant.refreshToken ?? grant.accessToken });
      if (response.status === 200) return;
      if (response.status === 400 && refusalOf(response) === 'invalid_token') return;
      throw toError(response, 'refused');
    },
  };
}

const given = (granted: Tokens): Given => ({
  ...granted,
  grant_expires_in: granted.refresh_token_expires_in,
  scopes: granted.scope?.split(' ').filter(Boolean),
});

/** The tokens in an answer. @throws ProviderError `refused` is thrown as `dead` where the code or token is refused */
function tokensIn(response: Answer, dead: Dead): Tokens {
  const parsed = tokens.safeParse(response.data);
  if (response.status === 200 && parsed.success) return parsed.data;
  throw toError(response, dead);
}

const toError = (answer: Answer, dead: Dead | 'refused'): ProviderError => oauthError(answer, refusalOf(answer), dead);

const refusalOf = ({ status, data }: Answer): string | undefined =>
  status >= 400 ? refusal.safeParse(data).data?.error : undefined;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
