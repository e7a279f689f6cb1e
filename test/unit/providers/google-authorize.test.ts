import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorizeUrl, groupsOf, signIns } from '../../../functions/providers/google/authorize.ts';
import { DATA_TYPES, DEFAULT_DATA_TYPES } from '../../../functions/providers/google/data-types.ts';

const application = { clientId: 'client-1', clientSecret: 'secret' };
const request = {
  redirectUri: 'https://donate.example/oauth/google/callback/',
  groups: [
    'myactivity.youtube',
    'myactivity.search',
    'discover.follows',
    'discover.likes',
    'discover.not_interested',
    'myactivity.search',
  ],
  state: 's'.repeat(43),
  codeChallenge: 'c'.repeat(43),
};
const SCOPE = 'https://www.googleapis.com/auth/dataportability.';

describe('the way to the consent page', () => {
  it('leads to Google with PKCE, a refresh token wanted and a fresh consent', () => {
    const url = new URL(authorizeUrl(application, { ...request, language: 'fi' }));

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

  it('asks for the groups, each once, and for nothing else', () => {
    const scopes = new URL(authorizeUrl(application, request)).searchParams.get('scope')?.split(' ');

    expect(scopes).toEqual(
      ['myactivity.youtube', 'myactivity.search', 'discover.follows', 'discover.likes', 'discover.not_interested'].map(
        (group) => SCOPE + group,
      ),
    );
  });

  it('never asks for incremental authorization, which Google refuses', () => {
    expect(authorizeUrl(application, request)).not.toContain('include_granted_scopes');
  });

  it('leads to another base where one is given', () => {
    expect(authorizeUrl({ ...application, baseUrl: 'http://127.0.0.1:8010/google' }, request)).toMatch(
      /^http:\/\/127\.0\.0\.1:8010\/google\/o\/oauth2\/v2\/auth\?/,
    );
  });
});

describe('sign-ins', () => {
  const all = Object.values(DATA_TYPES).map(({ groups }) => groups);

  it('ask for each group once, in an address that is short enough', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(all), (wanted) => {
        const divided = signIns(wanted);
        expect(divided.flat()).toEqual([...new Set(wanted.flat())]);
        for (const groups of divided) {
          const url = authorizeUrl(application, { ...request, groups, language: 'fi' });
          expect(url.length).toBeLessThanOrEqual(2000);
        }
      }),
    );
    expect(signIns([...all, ...all])).toEqual(signIns(all));
  });

  it('leave addresses short where everything about them is long', () => {
    const longest = {
      ...request,
      redirectUri: `https://${'data-donation.'.repeat(9)}university.example/oauth/google/callback/`,
      language: 'x'.repeat(35),
    };
    const clientId = `${'1'.repeat(12)}-${'a'.repeat(32)}.apps.googleusercontent.com`;
    for (const groups of signIns(all)) {
      expect(authorizeUrl({ clientId }, { ...longest, groups }).length).toBeLessThanOrEqual(2000);
    }
  });

  it('keep together what belongs together, unless it is too much by itself', () => {
    const group = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(fc.uniqueArray(group, { maxLength: 8 }), { maxLength: 30 }), (wanted) => {
        const divided = signIns(wanted);
        expect(divided.flat()).toEqual([...new Set(wanted.flat())]);
        for (const [at, together] of wanted.entries()) {
          const earlier = new Set(wanted.slice(0, at).flat());
          const own = together.filter((each) => !earlier.has(each));
          expect(divided.filter((each) => own.some((one) => each.includes(one))).length).toBeLessThanOrEqual(1);
        }
      }),
    );
    const tooMuch = Array.from({ length: 40 }, (_, n) => `group.number_${n}`);
    expect(signIns([tooMuch]).length).toBeGreaterThan(1);
    expect(signIns([['a'.repeat(2000)]])).toHaveLength(1);
  });

  it('are one for what is enabled by default, and a few for everything', () => {
    const byDefault = DEFAULT_DATA_TYPES.map((name) => DATA_TYPES[name]?.groups ?? []);
    expect(signIns(byDefault)).toHaveLength(1);
    expect(signIns(all).length).toBeLessThanOrEqual(6);
    expect(signIns([])).toEqual([]);
  });
});

describe('what was granted', () => {
  it('is the groups among the scopes, whatever else is there', () => {
    expect(groupsOf([`${SCOPE}myactivity.search`, 'openid', `${SCOPE}discover.likes`])).toEqual([
      'myactivity.search',
      'discover.likes',
    ]);
  });
});
