import { describe, expect, it } from 'vitest';
import { createProvider } from '../../../functions/providers/index.ts';

const provider = (baseUrl?: string) =>
  createProvider('google_portability', {
    fetch,
    clock: Date.now,
    clientId: 'client-1',
    clientSecret: 'secret',
    ...(baseUrl && { baseUrl }),
  });
const request = {
  redirectUri: 'https://donate.example/oauth/google/callback/',
  dataTypes: ['youtube_history', 'discover', 'search'],
  state: 's'.repeat(43),
  codeChallenge: 'c'.repeat(43),
};
const SCOPE = 'https://www.googleapis.com/auth/dataportability.';

describe('the way to the consent page', () => {
  it('leads to Google with PKCE, a refresh token wanted and a fresh consent', () => {
    const url = new URL(provider().authorizeUrl({ ...request, language: 'fi' }));

    expect(url.origin + url.pathname).toBe('https://accounts.google.com/o/oauth2/v2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: 'client-1',
      redirect_uri: request.redirectUri,
      response_type: 'code',
      scope: expect.any(String),
      access_type: 'offline',
      prompt: 'consent',
      state: request.state,
      code_challenge: request.codeChallenge,
      code_challenge_method: 'S256',
      hl: 'fi',
    });
  });

  it('asks for the groups of the requested types, each once, and for nothing else', () => {
    const scopes = new URL(provider().authorizeUrl(request)).searchParams.get('scope')?.split(' ');

    expect(scopes).toEqual(
      ['myactivity.youtube', 'myactivity.search', 'discover.follows', 'discover.likes', 'discover.not_interested'].map(
        (group) => SCOPE + group,
      ),
    );
  });

  it('never asks for incremental authorization, which Google refuses', () => {
    expect(provider().authorizeUrl(request)).not.toContain('include_granted_scopes');
  });

  it('leads to another base where one is given', () => {
    expect(provider('http://127.0.0.1:8010/google').authorizeUrl(request)).toMatch(
      /^http:\/\/127\.0\.0\.1:8010\/google\/o\/oauth2\/v2\/auth\?/,
    );
  });
});

describe('what was granted', () => {
  it('is the groups among the scopes, whatever else is there', () => {
    expect(provider().grantedGroups([`${SCOPE}myactivity.search`, 'openid', `${SCOPE}discover.likes`])).toEqual([
      'myactivity.search',
      'discover.likes',
    ]);
  });
});
