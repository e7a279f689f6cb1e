import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HOUR_MS } from '../../functions/core/clock.ts';
import {
  api,
  ask,
  authorizeUrl,
  closeGoogle,
  decide,
  grant,
  openGoogle,
  PREFIX,
  REDIRECT,
  SEARCH,
  token,
  world,
  YOUTUBE,
} from '../support/google.ts';

beforeEach(openGoogle);
afterEach(closeGoogle);

describe('the consent page', () => {
  it('shows the accounts, a tick box a scope and the durations', async () => {
    const { status, body } = await ask('GET', authorizeUrl([YOUTUBE, SEARCH]));
    const page = String(body.text);
    expect(status).toBe(200);
    for (const shown of [
      'maija',
      'finnish',
      PREFIX + YOUTUBE,
      PREFIX + SEARCH,
      '30d',
      '180d',
      'deny',
      'no real account',
    ]) {
      expect(page).toContain(shown);
    }
  });

  it.each([
    ['a foreign scope', { scope: `${PREFIX}${YOUTUBE} openid` }, 'cannot have non data portability scopes'],
    ['incremental authorization', { include_granted_scopes: 'true' }, 'Incremental auth is not allowed'],
    ['another response type', { response_type: 'token' }, 'response_type'],
    ['no client', { client_id: '' }, 'client_id'],
    ['a redirect that is none', { redirect_uri: 'nowhere' }, 'redirect_uri'],
  ])('refuses %s in Google’s words', async (_, more, words) => {
    const { status, body } = await ask('GET', authorizeUrl([YOUTUBE], more));
    expect([status, String(body.text).includes(words)]).toEqual([400, true]);
  });

  it('leads back with a code, or with the refusal', async () => {
    const allowed = new URL((await decide(authorizeUrl([YOUTUBE, SEARCH]), [YOUTUBE])).headers.get('location') ?? '');
    expect(allowed.href).toContain(REDIRECT);
    expect([allowed.searchParams.get('state'), allowed.searchParams.get('scope')]).toEqual(['xyz', PREFIX + YOUTUBE]);
    const denied = await decide(authorizeUrl([YOUTUBE]), [], { decision: 'deny' });
    expect(denied.headers.get('location')).toBe(`${REDIRECT}?error=access_denied&state=xyz`);
  });

  it.each([
    ['account', { account: 'nobody' }],
    ['duration', { duration: 'forever' }],
    ['decision', { decision: 'perhaps' }],
  ])('names the field %s when it is wrong', async (field, form) => {
    const { status, body } = await decide(authorizeUrl([YOUTUBE]), [YOUTUBE], form);
    expect([status, String(body.text).includes(field)]).toEqual([400, true]);
  });
});

describe('tokens', () => {
  it('tell the granted scopes, and how long a time-based grant lasts', async () => {
    const once = await grant([YOUTUBE]);
    expect(once).toMatchObject({ expires_in: 3599, token_type: 'Bearer', scope: PREFIX + YOUTUBE });
    expect(once).not.toHaveProperty('refresh_token_expires_in');
    expect(await grant([YOUTUBE], { duration: '180d' })).toMatchObject({ refresh_token_expires_in: 15_552_000 });
  });

  it('are given once for a code; a second use takes the first ones back', async () => {
    const { headers } = await decide(authorizeUrl([YOUTUBE]), [YOUTUBE]);
    const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
    const first = await token({ grant_type: 'authorization_code', code });
    const second = await token({ grant_type: 'authorization_code', code });
    expect([second.status, second.body.error]).toEqual([400, 'invalid_grant']);
    expect((await api('POST', 'accessType:check', first.body.access_token as string, {})).status).toBe(401);
  });

  it('need the right verifier, redirect and an unexpired code', async () => {
    const challenge = createHash('sha256').update('the verifier').digest('base64url');
    const code = async () => {
      const url = authorizeUrl([YOUTUBE], { code_challenge: challenge, code_challenge_method: 'S256' });
      return new URL((await decide(url, [YOUTUBE])).headers.get('location') ?? '').searchParams.get('code') ?? '';
    };
    const exchange = async (more: Record<string, string>) =>
      (await token({ grant_type: 'authorization_code', code: await code(), code_verifier: 'the verifier', ...more }))
        .status;
    expect(await exchange({})).toBe(200);
    expect(await exchange({ code_verifier: 'another' })).toBe(400);
    expect(await exchange({ redirect_uri: 'http://elsewhere/' })).toBe(400);
    const old = await code();
    world.now += HOUR_MS;
    expect((await token({ grant_type: 'authorization_code', code: old, code_verifier: 'the verifier' })).status).toBe(
      400,
    );
  });

  it('end after an hour, are refreshed, and die with a revocation', async () => {
    const { access_token, refresh_token } = await grant([YOUTUBE]);
    world.now += HOUR_MS;
    expect((await api('POST', 'accessType:check', access_token, {})).body.error).toMatchObject({
      code: 401,
      status: 'UNAUTHENTICATED',
    });
    const refreshed = await token({ grant_type: 'refresh_token', refresh_token });
    const access = refreshed.body.access_token as string;
    expect((await api('POST', 'accessType:check', access, {})).body).toEqual({ oneTimeResources: [YOUTUBE] });
    expect((await ask('POST', '/google/revoke', { body: new URLSearchParams({ token: access }) })).status).toBe(200);
    expect((await token({ grant_type: 'refresh_token', refresh_token })).body).toEqual({
      error: 'invalid_grant',
      error_description: 'Token has been expired or revoked.',
    });
  });
});
