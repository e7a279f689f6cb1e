/** functions/providers/transport/oauth.ts — what OAuth with any provider takes: forms, the lifetime of tokens, refusals. */
import * as z from 'zod';
import { SECOND_MS, toTimestamp } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { type CodeExchange, DEFAULT_TIMEOUT_MS, type ProviderDependencies, ProviderError } from '../provider.ts';
import { type Answer, fault, noAnswer, retryAfter } from './answer.ts';

/** What a provider's OAuth endpoints do for us. Every method throws `ProviderError`. */
export type OAuth = {
  /** Swaps a code for a grant. @throws ProviderError `exchange_refused` when the code or its verifier is no good */
  exchange(exchange: CodeExchange): Promise<Grant>;
  /** Gets a new access token, and maybe a new refresh token. @throws ProviderError `grant_lost` when it is absent or dead */
  refresh(grant: Grant): Promise<Grant>;
  /** Revokes the grant; a token that is dead already counts as revoked. */
  revoke(grant: Grant): Promise<void>;
};

/** Seconds. No token lives longer: a hundred years; beyond some 270,000 there is no date. */
export const tokenLifetime = z
  .number()
  .positive()
  .max(100 * 366 * 24 * 3600);

/**
 * Posts forms.
 * @param parse gives undefined for what is no JSON: the answer then holds the text
 * @returns a function whose answer comes with any status, and which throws ProviderError `unavailable` without one
 */
export function formPoster(
  { fetch, clock, timeoutMs = DEFAULT_TIMEOUT_MS }: Pick<ProviderDependencies, 'fetch' | 'clock' | 'timeoutMs'>,
  parse: (text: string) => unknown,
) {
  return async (url: string, fields: Readonly<Record<string, string>>): Promise<Answer> => {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { accept: 'application/json' },
        body: new URLSearchParams(fields),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      return {
        ...{ status: response.status, data: parse(text) ?? text },
        retryAfterSeconds: retryAfter(response.headers.get('retry-after'), clock()),
      };
    } catch (error) {
      throw noAnswer(error);
    }
  };
}

/** Tokens as a provider gave them. Times are seconds from now. */
export type Given = {
  readonly access_token: string;
  readonly expires_in: number;
  readonly refresh_token?: string | undefined;
  /** Until the grant ends. */
  readonly grant_expires_in?: number | undefined;
  readonly scopes: readonly string[] | undefined;
};

/** The grant that tokens make; what they do not tell is as it was before. @param now milliseconds since the epoch */
export function grantOf(given: Given, now: number, before?: Grant): Grant {
  const ends = (seconds: number): string => toTimestamp(now + seconds * SECOND_MS);
  return {
    ...before,
    accessToken: given.access_token,
    accessExpiresAt: ends(given.expires_in),
    scopes: given.scopes ?? before?.scopes ?? [],
    ...(given.refresh_token && { refreshToken: given.refresh_token }),
    ...(given.grant_expires_in && { grantExpiresAt: ends(given.grant_expires_in) }),
  };
}

/** What a refused token means, by what it was wanted for. */
export type Dead = 'exchange_refused' | 'grant_lost';

/**
 * Maps an answer that gave no tokens.
 * @param error the provider's own word for it; undefined where the answer is not in OAuth's form
 * @param passing words of faults that are the provider's own: worth asking again
 */
export function oauthError(
  { status, retryAfterSeconds }: Answer,
  error: string | undefined,
  dead: Dead | 'refused',
  passing: readonly string[] = [],
): ProviderError {
  const cause = fault(`http_${status}`);
  if (error === undefined || passing.includes(error) || status >= 500 || status === 429) {
    return new ProviderError('unavailable', { cause, ...(retryAfterSeconds !== undefined && { retryAfterSeconds }) });
  }
  // Anything else than invalid_grant is a mistake of ours (client, redirect URI): the participant's grant may well live.
  const lost = dead === 'exchange_refused' || error === 'invalid_grant';
  return new ProviderError(lost ? dead : 'refused', { cause });
}
