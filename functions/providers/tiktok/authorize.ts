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

/**
 * The address of the consent page. Scopes are parted by commas. Without PKCE: TikTok has it for apps on phones and
 * desktops only, hashed in a form of its own; here the state is bound to the session, and the code to the secret.
 * @see https://developers.tiktok.com/doc/login-kit-web
 */
export function authorizeUrl(
  { clientId, baseUrl }: Application,
  { redirectUri, groups, state }: AuthorizeRequest,
): string {
  const url = new URL(`${baseUrl ?? 'https://www.tiktok.com'}/v2/auth/authorize/`);
  url.search = new URLSearchParams({
    client_key: clientId,
    scope: [...new Set(groups)].map(scopeOf).join(','),
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
  }).toString();
  return url.href;
}
