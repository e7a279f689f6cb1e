/** functions/providers/google/oauth.ts — codes for grants, fresh access tokens, and their end. */
import * as z from 'zod';
import { SECOND_MS, toTimestamp } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { type CodeExchange, DEFAULT_TIMEOUT_MS, type ProviderDependencies, ProviderError } from '../provider.ts';
import { fault, noAnswer, retryAfter } from '../transport/answer.ts';

const HOST = 'https://oauth2.googleapis.com';

/** No token lives longer: a hundred years; beyond some 270,000 there is no date. */
const lifetime = z
  .number()
  .positive()
  .max(100 * 366 * 24 * 3600);

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: lifetime,
  refresh_token: z.string().min(1).optional(),
  refresh_token_expires_in: lifetime.optional(),
  scope: z.string().optional(),
});
type Tokens = z.infer<typeof tokens>;

const refusal = z.object({ error: z.string() });

/** What Google's OAuth endpoints do for us. Every method throws `ProviderError`. */
export type OAuth = {
  /** Swaps a code for a grant. @throws ProviderError `exchange_refused` when the code or its verifier is no good */
  exchange(exchange: CodeExchange): Promise<Grant>;
  /** Gets a new access token. @throws ProviderError `grant_lost` when the refresh token is absent or dead */
  refresh(grant: Grant): Promise<Grant>;
  /** Revokes the grant; a token that is dead already counts as revoked. */
  revoke(grant: Grant): Promise<void>;
};

type Response = { readonly status: number; readonly data: unknown; readonly retryAfterSeconds: number | undefined };

/**
 * By plain fetch: the auth library would put the token to revoke into the URL and take its own clock.
 * @see https://developers.google.com/identity/protocols/oauth2/web-server
 */
export function createOAuth({
  fetch,
  clock,
  clientId,
  clientSecret,
  baseUrl,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: ProviderDependencies): OAuth {
  const client = { client_id: clientId, client_secret: clientSecret };

  async function post(path: string, fields: Record<string, string>): Promise<Response> {
    try {
      const response = await fetch((baseUrl ?? HOST) + path, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(fields),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const data = jsonOf(await response.text());
      return {
        status: response.status,
        data,
        retryAfterSeconds: retryAfter(response.headers.get('retry-after'), clock()),
      };
    } catch (error) {
      throw noAnswer(error);
    }
  }

  const ends = (seconds: number): string => toTimestamp(clock() + seconds * SECOND_MS);

  return {
    async exchange({ code, codeVerifier, redirectUri }) {
      const fields = { ...client, code, code_verifier: codeVerifier, redirect_uri: redirectUri };
      const response = await post('/token', { ...fields, grant_type: 'authorization_code' });
      const granted = tokensIn(response, 'exchange_refused');
      return {
        accessToken: granted.access_token,
        accessExpiresAt: ends(granted.expires_in),
        scopes: scopesOf(granted) ?? [],
        ...(granted.refresh_token && { refreshToken: granted.refresh_token }),
        ...(granted.refresh_token_expires_in && { grantExpiresAt: ends(granted.refresh_token_expires_in) }),
      };
    },

    async refresh(grant) {
      if (!grant.refreshToken) throw new ProviderError('grant_lost', { cause: fault('no_refresh_token') });
      const fields = { ...client, refresh_token: grant.refreshToken, grant_type: 'refresh_token' };
      const fresh = tokensIn(await post('/token', fields), 'grant_lost');
      return {
        ...grant,
        accessToken: fresh.access_token,
        accessExpiresAt: ends(fresh.expires_in),
        scopes: scopesOf(fresh) ?? grant.scopes,
        ...(fresh.refresh_token && { refreshToken: fresh.refresh_token }),
        ...(fresh.refresh_token_expires_in && { grantExpiresAt: ends(fresh.refresh_token_expires_in) }),
      };
    },

    async revoke(grant) {
      const response = await post('/revoke', { token: grant.refreshToken ?? grant.accessToken });
      if (response.status === 200) return;
      if (response.status === 400 && refusalOf(response) === 'invalid_token') return;
      throw toError(response, 'refused');
    },
  };
}

const scopesOf = ({ scope }: Tokens): readonly string[] | undefined => scope?.split(' ').filter(Boolean);

/** The tokens in an answer. @throws ProviderError `refused` is thrown as `dead` where the code or token is refused */
function tokensIn(response: Response, dead: 'exchange_refused' | 'grant_lost'): Tokens {
  const parsed = tokens.safeParse(response.data);
  if (response.status === 200 && parsed.success) return parsed.data;
  throw toError(response, dead);
}

function toError(response: Response, dead: 'exchange_refused' | 'grant_lost' | 'refused'): ProviderError {
  const error = refusalOf(response);
  const cause = fault(`http_${response.status}`);
  if (error === undefined || response.status >= 500 || response.status === 429) {
    const { retryAfterSeconds } = response;
    return new ProviderError('unavailable', { cause, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }
  // Anything else than invalid_grant is a mistake of ours (client, redirect URI): the participant's grant may well live.
  const lost = dead === 'exchange_refused' || error === 'invalid_grant';
  return new ProviderError(lost ? dead : 'refused', { cause });
}

const refusalOf = ({ status, data }: Response): string | undefined =>
  status >= 400 ? refusal.safeParse(data).data?.error : undefined;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
