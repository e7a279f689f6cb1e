/** functions/providers/tiktok/authorize.ts — the way to TikTok's consent page, and what came back granted. */
import type { AccessType } from '../../core/donation.ts';
import type { Application, AuthorizeRequest } from '../provider.ts';
import { GROUPS, type Group } from './groups.ts';

const PREFIX = 'portability.';

/** `single` lets one copy be asked for; `ongoing` any number, each of them whole. One is what a donation needs. */
const scopeOf = (group: string): string => `${PREFIX}${group}.single`;

const SCOPE = /^portability\.(\w+)\.(single|ongoing)$/;

/** @returns how a group may be asked for; undefined where it was not granted */
export function accessTypeOf(group: string, scopes: readonly string[]): AccessType | undefined {
  if (scopes.includes(`${PREFIX}${group}.ongoing`)) return 'time_based';
  return scopes.includes(scopeOf(group)) ? 'one_time' : undefined;
}

/** The groups that scopes allow; scopes of other products are passed over. */
export const grantedGroups = (scopes: readonly string[]): readonly Group[] => {
  const named = scopes.map((scope) => SCOPE.exec(scope)?.[1]);
  return GROUPS.filter((group) => named.includes(group));
};

/** All in one: there are but four scopes. */
export function signIns(wanted: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const groups = [...new Set(wanted.flat())];
  return groups.length ? [groups] : [];
}

/** TikTok wants the challenge's bytes in hex, where RFC 7636 has them in base64url; both call it S256. */
const inHex = (challenge: string): string => Buffer.from(challenge, 'base64url').toString('hex');

/**
 * The address of the consent page. Scopes are parted by commas. PKCE goes along always: TikTok refuses to sign anybody
 * in to some applications without it, those on localhost among them, and minds it nowhere.
 * @see https://developers.tiktok.com/doc/login-kit-web
 * @see https://developers.tiktok.com/doc/login-kit-desktop for the challenge
 */
export function authorizeUrl(
  { clientId, baseUrl }: Application,
  { redirectUri, groups, state, codeChallenge }: AuthorizeRequest,
): string {
  const url = new URL(`${baseUrl ?? 'https://www.tiktok.com'}/v2/auth/authorize/`);
  url.search = new URLSearchParams({
    client_key: clientId,
    scope: [...new Set(groups)].map(scopeOf).join(','),
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
    code_challenge: inHex(codeChallenge),
    code_challenge_method: 'S256',
  }).toString();
  return url.href;
}
