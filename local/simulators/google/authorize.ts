/** local/simulators/google/authorize.ts — accounts.google.com: who asks for what, and what the person decides. */
import { randomBytes, randomUUID } from 'node:crypto';
import { MINUTE_MS } from '../../../functions/core/clock.ts';
import { errorPage } from '../page.ts';
import { type Asked, back, html, type Reply } from '../reply.ts';
import type { Grant, State } from '../state.ts';
import { consentPage } from './consent-page.ts';
import { isKnownScope } from './groups.ts';

const CODE_LIFETIME_MS = 10 * MINUTE_MS;
const DURATIONS = ['once', '30d', '180d'] as const;

/** @returns Google's words for what is wrong with a request; undefined when nothing is */
function problemOf(query: URLSearchParams): readonly [status: number, error: string, detail: string] | undefined {
  const scopes = scopesOf(query);
  if (!query.get('client_id')) return [400, 'invalid_request', 'Missing required parameter: client_id'];
  if (!URL.canParse(query.get('redirect_uri') ?? '')) return [400, 'redirect_uri_mismatch', 'Invalid redirect_uri.'];
  if (query.get('response_type') !== 'code') return [400, 'invalid_request', 'Only response_type=code is simulated.'];
  if (!scopes.length) return [400, 'invalid_request', 'Missing required parameter: scope'];
  if (query.get('include_granted_scopes') === 'true') {
    return [400, 'invalid_request', 'Incremental auth is not allowed for the requested scopes.'];
  }
  if (!scopes.every((scope) => scope.includes('/auth/dataportability.'))) {
    const words = 'Requests for data portability scopes cannot have non data portability scopes';
    return [400, 'invalid_request', words];
  }
  const unknown = scopes.find((scope) => !isKnownScope(scope));
  if (unknown) return [400, 'invalid_scope', `Some requested scopes were invalid: ${unknown}`];
  const method = query.get('code_challenge_method');
  if (query.get('code_challenge') && method !== 'S256') return [400, 'invalid_request', 'Only S256 is simulated.'];
  return undefined;
}

const scopesOf = (query: URLSearchParams): string[] => (query.get('scope') ?? '').split(' ').filter(Boolean);

export function createAuthorize(state: State) {
  const refuse = ([status, error, detail]: readonly [number, string, string]): Reply =>
    html(status, errorPage('Google', `Error ${status}: ${error}`, detail));

  return {
    page({ url }: Asked): Reply {
      const problem = problemOf(url.searchParams);
      if (problem) return refuse(problem);
      const accounts = state.accounts().filter(({ provider }) => provider === 'google');
      return html(200, consentPage(`${url.pathname}${url.search}`, accounts, scopesOf(url.searchParams)));
    },
    decide({ url, body, now }: Asked): Reply {
      const query = url.searchParams;
      const problem = problemOf(query);
      if (problem) return refuse(problem);
      const form = new URLSearchParams(body);
      const decision = form.get('decision');
      if (decision === 'deny') return back(query, { error: 'access_denied' });
      if (decision !== 'allow') return refuse([400, 'invalid_request', 'The field decision must be allow or deny.']);
      const account = state.account(form.get('account') ?? '');
      if (account?.provider !== 'google')
        return refuse([400, 'invalid_request', 'The field account names nobody here.']);
      const duration = DURATIONS.find((known) => known === (form.get('duration') ?? 'once'));
      if (!duration) return refuse([400, 'invalid_request', 'The field duration must be once, 30d or 180d.']);
      const asked = scopesOf(query);
      const scopes = form.getAll('scope');
      if (!scopes.every((scope) => asked.includes(scope))) {
        return refuse([400, 'invalid_request', 'The field scope holds one that was not asked for.']);
      }
      // Google does not go on without a single tick; it comes back as a refusal.
      if (!scopes.length) return back(query, { error: 'access_denied' });
      const client = query.get('client_id') as string;
      const grant: Grant = { id: randomUUID(), account: account.id, client, scopes, duration, made_at: now };
      const code = `4/sim-${randomBytes(24).toString('base64url')}`;
      const challenge = query.get('code_challenge');
      state.memory.grants.push(grant);
      state.memory.codes[code] = {
        grant: grant.id,
        redirect_uri: query.get('redirect_uri') as string,
        ...(challenge && { challenge }),
        expires_at: now + CODE_LIFETIME_MS,
      };
      state.save();
      return back(query, { code, scope: scopes.join(' ') });
    },
  };
}
