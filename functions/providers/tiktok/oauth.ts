/** functions/providers/tiktok/oauth.ts — codes for grants, fresh access tokens, and their end. */
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
import { failureOf } from './errors.ts';
import { parseExact } from './exact-json.ts';

const HOST = 'https://open.tiktokapis.com';

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: tokenLifetime,
  refresh_token: z.string().min(1).optional(),
  refresh_expires_in: tokenLifetime.optional(),
  scope: z.string().optional(),
  open_id: z.string().min(1).max(200).optional(),
});
type Tokens = z.infer<typeof tokens>;

const refusal = z.object({ error: z.string().min(1) });

/** @see https://developers.tiktok.com/doc/oauth-user-access-token-management */
export function createOAuth(dependencies: ProviderDependencies): OAuth {
  const { clock, clientId, clientSecret, baseUrl = HOST } = dependencies;
  const client = { client_key: clientId, client_secret: clientSecret };
  const postForm = formPoster(dependencies, parseExact);
  const post = (path: string, fields: Record<string, string>): Promise<Answer> =>
    postForm(`${baseUrl}/v2/oauth/${path}`, { ...client, ...fields });

  return {
    async exchange({ code, codeVerifier, redirectUri }) {
      const fields = {
        ...{ code, redirect_uri: redirectUri, code_verifier: codeVerifier },
        grant_type: 'authorization_code',
      };
      const granted = tokensIn(await post('token/', fields), 'exchange_refused');
      return { ...grantOf(given(granted), clock()), ...(granted.open_id && { subject: granted.open_id }) };
    },

    async refresh(grant) {
      if (!grant.refreshToken) throw new ProviderError('grant_lost', { cause: fault('no_refresh_token') });
      const fields = { refresh_token: grant.refreshToken, grant_type: 'refresh_token' };
      return grantOf(given(tokensIn(await post('token/', fields), 'grant_lost')), clock(), grant);
    },

    async revoke(grant) {
      const answer = await post('revoke/', { token: grant.accessToken });
      const error = refusalOf(answer);
      // Nothing is what TikTok answers; a page of something in between is no answer of its own.
      const isSaid =
        answer.data === '' || (typeof answer.data === 'object' && error === undefined && !failureOf(answer));
      if (answer.status === 200 && isSaid) return;
      if (error === 'invalid_grant' || failureOf(answer)?.code === 'access_token_invalid') return;
      throw toError(answer, 'refused');
    },
  };
}

const given = (granted: Tokens): Given => ({
  ...granted,
  grant_expires_in: granted.refresh_expires_in,
  // Parted by commas.
  scopes: granted.scope?.split(/[,\s]+/).filter(Boolean),
});

/** The tokens in an answer. An error can come with any status: the body is looked at first. */
function tokensIn(answer: Answer, dead: Dead): Tokens {
  const parsed = tokens.safeParse(answer.data);
  if (answer.status === 200 && refusalOf(answer) === undefined && parsed.success) return parsed.data;
  throw toError(answer, dead);
}

/** Errors that are TikTok's own: worth asking again. */
const PASSING = ['server_error', 'temporarily_unavailable'];

const toError = (answer: Answer, dead: Dead | 'refused'): ProviderError =>
  oauthError(answer, refusalOf(answer), dead, PASSING);

const refusalOf = ({ data }: Answer): string | undefined => refusal.safeParse(data).data?.error;
