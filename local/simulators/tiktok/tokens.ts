/** local/simulators/tiktok/tokens.ts — open.tiktokapis.com/v2/oauth: exchange, refresh, revoke. Errors come with HTTP 200. */
import { createHash, randomBytes } from 'node:crypto';
import { DAY_MS, SECOND_MS } from '../../../functions/core/clock.ts';
import { type Asked, json, type Pending, type Reply } from '../reply.ts';
import type { State, Token } from '../state.ts';
import { type Grant, grantOf } from './memory.ts';
import type { Notify } from './webhooks.ts';

const ACCESS_SECONDS = 86_400;
const REFRESH_SECONDS = 365 * 86_400;
const GRANT_MS = 365 * DAY_MS;
const REVOKED_BY_CLIENT = 5;
const PREFIX = { access: 'act.sim-', refresh: 'rft.sim-' } as const;

/** How a client knows a person: another client knows them by another name. */
export const openId = ({ account, client }: Pick<Grant, 'account' | 'client'>): string =>
  `-000${createHash('sha256').update(`${client}\n${account}`).digest('base64url').slice(0, 36)}`;

const refused = (error: string, error_description: string): Reply =>
  json(200, { error, error_description, log_id: randomBytes(8).toString('hex') });

/** @see https://developers.tiktok.com/doc/oauth-user-access-token-management */
export function createTokens(state: State, notify: Notify) {
  const grantWith = (id: string): Grant | undefined => state.memory.tiktok.grants.find((grant) => grant.id === id);

  const make = (kind: Token['kind'], grant: Grant, expires_at: number): string => {
    const token = `${PREFIX[kind]}${randomBytes(24).toString('base64url')}!${randomBytes(2).readUInt16BE()}.e1`;
    state.memory.tiktok.tokens[token] = { grant: grant.id, kind, expires_at };
    return token;
  };

  function give(grant: Grant, now: number): Reply {
    const end = grant.made_at + GRANT_MS;
    const seconds = state.account(grant.account)?.access_token_seconds ?? ACCESS_SECONDS;
    const answer = {
      access_token: make('access', grant, Math.min(now + seconds * SECOND_MS, end)),
      expires_in: seconds,
      open_id: openId(grant),
      refresh_expires_in: Math.min(REFRESH_SECONDS, Math.floor((end - now) / SECOND_MS)),
      refresh_token: make('refresh', grant, end),
      scope: grant.scopes.join(','),
      token_type: 'Bearer',
    };
    state.save();
    return json(200, answer);
  }

  function exchange(form: URLSearchParams, now: number): Reply {
    const code = state.memory.tiktok.codes[form.get('code') ?? ''];
    const grant = code && grantWith(code.grant);
    if (!code || !grant || code.used || code.expires_at <= now || grant.client !== form.get('client_key')) {
      return refused('invalid_grant', 'Authorization code is expired.');
    }
    if (code.redirect_uri !== form.get('redirect_uri')) {
      return refused('invalid_request', 'Redirect_uri is not matched with the uri when requesting code.');
    }
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('hex');
    if (code.challenge && code.challenge !== challenge) {
      return refused('invalid_request', 'Code verifier or code challenge is invalid.');
    }
    code.used = true;
    return give(grant, now);
  }

  /** A refresh token is good once: with the new access token comes a new one. */
  function refresh(form: URLSearchParams, now: number): Reply {
    const token = form.get('refresh_token') ?? '';
    const grant = grantOf(state, token, 'refresh', now);
    if (!grant || grant.client !== form.get('client_key')) {
      return refused('invalid_grant', 'Refresh token is invalid or expired.');
    }
    delete state.memory.tiktok.tokens[token];
    return give(grant, now);
  }

  function issue(form: URLSearchParams, now: number): Reply {
    const type = form.get('grant_type');
    if (type === 'authorization_code') return exchange(form, now);
    if (type === 'refresh_token') return refresh(form, now);
    return refused('unsupported_grant_type', 'Grant type is not supported by the server.');
  }

  function revoke(form: URLSearchParams, now: number): Reply {
    const grant = grantOf(state, form.get('token') ?? '', 'access', now);
    if (!grant) return refused('invalid_grant', 'Access token is invalid or not found in the request.');
    endAccess(state, grant, REVOKED_BY_CLIENT, notify, now);
    return { status: 200 };
  }

  /** The grant that a form speaks of, by its code or its token. */
  const subject = (form: URLSearchParams): Grant | undefined => {
    const { codes, tokens } = state.memory.tiktok;
    const held = codes[form.get('code') ?? ''] ?? tokens[form.get('refresh_token') ?? form.get('token') ?? ''];
    return held && grantWith(held.grant);
  };

  return (path: string, { body, headers, now }: Asked): Pending => {
    const form = new URLSearchParams(body);
    const [key, secret] = [form.get('client_key'), form.get('client_secret')];
    if (!headers['content-type']?.includes('application/x-www-form-urlencoded')) {
      return { perform: () => refused('invalid_request', 'Only `application/x-www-form-urlencoded` is supported.') };
    }
    if (!key || !secret) return { perform: () => refused('invalid_client', 'Client key or secret is incorrect.') };
    state.memory.tiktok.secrets[key] = secret;
    const grant = subject(form);
    const on = path === '/v2/oauth/revoke/' ? 'revoke' : 'token';
    return {
      ...(grant && { about: { account: grant.account, on } }),
      perform: () => (on === 'revoke' ? revoke(form, now) : issue(form, now)),
    };
  };
}

/**
 * Ends what a person has granted to a client, and tells the client.
 * @param reason 1: by the person; 5: by the client
 */
export function endAccess(
  state: State,
  { account, client }: Pick<Grant, 'account' | 'client'>,
  reason: number,
  notify: Notify,
  now: number,
): void {
  for (const each of state.memory.tiktok.grants) {
    if (each.account === account && each.client === client) each.revoked = true;
  }
  state.save();
  notify(
    { event: 'authorization.removed', account, client, user_openid: openId({ account, client }) },
    { reason },
    now,
  );
}
