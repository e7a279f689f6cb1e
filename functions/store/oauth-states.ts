/** functions/store/oauth-states.ts — the OAuth state of one authorization attempt: bound to a session, single use. */
import { MINUTE_MS, toTimestamp } from '../core/clock.ts';
import type { Language } from '../core/languages.ts';
import { hashToken, newSecret } from '../core/token.ts';
import { getItem, IS_NEW, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

/** How long the provider's page may stay open. */
const STATE_LIFETIME_MS = 60 * MINUTE_MS;

export type OAuthState = {
  readonly donation_id: string;
  /** Hash of the session that started the attempt. */
  readonly session_hash: string;
  /** PKCE verifier. Useless without the code, which is only redeemable with the client's secret. */
  readonly code_verifier: string;
  /** The groups that it asks for, where it is one of several sign-ins. */
  readonly asked?: readonly string[];
  /** The language that the page was left in. */
  readonly language?: Language;
  readonly expires_at: string;
  readonly used_at?: string;
};

/** @returns the value of the `state` parameter, which is not kept */
export async function createState(attempt: Omit<OAuthState, 'expires_at' | 'used_at'>, now: number): Promise<string> {
  const state = newSecret();
  const expires = now + STATE_LIFETIME_MS;
  const item: OAuthState = { ...attempt, expires_at: toTimestamp(expires) };
  await putItem(keys.state(hashToken(state)), { ...item, ttl: ttl(expires) }, IS_NEW);
  return state;
}

export async function findState(state: string, now: number): Promise<OAuthState | undefined> {
  const item = await getItem<OAuthState>(keys.state(hashToken(state)));
  return item && Date.parse(item.expires_at) > now ? item : undefined;
}

/** Marks it used. @returns false when another callback was first */
export async function useState(state: string, now: number): Promise<boolean> {
  const used = await updateItem(
    keys.state(hashToken(state)),
    { used_at: toTimestamp(now), code_verifier: undefined },
    { expression: 'attribute_exists(pk) AND attribute_not_exists(used_at)' },
  );
  return used !== undefined;
}
