/** functions/providers/tiktok/errors.ts — what TikTok answers, as the closed list of provider errors. */
import * as z from 'zod';
import { ProviderError, type ProviderErrorCode } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';

const envelope = z.object({
  error: z.object({ code: z.string(), http_status_code: z.number().optional().catch(undefined) }),
});

/** TikTok's own word for what went wrong. It can come with any HTTP status, 200 included. */
export type Failure = { readonly code: string; readonly status: number };

/**
 * The error in an answer.
 * @returns undefined where the answer says that all is well, or nothing in TikTok's form
 * @see https://developers.tiktok.com/doc/tiktok-api-v2-error-handling
 */
export function failureOf({ data, status }: Answer): Failure | undefined {
  const parsed = envelope.safeParse(data);
  if (!parsed.success || parsed.data.error.code === 'ok') return undefined;
  const { code, http_status_code } = parsed.data.error;
  return { code, status: http_status_code ?? status };
}

/** An answer of the API that says so itself; a good status alone tells nothing. */
export const isSuccess = (answer: Answer): boolean =>
  answer.status >= 200 && answer.status < 300 && typeof answer.data === 'object' && !failureOf(answer);

/** Whether the access token is no good (any more); a scope that is missing comes with 401, too. */
export function isTokenRefused(answer: Answer): boolean {
  const failure = failureOf(answer);
  return failure ? failure.code === 'access_token_invalid' : answer.status === 401;
}

/** What a call is about: it decides what wrong parameters mean. */
export type Subject = 'group' | 'job';

const CODES: Readonly<Record<string, ProviderErrorCode>> = {
  access_token_invalid: 'grant_lost',
  scope_not_authorized: 'not_granted',
  scope_permission_missed: 'not_granted',
  rate_limit_exceeded: 'unavailable',
  internal_error: 'unavailable',
};

/** Maps an answer that is no success. */
export function toProviderError(answer: Answer, subject: Subject): ProviderError {
  const { retryAfterSeconds } = answer;
  return new ProviderError(codeOf(answer, subject), {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    cause: fault(`http_${answer.status}`),
  });
}

function codeOf(answer: Answer, subject: Subject): ProviderErrorCode {
  const failure = failureOf(answer);
  const known = failure && Object.hasOwn(CODES, failure.code) ? CODES[failure.code] : undefined;
  if (known) return known;
  // Of a request, TikTok says only that its id is incorrect: an export that is gone, or never was.
  if (failure?.code === 'invalid_params') return subject === 'job' ? 'job_gone' : 'refused';
  const status = failure?.status ?? answer.status;
  if (status === 401) return 'grant_lost';
  // What is not in TikTok's form comes from something in between: a proxy, a captive portal, an error page.
  if (!failure && typeof answer.data !== 'object') return 'unavailable';
  if (status === 404 && subject === 'job') return 'job_gone';
  return status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status) ? 'refused' : 'unavailable';
}
