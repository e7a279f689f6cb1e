/** functions/providers/google/authorize.ts — the way to Google's consent page, and what came back granted. */
import type { AuthorizeRequest } from '../provider.ts';

const SCOPE_PREFIX = 'https://www.googleapis.com/auth/dataportability.';

/** @param group a resource group, e.g. `myactivity.youtube` @returns its OAuth scope */
export const scopeOf = (group: string): string => SCOPE_PREFIX + group;

/** The resource groups among the scopes; scopes of other products are passed over. */
export const groupsOf = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => scope.startsWith(SCOPE_PREFIX)).map((scope) => scope.slice(SCOPE_PREFIX.length));

/** Beside the scopes an address takes about 500 characters; 2,000 in all are short enough for whoever handles it. */
const MAX_SCOPES_LENGTH = 1400;

/**
 * Divides groups among sign-ins whose addresses are short enough; Google answers 400 to longer ones.
 * @see https://developers.google.com/data-portability/user-guide/troubleshooting
 */
export function signIns(groups: readonly string[]): readonly (readonly string[])[] {
  const divided: string[][] = [];
  let length = 0;
  for (const group of new Set(groups)) {
    const own = encodeURIComponent(scopeOf(group)).length + 1;
    const last = divided.at(-1);
    if (last && length + own <= MAX_SCOPES_LENGTH) last.push(group);
    else {
      divided.push([group]);
      length = 0;
    }
    length += own;
  }
  return divided;
}

/**
 * The address of the consent page: only scopes of Data Portability (Google refuses a mixture), each group once,
 * a refresh token wanted (exports outlive the access token), no incremental authorization (refused as well).
 * @see https://developers.google.com/data-portability/user-guide/configure-oauth
 */
export function authorizeUrl(
  { clientId, baseUrl }: { readonly clientId: string; readonly baseUrl?: string | undefined },
  { redirectUri, groups, state, codeChallenge, language }: AuthorizeRequest,
): string {
  const url = new URL(`${baseUrl ?? 'https://accounts.google.com'}/o/oauth2/v2/auth`);
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: [...new Set(groups)].map(scopeOf).join(' '),
    access_type: 'offline',
    prompt: 'consent',
    state,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
    ...(language && { hl: language }),
  }).toString();
  return url.href;
}
