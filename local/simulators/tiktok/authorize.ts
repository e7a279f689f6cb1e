/** local/simulators/tiktok/authorize.ts — www.tiktok.com: who asks for what, and what the person decides. */
import { randomBytes, randomUUID } from 'node:crypto';
import { MINUTE_MS } from '../../../functions/core/clock.ts';
import { errorPage } from '../page.ts';
import { type Asked, back, html, type Reply } from '../reply.ts';
import type { State } from '../state.ts';
import { consentPage } from './consent-page.ts';
import { SCOPES } from './scopes.ts';

const CODE_LIFETIME_MS = 10 * MINUTE_MS;
const MAX_REDIRECT_CHARACTERS = 512;
const HEX_SHA256 = /^[0-9a-f]{64}$/;

const scopesOf = (query: URLSearchParams): string[] => (query.get('scope') ?? '').split(',').filter(Boolean);

/** The parameter that TikTok names on its error page; undefined when all are right. */
function wrongParameter(query: URLSearchParams): string | undefined {
  const scopes = scopesOf(query);
  const challenge = query.get('code_challenge') ?? '';
  const redirect = URL.parse(query.get('redirect_uri') ?? '');
  if (!query.get('client_key')) return 'client_key';
  if (!redirect || redirect.search || redirect.hash || redirect.href.length > MAX_REDIRECT_CHARACTERS) {
    return 'redirect_uri';
  }
  if (query.get('response_type') !== 'code') return 'response_type';
  if (!scopes.length || !scopes.every((scope) => SCOPES.has(scope))) return 'scope';
  // An application on the person's own machine has to prove itself.
  const isDesktop = ['localhost', '127.0.0.1'].includes(redirect.hostname);
  if (challenge ? !HEX_SHA256.test(challenge) : isDesktop) return 'code_challenge';
  if (challenge && query.get('code_challenge_method') !== 'S256') return 'code_challenge_method';
  return undefined;
}

/** @see https://developers.tiktok.com/doc/login-kit-web */
export function createAuthorize(state: State) {
  const refuse = (what: string): Reply =>
    html(400, errorPage('TikTok', 'Something went wrong', `Correct the following and try again: ${what}`));

  const denied = (query: URLSearchParams): Reply =>
    back(query, { error: 'access_denied', error_description: 'User denied access' });

  return {
    page({ url }: Asked): Reply {
      const wrong = wrongParameter(url.searchParams);
      if (wrong) return refuse(wrong);
      const accounts = state.accounts().filter(({ provider }) => provider === 'tiktok');
      return html(200, consentPage(`${url.pathname}${url.search}`, accounts, scopesOf(url.searchParams)));
    },
    decide({ url, body, now }: Asked): Reply {
      const query = url.searchParams;
      const wrong = wrongParameter(query);
      if (wrong) return refuse(wrong);
      const form = new URLSearchParams(body);
      const decision = form.get('decision');
      if (decision === 'deny') return denied(query);
      if (decision !== 'allow') return refuse('the field decision, which must be allow or deny');
      const account = state.account(form.get('account') ?? '');
      if (account?.provider !== 'tiktok') return refuse('the field account, which names nobody here');
      const scopes = form.getAll('scope');
      if (!scopes.every((scope) => scopesOf(query).includes(scope))) {
        return refuse('the field scope, which holds one that was not asked for');
      }
      if (!scopes.length) return denied(query);
      const { tiktok } = state.memory;
      const client = query.get('client_key') as string;
      const grant = { id: randomUUID(), account: account.id, client, scopes, made_at: now, used: [] };
      // Codes of TikTok's hold characters that have to be encoded in an address.
      const code = `sim-${randomBytes(24).toString('base64url')}*0!${randomBytes(2).readUInt16BE()}.e1`;
      const challenge = query.get('code_challenge');
      tiktok.grants.push(grant);
      tiktok.codes[code] = {
        grant: grant.id,
        redirect_uri: query.get('redirect_uri') as string,
        ...(challenge && { challenge }),
        expires_at: now + CODE_LIFETIME_MS,
      };
      state.save();
      return back(query, { code, scopes: scopes.join(',') });
    },
  };
}
