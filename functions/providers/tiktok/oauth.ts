/** functions/providers/tiktok/oauth.ts — codes for grants, fresh access tokens, and their end. */
import * as z from 'zod';
import { SECOND_MS, toTimestamp } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { type CodeExchange, DEFAULT_TIMEOUT_MS, type ProviderDependencies, ProviderError } from '../provider.ts';
import { type Answer, fault, noAnswer, retryAfter } from '../transport/answer.ts';
import { failureOf } from './errors.ts';
import { parseExact } from './exact-json.ts';

const HOST = 'https://open.tiktokapis.com';

/** No token lives longer: a hundred years; beyond some 270,000 there is no date. */
const lifetime = z
  .number()
  .positive()
  .max(100 * 366 * 24 * 3600);

const tokens = z.object({
  access_token: z.string().min(1),
  expires_in: lifetime,
  refresh_token: z.string().min(1).optional(),
  refresh_expires_in: lifetime.optional(),
  scope: z.string().optional(),
  open_id: z.string().min(1).max(200).optional(),
});
type Tokens = z.infer<typeof tokens>;

const refusal = z.object({ error: z.string().min(1) });

/** What TikTok's OAuth endpoints do for us. Every method throws `ProviderError`. */
export type OAuth = {
  /** Swaps a code for a grant. @throws ProviderError `exchange_refused` when the code is no good */
  exchange(exchange: CodeExchange): Promise<Grant>;
  /** Gets a new access token, and maybe a new refresh token. @throws ProviderError `grant_lost` when it is dead */
  refresh(grant: Grant): Promise<Grant>;
  /** Revokes the grant; a token that is dead already counts as revoked. */
  revoke(grant: Grant): Promise<void>;
};

/** @see https://developers.tiktok.com/doc/oauth-user-access-token-management */
export function createOAuth({
  fetch,
  clock,
  clientId,
  clientSecret,
  baseUrl,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: ProviderDependencies): OAuth {
  const client = { client_key: clientId, client_secret: clientSecret };

  async function post(path: string, fields: Record<string, string>): Promise<Answer> {
    try {
      const response = await fetch(`${baseUrl ?? HOST}/v2/oauth/${path}`, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams({ ...client, ...fields }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return {
        ...{ status: response.status, data: parseExact(text) ?? text },
        retryAfterSeconds: retryAfter(response.headers.get('retry-after'), clock()),
      };
    } catch (error) {
      throw noAnswer(error);
    }
  }

  const ends = (seconds: number): string => toTimestamp(clock() + seconds * SECOND_MS);

  return {
    async exchange({ code, codeVerifier, redirectUri }) {
      const fields = {
        ...{ code, redirect_uri: redirectUri, code_verifier: codeVerifier },
        grant_type: 'authorization_code',
      };
      const granted = tokensIn(await post('token/', fields), 'exchange_refused');
      return {
        accessToken: granted.access_token,
        accessExpiresAt: ends(granted.expires_in),
        scopes: scopesOf(granted) ?? [],
        ...(granted.refresh_token && { refreshToken: granted.refresh_token }),
        ...(granted.refresh_expires_in && { grantExpiresAt: ends(granted.refresh_expires_in) }),
        ...(granted.open_id && { subject: granted.open_id }),
      };
    },

    async refresh(grant) {
      if (!grant.refreshToken) throw new ProviderError('grant_lost', { cause: fault('no_refresh_token') });
      const fields = { refresh_token: grant.refreshToken, grant_type: 'refresh_token' };
      const fresh = tokensIn(await post('token/', fields), 'grant_lost');
      return {
        ...grant,
        accessToken: fresh.access_token,
        accessExpiresAt: ends(fresh.expires_in),
        scopes: scopesOf(fresh) ?? grant.scopes,
        ...(fresh.refresh_token && { refreshToken: fresh.refresh_token }),
        ...(fresh.refresh_expires_in && { grantExpiresAt: ends(fresh.refresh_expires_in) }),
      };
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

/** Parted by commas. */
const scopesOf = ({ scope }: Tokens): readonly string[] | undefined =>
  scope
    ?.split(/[,\s]+/)
    .map((each) => each.trim())
    .filter(Boolean);

type Dead = 'exchange_refused' | 'grant_lost';

/** The tokens in an answer. An error can come with any status: the body is looked at first. */
function tokensIn(answer: Answer, dead: Dead): Tokens {
  const parsed = tokens.safeParse(answer.data);
  if (answer.status === 200 && refusalOf(answer) === undefined && parsed.success) return parsed.data;
  throw toError(answer, dead);
}

/** Errors that are TikTok's own: worth asking again. */
const PASSING = ['server_error', 'temporarily_unavailable'];

function toError(answer: Answer, dead: Dead | 'refused'): ProviderError {
  const { status, retryAfterSeconds } = answer;
  const cause = fault(`http_${status}`);
  const error = refusalOf(answer);
  if (error === undefined || PASSING.includes(error) || status >= 500 || status === 429) {
    return new ProviderError('unavailable', { cause, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }
  // Anything else than invalid_grant is a mistake of ours (client, redirect URI): the participant's grant may well live.
  const lost = dead === 'exchange_refused' || error === 'invalid_grant';
  return new ProviderError(lost ? dead : 'refused', { cause });
}

const refusalOf = ({ data }: Answer): string | undefined => refusal.safeParse(data).data?.error;
