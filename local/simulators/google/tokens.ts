/** local/simulators/google/tokens.ts — oauth2.googleapis.com: exchange, refresh, revoke. */
import { createHash, randomBytes } from 'node:crypto';
import { DAY_MS, SECOND_MS } from '../../../functions/core/clock.ts';
import { type Asked, json, type Pending, type Reply } from '../reply.ts';
import type { Grant, State, Token } from '../state.ts';

const GRANT_MS = { once: 14 * DAY_MS, '30d': 30 * DAY_MS, '180d': 180 * DAY_MS } as const;

export const grantEnd = ({ made_at, duration }: Grant): number => made_at + GRANT_MS[duration];

export const grantOf = (state: State, id: string): Grant | undefined =>
  state.memory.grants.find((grant) => grant.id === id);

/** @returns the grant of a token that still works */
export function validGrant(state: State, token: string, kind: Token['kind'], now: number): Grant | undefined {
  const known = state.memory.tokens[token];
  if (known?.kind !== kind || known.expires_at <= now) return undefined;
  const grant = grantOf(state, known.grant);
  return grant && !grant.revoked && grantEnd(grant) > now ? grant : undefined;
}

export function createTokens(state: State) {
  const make = (kind: Token['kind'], grant: Grant, expires_at: number): string => {
    const token = `${kind === 'access' ? 'ya29.sim-' : '1//sim-'}${randomBytes(24).toString('base64url')}`;
    state.memory.tokens[token] = { grant: grant.id, kind, expires_at };
    return token;
  };

  const refused = (error: string, description: string): Reply =>
    json(error === 'invalid_client' ? 401 : 400, { error, error_description: description });

  function exchange(form: URLSearchParams, now: number): Reply {
    const code = state.memory.codes[form.get('code') ?? ''];
    const grant = code && grantOf(state, code.grant);
    if (!code || !grant || code.expires_at <= now || grant.client !== form.get('client_id')) {
      return refused('invalid_grant', 'Malformed auth code.');
    }
    if (code.used) {
      // A code that is used twice was stolen by somebody: everything it gave is taken back.
      grant.revoked = true;
      state.save();
      return refused('invalid_grant', 'Bad Request');
    }
    if (code.redirect_uri !== form.get('redirect_uri')) return refused('redirect_uri_mismatch', 'Bad Request');
    const verifier = form.get('code_verifier') ?? '';
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    if (code.challenge && code.challenge !== challenge) return refused('invalid_grant', 'Invalid code verifier.');
    code.used = true;
    const lifetime =
      grant.duration === 'once' ? {} : { refresh_token_expires_in: GRANT_MS[grant.duration] / SECOND_MS };
    const answer = { ...access(grant, now), refresh_token: make('refresh', grant, grantEnd(grant)), ...lifetime };
    state.save();
    return json(200, answer);
  }

  const access = (grant: Grant, now: number) => {
    const seconds = state.account(grant.account)?.access_token_seconds ?? 3599;
    return {
      access_token: make('access', grant, Math.min(now + seconds * SECOND_MS, grantEnd(grant))),
      expires_in: seconds,
      scope: grant.scopes.join(' '),
      token_type: 'Bearer',
    };
  };

  function refresh(form: URLSearchParams, now: number): Reply {
    const grant = validGrant(state, form.get('refresh_token') ?? '', 'refresh', now);
    if (!grant) return refused('invalid_grant', 'Token has been expired or revoked.');
    const answer = access(grant, now);
    state.save();
    return json(200, answer);
  }

  function issue(form: URLSearchParams, now: number): Reply {
    if (!form.get('client_id')) return refused('invalid_request', 'Could not determine client ID from request.');
    if (!form.get('client_secret')) return refused('invalid_client', 'client_secret is missing.');
    if (form.get('grant_type') === 'authorization_code') return exchange(form, now);
    if (form.get('grant_type') === 'refresh_token') return refresh(form, now);
    return refused('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type') ?? ''}`);
  }

  function revokeGrant(grant: Grant | undefined): Reply {
    if (!grant || grant.revoked)
      return json(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
    // It acts on all that the person granted to the client.
    const { account, client } = grant;
    for (const each of state.memory.grants) if (each.account === account && each.client === client) each.revoked = true;
    state.save();
    return json(200, {});
  }

  /** The grant that a form speaks of, by its code or its token. */
  const subject = (form: URLSearchParams): Grant | undefined => {
    const { codes, tokens } = state.memory;
    const held = codes[form.get('code') ?? ''] ?? tokens[form.get('refresh_token') ?? form.get('token') ?? ''];
    return held && grantOf(state, held.grant);
  };

  return {
    issue({ body, headers, now }: Asked): Pending {
      const form = new URLSearchParams(body);
      const basic = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
      if (basic) {
        const [id = '', secret = ''] = Buffer.from(basic, 'base64').toString().split(':');
        form.set('client_id', decodeURIComponent(id));
        form.set('client_secret', decodeURIComponent(secret));
      }
      const grant = subject(form);
      return { ...(grant && { about: { account: grant.account, on: 'token' } }), perform: () => issue(form, now) };
    },
    revoke({ body, url }: Asked): Pending {
      const grant = subject(new URLSearchParams(body || url.search));
      return { ...(grant && { about: { account: grant.account, on: 'revoke' } }), perform: () => revokeGrant(grant) };
    },
  };
}
