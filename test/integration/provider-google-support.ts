/** test/integration/provider-google-support.ts — a participant at the simulator, and the provider that serves them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RangeSource } from '../../functions/archive/types.ts';
import { type Period, toInterval } from '../../functions/core/period.ts';
import { codeChallenge, newSecret } from '../../functions/core/token.ts';
import { createProvider } from '../../functions/providers/create.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import type { Provider, ProviderClient } from '../../functions/providers/provider.ts';
import { startSimulator } from '../../local/simulators/server.ts';

export const REDIRECT = 'http://localhost:8000/oauth/google/callback/';
export const ALL_TYPES = PROVIDERS.google_portability.defaultDataTypes;

export type Consent = {
  readonly account: string;
  readonly duration?: 'once' | '30d' | '180d';
  readonly types?: readonly string[];
  /** A group that is not ticked. */
  readonly except?: string;
};

/** A simulator and the provider that speaks to it, on one clock that tests can turn. */
export async function startGoogle() {
  const home = await mkdtemp(path.join(tmpdir(), 'provider-google-'));
  const time = { now: Date.parse('2026-11-23T12:00:00Z') };
  const clock = () => time.now;
  const simulator = await startSimulator({ home, clock });
  const application = { clientId: 'pilot', clientSecret: 'pilot-secret', baseUrl: `${simulator.url}/google` };
  const provider: Provider = createProvider('google_portability', { ...application, fetch, clock });

  /** Goes through the consent page as a participant would. @returns what the callback gets */
  async function consent({ account, duration = '180d', types = ALL_TYPES, except }: Consent) {
    const codeVerifier = newSecret();
    const groups = types.flatMap((type) => provider.dataTypes[type]?.groups ?? []);
    const request = { redirectUri: REDIRECT, groups, state: newSecret() };
    const url = provider.authorizeUrl(application, { ...request, codeChallenge: codeChallenge(codeVerifier) });
    const scopes = new URL(url).searchParams.get('scope')?.split(' ') ?? [];
    const form = new URLSearchParams({ account, duration, decision: 'allow' });
    for (const scope of scopes) if (!except || !scope.endsWith(except)) form.append('scope', scope);
    const response = await fetch(url, { method: 'POST', body: form, redirect: 'manual' });
    const back = new URL(response.headers.get('location') ?? '');
    if (back.searchParams.get('state') !== request.state) throw new Error('The state did not come back.');
    return { code: back.searchParams.get('code') ?? '', codeVerifier, redirectUri: REDIRECT };
  }

  const grantOf = async (of: Consent) => provider.exchange(await consent(of));

  return {
    ...{ home, time, provider, consent, grantOf },
    clientOf: async (of: Consent): Promise<ProviderClient> => provider.open(await grantOf(of)),

    /** Makes an account whose exports are ready at once. @returns its id */
    async account(id: string, settings: object = {}): Promise<string> {
      const body = JSON.stringify({ name: id, provider: 'google', polls: 0, ...settings });
      const response = await fetch(`${simulator.url}/simulator/accounts/${id}`, { method: 'PUT', body });
      if (!response.ok) throw new Error(await response.text());
      return id;
    },

    async close(): Promise<void> {
      await simulator.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type Google = Awaited<ReturnType<typeof startGoogle>>;

/** Asks for an export. @returns its id */
export async function jobOf(client: ProviderClient, group: string, period: Period = {}): Promise<string> {
  const initiation = await client.initiate(group, toInterval(period));
  if (initiation.outcome !== 'started') throw new Error(initiation.outcome);
  return initiation.jobId;
}

/** Asks about an export until it is complete. @returns its id */
export async function completed(client: ProviderClient, jobId: string): Promise<string> {
  for (let polls = 0; polls < 30; polls += 1) {
    const { state } = await client.exportState(jobId);
    if (state === 'complete') return jobId;
    if (state !== 'in_progress') throw new Error(state);
  }
  throw new Error('never complete');
}

/** All parts of a complete export. */
export async function partsOf(client: ProviderClient, jobId: string): Promise<readonly RangeSource[]> {
  const { parts } = await client.exportState(jobId);
  return Promise.all(Array.from({ length: parts }, (_, part) => client.part(jobId, part)));
}
