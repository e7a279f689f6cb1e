import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionCookie } from '../../../functions/api/participant/route.ts';
import { sessionBody } from '../../../functions/core/schemas-participant.ts';
import { newToken } from '../../../functions/core/token.ts';

beforeEach(() => {
  vi.stubEnv('TABLE_NAME', 'table');
  vi.stubEnv('DATA_BUCKET', 'bucket');
});
afterEach(() => vi.unstubAllEnvs());

const WEEK_SECONDS = 604_800;

describe('the session cookie', () => {
  it('is held to this host and to encrypted connections where the site has them', () => {
    vi.stubEnv('PUBLIC_ORIGIN', 'https://donate.example.org');
    const attributes = `Path=/; HttpOnly; SameSite=Lax; Max-Age=${WEEK_SECONDS}; Secure`;
    expect(sessionCookie('abc')).toBe(`__Host-datagift_session=abc; ${attributes}`);
  });

  it('works over http where the site has nothing else', () => {
    vi.stubEnv('PUBLIC_ORIGIN', 'http://localhost:8000');
    expect(sessionCookie('abc')).toBe(`datagift_session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=${WEEK_SECONDS}`);
  });

  it('is taken away by an empty one that has ended', () => {
    vi.stubEnv('PUBLIC_ORIGIN', 'http://localhost:8000');
    expect(sessionCookie('')).toMatch(/^datagift_session=;.* Max-Age=0$/);
  });
});

describe('a token as people paste it', () => {
  const token = newToken('donation');

  it.each([
    ['alone', token],
    ['with space around it', ` \n${token}\t`],
    ['as the whole link', `https://donate.example.org/donate/#${token}`],
    ['as the whole link, with space around it', `  http://localhost:8000/donate/#${token} `],
  ])('is found %s', (_, pasted) => {
    expect(sessionBody.parse({ token: pasted })).toEqual({ token });
  });

  it('is not searched for in a novel', () => {
    expect(sessionBody.safeParse({ token: 'x'.repeat(2001) }).success).toBe(false);
  });
});
