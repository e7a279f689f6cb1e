/** test/support/google.ts — a client of the simulated Google, under a clock of the test's. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../local/simulators/server.ts';

export const PREFIX = 'https://www.googleapis.com/auth/dataportability.';
export const [YOUTUBE, SEARCH, FOLLOWS] = ['myactivity.youtube', 'myactivity.search', 'discover.follows'] as const;
export const REDIRECT = 'http://localhost:1/oauth/google/callback/';

type Body = Record<string, unknown> & {
  error?: { code: number; status: string; details?: { reason: string; metadata: Record<string, string> }[] };
};
type Answer = { readonly status: number; readonly body: Body; readonly headers: Headers };

let simulator: Simulator;

/** The simulator's clock and folder: a test may turn the one and look into the other. */
export const world = { now: 0, home: '' };

/** Opens a simulator without a memory. */
export async function openGoogle(): Promise<void> {
  world.now = Date.parse('2026-11-21T12:00:00Z');
  world.home = await mkdtemp(path.join(tmpdir(), 'datagift-simulator-'));
  simulator = await startSimulator({ home: world.home, clock: () => world.now });
}

/** Closes it and opens it again on the same folder. */
export async function restartGoogle(): Promise<void> {
  await simulator.close();
  simulator = await startSimulator({ home: world.home, clock: () => world.now });
}

export async function closeGoogle(): Promise<void> {
  await simulator.close();
  await rm(world.home, { recursive: true });
}

export async function ask(method: string, url: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(url.startsWith('http') ? url : simulator.url + url, {
    method,
    redirect: 'manual',
    ...init,
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : { text } };
}

export const authorizeUrl = (groups: readonly string[], more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({
    ...{ client_id: 'client', redirect_uri: REDIRECT, response_type: 'code', access_type: 'offline', state: 'xyz' },
    scope: groups.map((group) => PREFIX + group).join(' '),
    ...more,
  });
  return `${simulator.url}/google/o/oauth2/v2/auth?${query}`;
};

export const decide = (url: string, groups: readonly string[], form: Record<string, string> = {}) => {
  const body = new URLSearchParams({ account: 'maija', duration: 'once', decision: 'allow', ...form });
  for (const group of groups) body.append('scope', PREFIX + group);
  return ask('POST', url, { body });
};

export const token = (form: Record<string, string>) =>
  ask('POST', '/google/token', {
    body: new URLSearchParams({ client_id: 'client', client_secret: 'secret', redirect_uri: REDIRECT, ...form }),
  });

export async function grant(
  groups: readonly string[],
  form: Record<string, string> = {},
  more: Record<string, string> = {},
) {
  const { headers } = await decide(authorizeUrl(groups, more), groups, form);
  const code = new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
  const { body } = await token({ grant_type: 'authorization_code', code });
  return body as { access_token: string; refresh_token: string; scope: string; expires_in: number };
}

export const api = (method: string, call: string, access: string, body?: unknown) =>
  ask(method, `/google/v1/${call}`, {
    headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
export const initiate = (access: string, groups: readonly string[], period: object = {}) =>
  api('POST', 'portabilityArchive:initiate', access, { resources: groups, ...period });
export const state = (access: string, job: unknown) => api('GET', `archiveJobs/${job}/portabilityArchiveState`, access);
export const account = (id: string, settings: object) =>
  ask('PUT', `/simulator/accounts/${id}`, { body: JSON.stringify({ name: id, ...settings }) });

export async function complete(access: string, group: string, period: object = {}): Promise<string[]> {
  const { body } = await initiate(access, [group], period);
  for (;;) {
    const polled = await state(access, body.archiveJobId);
    if (polled.body.state !== 'IN_PROGRESS') return polled.body.urls as string[];
  }
}
