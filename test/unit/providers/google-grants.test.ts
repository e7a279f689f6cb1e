import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Grant } from '../../../functions/core/grant.ts';
import { createProvider } from '../../../functions/providers/create.ts';
import { type ScriptedServer, startScriptedServer } from './scripted-server.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const later = (seconds: number): string => new Date(NOW + seconds * 1000).toISOString();
const SCOPE = 'https://www.googleapis.com/auth/dataportability.myactivity.youtube';
const grant: Grant = { accessToken: 'old', refreshToken: 'refresh', accessExpiresAt: later(3600), scopes: [SCOPE] };
const code = { code: '4/code', codeVerifier: 'verifier', redirectUri: 'https://donate.example/oauth/google/callback/' };

let server: ScriptedServer;
beforeEach(async () => {
  server = await startScriptedServer();
});
afterEach(() => server.close());

const provider = () =>
  createProvider('google_portability', {
    fetch,
    clock: () => NOW,
    clientId: 'client-1',
    clientSecret: 'secret-1',
    baseUrl: `${server.url}/google`,
  });

describe('exchanging a code', () => {
  it('gives the grant with its scopes and both of its ends', async () => {
    server.nextJson(200, {
      access_token: 'ya29.a',
      expires_in: 3599,
      refresh_token: '1//r',
      refresh_token_expires_in: 15_552_000,
      scope: SCOPE,
      token_type: 'Bearer',
    });

    expect(await provider().exchange(code)).toEqual({
      accessToken: 'ya29.a',
      refreshToken: '1//r',
      accessExpiresAt: later(3599),
      grantExpiresAt: later(15_552_000),
      scopes: [SCOPE],
    });
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/google/token' });
    expect(Object.fromEntries(new URLSearchParams(server.asked[0]?.body))).toEqual({
      client_id: 'client-1',
      client_secret: 'secret-1',
      code: '4/code',
      code_verifier: 'verifier',
      grant_type: 'authorization_code',
      redirect_uri: code.redirectUri,
    });
  });

  it('takes an answer without scopes for one in which nothing was granted', async () => {
    server.nextJson(200, { access_token: 'a', expires_in: 3599 });
    expect((await provider().exchange(code)).scopes).toEqual([]);
  });

  it.each([
    ['a refused code', 400, { error: 'invalid_grant', error_description: 'Bad Request' }, 'exchange_refused'],
    ['a wrong redirect URI', 400, { error: 'redirect_uri_mismatch' }, 'exchange_refused'],
    ['a wrong client', 401, { error: 'invalid_client' }, 'exchange_refused'],
    ['a failing server', 503, { error: 'backend' }, 'unavailable'],
    ['too many requests', 429, { error: 'rate_limited' }, 'unavailable'],
    ['an answer that is none', 200, { hello: 'world' }, 'unavailable'],
  ])('meets %s', async (_, status, body, expected) => {
    server.nextJson(status, body);
    await expect(provider().exchange(code)).rejects.toMatchObject({ name: 'ProviderError', code: expected });
  });

  it('takes a page of HTML for no answer', async () => {
    server.next((_, response) => response.writeHead(400, { 'content-type': 'text/html' }).end('<h1>Bad</h1>'));
    await expect(provider().exchange(code)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('says how long to wait when it is told', async () => {
    server.nextJson(503, {}, { 'retry-after': '17' });
    await expect(provider().exchange(code)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 17 });
  });
});

describe('the access token', () => {
  const fresh = { access_token: 'new', expires_in: 3599, scope: SCOPE };

  it('is left alone while it lasts', async () => {
    expect(await provider().open(grant).refresh()).toBe(grant);
    expect(server.asked).toEqual([]);
  });

  it('is replaced within five minutes of its end, and the grant keeps the rest', async () => {
    server.nextJson(200, fresh);
    const client = provider().open({ ...grant, accessExpiresAt: later(299), grantExpiresAt: later(9999) });

    const renewed = await client.refresh();

    expect(renewed).toEqual({
      ...grant,
      accessToken: 'new',
      accessExpiresAt: later(3599),
      grantExpiresAt: later(9999),
    });
    expect(client.grant).toBe(renewed);
  });

  it('is asked for once by many at a time', async () => {
    server.nextJson(200, fresh);
    const client = provider().open({ ...grant, accessExpiresAt: later(0) });
    await Promise.all([client.refresh(), client.refresh(), client.refresh()]);
    expect(server.asked).toHaveLength(1);
  });

  it('is used to its end where there is no refresh token, and then lost', async () => {
    const { refreshToken: _, ...once } = grant;
    expect(
      (
        await provider()
          .open({ ...once, accessExpiresAt: later(10) })
          .refresh()
      ).accessToken,
    ).toBe('old');
    const ended = provider().open({ ...once, accessExpiresAt: later(-1) });
    await expect(ended.refresh()).rejects.toMatchObject({ code: 'grant_lost' });
  });

  it.each([
    [400, { error: 'invalid_grant', error_description: 'Token has been expired or revoked.' }, 'grant_lost'],
    [401, { error: 'invalid_client' }, 'refused'],
    [500, { error: 'internal_failure' }, 'unavailable'],
  ])('that is answered %i %o ends as %s', async (status, body, expected) => {
    server.nextJson(status, body);
    const client = provider().open({ ...grant, accessExpiresAt: later(0) });
    await expect(client.refresh()).rejects.toMatchObject({ code: expected });
  });
});

describe('revoking', () => {
  it('sends the refresh token in the body, never in the address', async () => {
    server.nextJson(200, {});
    await provider().open(grant).revoke();
    expect(server.asked[0]).toMatchObject({ method: 'POST', path: '/google/revoke', body: 'token=refresh' });
  });

  it('counts a token that is dead already as revoked', async () => {
    server.nextJson(400, { error: 'invalid_token', error_description: 'Token expired or revoked' });
    await expect(provider().open(grant).revoke()).resolves.toBeUndefined();
  });

  it('fails while Google does not answer', async () => {
    server.next((_, response) => response.destroy());
    await expect(provider().open(grant).revoke()).rejects.toMatchObject({ code: 'unavailable' });
  });
});
