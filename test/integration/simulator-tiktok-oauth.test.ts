import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../functions/core/clock.ts';
import {
  ACTIVITY,
  ALL,
  add,
  authorizeUrl,
  bodyOf,
  closeTikTok,
  codeOf,
  decide,
  exchange,
  grant,
  homePage,
  idIn,
  oauth,
  openTikTok,
  POSTS,
  REDIRECT,
  restartTikTok,
  statusOf,
  VERIFIER,
  world,
} from '../support/tiktok-simulator.ts';

beforeEach(openTikTok);
afterEach(closeTikTok);

describe('the consent page', () => {
  it('shows the people and a tick box a scope, in words', async () => {
    const page = await (await fetch(authorizeUrl([ACTIVITY, ALL]))).text();
    for (const shown of ['tiina', 'tiktok-gaps', ACTIVITY, ALL, 'Once, a copy of your activity', 'no real account']) {
      expect(page).toContain(shown);
    }
    expect(page).not.toContain('maija');
  });

  it.each([
    ['client_key', { client_key: '' }],
    ['redirect_uri', { redirect_uri: 'nowhere' }],
    ['redirect_uri', { redirect_uri: `${REDIRECT}?id=1` }],
    ['response_type', { response_type: 'token' }],
    ['scope', { scope: 'portability.everything.single' }],
    ['scope', { scope: '' }],
    ['code_challenge', { code_challenge: '' }],
    ['code_challenge', { code_challenge: createHash('sha256').update(VERIFIER).digest('base64url') }],
    ['code_challenge_method', { code_challenge_method: 'plain' }],
  ])('names %s where that is wrong', async (parameter, more) => {
    const response = await fetch(authorizeUrl([ACTIVITY], more));
    expect([response.status, (await response.text()).includes(`try again: ${parameter}<`)]).toEqual([400, true]);
  });

  it('lets a website do without a challenge', async () => {
    const more = { redirect_uri: 'https://gift.example/back/', code_challenge: '' };
    expect((await fetch(authorizeUrl([ACTIVITY], more))).status).toBe(200);
  });

  it('leads back with a code and what was granted, or with the refusal', async () => {
    const allowed = new URL((await decide(authorizeUrl([ACTIVITY, ALL]), [ALL])).headers.get('location') ?? '');
    expect([allowed.searchParams.get('state'), allowed.searchParams.get('scopes')]).toEqual(['xyz', ALL]);
    for (const [scopes, form] of [
      [[ALL], { decision: 'deny' }],
      [[], {}],
    ] as const) {
      const denied = new URL((await decide(authorizeUrl([ALL]), scopes, form)).headers.get('location') ?? '');
      expect([denied.searchParams.get('state'), denied.searchParams.get('error')]).toEqual(['xyz', 'access_denied']);
    }
  });

  it.each([
    ['account', { account: 'maija' }],
    ['decision', { decision: 'perhaps' }],
    ['scope', { scope: POSTS }],
  ])('names the field %s when it is wrong', async (field, form) => {
    const response = await decide(authorizeUrl([ACTIVITY]), [ACTIVITY], form);
    expect([response.status, (await response.text()).includes(`the field ${field}`)]).toEqual([400, true]);
  });
});

describe('tokens', () => {
  it('tell the granted scopes and who it is, for a day', async () => {
    expect(await grant([ACTIVITY, ALL])).toMatchObject({
      ...{ expires_in: 86_400, refresh_expires_in: 31_536_000, token_type: 'Bearer', scope: `${ACTIVITY},${ALL}` },
      ...{ access_token: expect.stringMatching(/^act\./), refresh_token: expect.stringMatching(/^rft\./) },
      open_id: (await grant([ACTIVITY])).open_id,
    });
    expect((await grant([ACTIVITY], { account: 'tiktok-empty' })).open_id).not.toBe((await grant([ACTIVITY])).open_id);
  });

  it.each([
    ['another code', { code: 'x' }, 'invalid_grant'],
    ['another redirect', { redirect_uri: 'http://elsewhere/' }, 'invalid_request'],
    ['another verifier', { code_verifier: 'x' }, 'invalid_request'],
    ['another client', { client_key: 'x' }, 'invalid_grant'],
    ['no client secret', { client_secret: '' }, 'invalid_client'],
    ['another grant type', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('are refused for %s, with status 200', async (_, more, error) => {
    const code = await codeOf([ACTIVITY]);
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER };
    const { status, body } = await oauth('token', { ...fields, ...more });
    expect([status, body.error]).toEqual([200, error]);
  });

  it('are given once for a code, and not for one that is too old', async () => {
    const [code, old] = [await codeOf([ACTIVITY]), await codeOf([ACTIVITY])];
    expect(await exchange(code)).toHaveProperty('access_token');
    expect(await exchange(code)).toMatchObject({ error: 'invalid_grant' });
    world.now += 11 * MINUTE_MS;
    expect(await exchange(old)).toMatchObject({ error: 'invalid_grant' });
  });

  it('rotate: a refresh token is good once, and an access token for a day', async () => {
    const first = await grant([ACTIVITY]);
    world.now += DAY_MS;
    expect((await add(first.access_token)).status).toBe(401);
    const refresh = async (refresh_token: string) =>
      (await oauth('token', { grant_type: 'refresh_token', refresh_token })).body as typeof first;
    const second = await refresh(first.refresh_token);
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(await refresh(first.refresh_token)).toMatchObject({ error: 'invalid_grant' });
    expect((await add(second.access_token)).status).toBe(200);
    expect(await refresh(second.refresh_token)).toHaveProperty('access_token');
  });

  it('die with a revocation by the access token, which is answered by nothing', async () => {
    const { access_token, refresh_token } = await grant([ACTIVITY]);
    expect((await oauth('revoke', { token: refresh_token })).body).toMatchObject({ error: 'invalid_grant' });
    expect(await oauth('revoke', { token: access_token })).toEqual({ status: 200, body: undefined });
    expect(bodyOf(await add(access_token)).error.code).toBe('access_token_invalid');
    expect((await oauth('token', { grant_type: 'refresh_token', refresh_token })).body).toMatchObject({
      error: 'invalid_grant',
    });
  });

  it('outlive a restart, as requests do', async () => {
    const { access_token } = await grant([ACTIVITY]);
    const id = idIn((await add(access_token)).text);
    await restartTikTok();
    expect(await statusOf(access_token, id)).toBe('pending');
  });
});

describe('the simulator’s own page', () => {
  it('names everybody', async () => {
    const page = await homePage();
    for (const shown of ['maija', 'tiina', 'Google', 'TikTok', '/simulator/accounts']) expect(page).toContain(shown);
  });
});
