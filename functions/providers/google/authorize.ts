/** functions/providers/google/authorize.ts — the way to Google's consent page, and what came back granted. */
import type { AuthorizeRequest } from '../provider.ts';

const SCOPE_PREFIX = 'https://www.googleapis.com/auth/dataportability.';

/** @param group a resource group, e.g. `myactivity.youtube` @returns its OAuth scope */
export const scopeOf = (group: string): string => SCOPE_PREFIX + group;

/** The resource groups among the scopes; scopes of other products are passed over. */
export const groupsOf = (scopes: readonly string[]): readonly string[] =>
  scopes.filter((scope) => scope.startsWith(SCOPE_PREFIX)).map((scope) => scope.slice(SCOPE_PREFIX.length));

/**
 * 2,000 characters in all are short enough for whoever handles an address; beside the scopes it takes about 270, the
 * client's id, the redirect URI and a language.
 */
const MAX_SCOPES_LENGTH = 1400;

const lengthOf = (groups: readonly string[]): number =>
  groups.reduce((length, group) => length + encodeURIComponent(scopeOf(group)).length + 1, 0);

/**
 * Divides groups among sign-ins whose addresses are short enough; Google answers 400 to longer ones. What belongs
 * together is asked for together, unless it is too much by itself.
 * @see https://developers.google.com/data-portability/user-guide/troubleshooting
 */
export function signIns(wanted: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const divided: string[][] = [[]];
  const placed = new Set<string>();
  const fits = (groups: readonly string[]): boolean =>
    lengthOf([...(divided.at(-1) as string[]), ...groups]) <= MAX_SCOPES_LENGTH;
  for (const together of wanted) {
    const groups = [...new Set(together)].filter((group) => !placed.has(group));
    if (!fits(groups)) divided.push([]);
    for (const group of groups) {
      if (!fits([group])) divided.push([]);
      divided.at(-1)?.push(group);
      placed.add(group);
    }
  }
  return divided.filter(({ length }) => length > 0);
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
