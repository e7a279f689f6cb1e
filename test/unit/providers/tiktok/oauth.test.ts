import { describe, expect, it } from 'vitest';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { CLIENT, failure, GRANT, NOW, says, scripted, TOKENS } from './fake.ts';

const REQUEST = {
  redirectUri: 'https://gift.example.org/oauth/tiktok/callback/',
  groups: ['activity', 'all', 'activity'],
  state: 'state',
  // Of the verifier in appendix B of RFC 7636.
  codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
};
const HEX_CHALLENGE = '13d31e961a1ad8ec2f16b10c4c982e0876a878ad6df144566ee1894acb70f9c3';
const EXCHANGE = { code: 'a*1!b%', codeVerifier: 'verifier', redirectUri: REQUEST.redirectUri };
const error = (name: string) => ({ error: name, error_description: 'x', log_id: 'L' });

describe('the consent page', () => {
  it('is asked for each scope once, parted by commas, with the challenge in TikTok’s own form', () => {
    const url = new URL(tiktok.authorizeUrl(CLIENT, REQUEST));
    expect(url.origin + url.pathname).toBe('https://www.tiktok.com/v2/auth/authorize/');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ client_key: 'key', response_type: 'code', redirect_uri: REQUEST.redirectUri, state: 'state' },
      scope: 'portability.activity.single,portability.all.single',
      ...{ code_challenge: HEX_CHALLENGE, code_challenge_method: 'S256' },
    });
  });

  it('may be another host’s', () => {
    expect(tiktok.authorizeUrl({ ...CLIENT, baseUrl: 'http://127.0.0.1:1/tiktok' }, REQUEST)).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/tiktok\/v2\/auth\/authorize\/\?/,
    );
  });

  it('asks for everything in one sign-in', () => {
    expect(tiktok.signIns([['activity'], ['postsandprofile'], ['activity']])).toEqual([
      ['activity', 'postsandprofile'],
    ]);
    expect(tiktok.signIns([[]])).toEqual([]);
  });
});

describe('what was granted', () => {
  it('are the groups of the scopes, single or ongoing', () => {
    const scopes = [
      'user.info.basic',
      'portability.all.ongoing',
      'portability.activity.single',
      'portability.new.single',
    ];
    expect(tiktok.grantedGroups(scopes)).toEqual(['activity', 'all']);
  });

  it('tells how a group may be asked for', async () => {
    const scopes = ['portability.activity.single', 'portability.postsandprofile.ongoing'];
    const client = scripted().provider.open({ ...GRANT, scopes });
    expect(await client.accessTypes()).toEqual({ oneTime: ['activity'], timeBased: ['postsandprofile'] });
  });
});

describe('a code', () => {
  it('is swapped for a grant', async () => {
    const { provider, asked } = scripted(says(200, TOKENS));
    expect(await provider.exchange(EXCHANGE)).toEqual({
      ...{ accessToken: 'act.two', refreshToken: 'rft.two', subject: 'person' },
      accessExpiresAt: '2026-11-24T12:00:00.000Z',
      grantExpiresAt: '2027-11-23T12:00:00.000Z',
      scopes: ['portability.activity.single', 'portability.postsandprofile.ongoing'],
    });
    expect(asked[0]).toMatchObject({ url: 'https://open.tiktokapis.com/v2/oauth/token/', method: 'POST' });
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
      ...{ client_key: 'key', client_secret: 'secret', code: 'a*1!b%', grant_type: 'authorization_code' },
      ...{ redirect_uri: REQUEST.redirectUri, code_verifier: 'verifier' },
    });
  });

  it.each([
    [200, error('invalid_grant'), 'exchange_refused'],
    [400, error('invalid_request'), 'exchange_refused'],
    [401, error('invalid_client'), 'exchange_refused'],
    [200, { ...TOKENS, ...error('invalid_grant') }, 'exchange_refused'],
    [200, error('server_error'), 'unavailable'],
    [200, error('temporarily_unavailable'), 'unavailable'],
    [500, error('invalid_grant'), 'unavailable'],
    [429, error('invalid_request'), 'unavailable'],
    [200, {}, 'unavailable'],
    [200, '<html>', 'unavailable'],
    [200, { ...TOKENS, expires_in: -1 }, 'unavailable'],
    // The shape of the API's first version.
    [200, { data: TOKENS, message: 'success' }, 'unavailable'],
  ])('that is answered with %s and %j is %3$s', async (status, body, code) => {
    await expect(scripted(says(status, body)).provider.exchange(EXCHANGE)).rejects.toMatchObject({ code });
  });

  it('is asked about again where nobody answers, after the time that TikTok says', async () => {
    await expect(scripted(new TypeError('fetch failed')).provider.exchange(EXCHANGE)).rejects.toMatchObject({
      code: 'unavailable',
    });
    const limited = says(429, error('rate_limit'), { 'retry-after': '17' });
    await expect(scripted(limited).provider.exchange(EXCHANGE)).rejects.toMatchObject({ retryAfterSeconds: 17 });
  });
});

describe('an access token', () => {
  const old = { ...GRANT, accessExpiresAt: new Date(NOW + 60_000).toISOString() };

  it('is renewed before it ends, and what TikTok gave is kept before it is used', async () => {
    const { provider, asked } = scripted(says(200, TOKENS));
    const kept: unknown[] = [];
    const client = provider.open(old, { save: async (grant) => void kept.push(grant), load: async () => undefined });
    await client.refresh();
    expect(kept).toEqual([client.grant]);
    expect(client.grant).toMatchObject({ accessToken: 'act.two', refreshToken: 'rft.two' });
    expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toMatchObject({
      ...{ grant_type: 'refresh_token', refresh_token: 'rft.one' },
    });
    await client.refresh();
    expect(asked).toHaveLength(1);
  });

  it('keeps the refresh token where TikTok gives no new one', async () => {
    const { refresh_token: _, scope: __, ...rest } = TOKENS;
    const client = scripted(says(200, rest)).provider.open(old);
    await client.refresh();
    expect(client.grant).toMatchObject({ accessToken: 'act.two', refreshToken: 'rft.one', scopes: old.scopes });
  });

  it.each([
    [error('invalid_grant'), 'grant_lost'],
    [error('invalid_client'), 'refused'],
    [error('server_error'), 'unavailable'],
  ])('that cannot be renewed: %j is %s', async (body, code) => {
    await expect(scripted(says(200, body)).provider.open(old).refresh()).rejects.toMatchObject({ code });
  });

  it('that another step has renewed meanwhile is taken as it is kept', async () => {
    const theirs = { ...GRANT, accessToken: 'act.theirs', refreshToken: 'rft.theirs' };
    const open = (kept: typeof theirs | undefined) =>
      scripted(says(200, error('invalid_grant'))).provider.open(old, { save: async () => {}, load: async () => kept });
    expect(await open(theirs).refresh()).toEqual(theirs);
    await expect(open({ ...theirs, accessToken: old.accessToken }).refresh()).rejects.toMatchObject({
      code: 'grant_lost',
    });
    await expect(open(undefined).refresh()).rejects.toMatchObject({ code: 'grant_lost' });
  });
});

describe('a grant', () => {
  it('is revoked by its access token, and is gone where it is dead', async () => {
    for (const answer of [
      says(200, ''),
      says(200, {}),
      says(200, error('invalid_grant')),
      failure('access_token_invalid', 401),
    ]) {
      const { provider, asked } = scripted(answer);
      await provider.open(GRANT).revoke();
      expect(asked[0]?.url).toBe('https://open.tiktokapis.com/v2/oauth/revoke/');
      expect(Object.fromEntries(new URLSearchParams(asked[0]?.body))).toEqual({
        ...{ client_key: 'key', client_secret: 'secret', token: 'act.one' },
      });
    }
  });

  it('is not taken for revoked where TikTok does not say so', async () => {
    for (const answer of [
      says(503, ''),
      says(200, '<html>'),
      says(200, error('server_error')),
      new TypeError('fetch failed'),
    ]) {
      await expect(scripted(answer).provider.open(GRANT).reset()).rejects.toMatchObject({ code: 'unavailable' });
    }
    await expect(
      scripted(says(200, error('invalid_client')))
        .provider.open(GRANT)
        .revoke(),
    ).rejects.toMatchObject({
      code: 'refused',
    });
  });
});
