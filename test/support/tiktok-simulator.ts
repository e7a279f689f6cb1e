/** test/support/tiktok-simulator.ts — a client of the simulated TikTok, under a clock of the test's. */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Simulator, startSimulator } from '../../local/simulators/server.ts';

export const REDIRECT = 'http://localhost:1/oauth/tiktok/callback/';
export const VERIFIER = 'a verifier of some length, which nobody guesses';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('hex');
export const [ACTIVITY, POSTS, ALL] = ['activity', 'postsandprofile', 'all'].map(
  (group) => `portability.${group}.single`,
) as [string, string, string];

let simulator: Simulator;
let home: string;
/** Its clock, which a test may turn. */
export const world = { now: 0 };
const open = () => startSimulator({ home, clock: () => world.now });

/** Opens a simulator without a memory. */
export async function openTikTok(): Promise<void> {
  world.now = Date.parse('2026-11-21T12:00:00Z');
  home = await mkdtemp(path.join(tmpdir(), 'datagift-tiktok-'));
  simulator = await open();
}

export async function closeTikTok(): Promise<void> {
  await simulator.close();
  await rm(home, { recursive: true });
}

/** Closes it and opens it again on the same folder. */
export async function restartTikTok(): Promise<void> {
  await simulator.close();
  simulator = await open();
}

type Body = {
  readonly data: Readonly<Record<string, unknown>>;
  readonly error: { readonly code: string; readonly message: string; readonly log_id: string };
};

export const control = (method: string, what: string, body?: object) =>
  fetch(`${simulator.url}/simulator/${what}`, { method, ...(body && { body: JSON.stringify(body) }) });
export const account = (settings: object) =>
  control('PUT', 'accounts/somebody', { name: 'S', provider: 'tiktok', ...settings });

export const authorizeUrl = (scopes: readonly string[], more: Record<string, string> = {}): string =>
  `${simulator.url}/tiktok/v2/auth/authorize/?${new URLSearchParams({
    ...{ client_key: 'key', redirect_uri: REDIRECT, response_type: 'code', state: 'xyz', scope: scopes.join(',') },
    ...{ code_challenge: CHALLENGE, code_challenge_method: 'S256' },
    ...more,
  })}`;

export const decide = (url: string, scopes: readonly string[], form: Record<string, string> = {}) => {
  const body = new URLSearchParams({ account: 'tiina', duration: 'once', decision: 'allow', ...form });
  for (const scope of scopes) body.append('scope', scope);
  return fetch(url, { method: 'POST', body, redirect: 'manual' });
};

export async function codeOf(scopes: readonly string[], form: Record<string, string> = {}): Promise<string> {
  const { headers } = await decide(authorizeUrl(scopes), scopes, form);
  return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
}

export const oauth = async (call: 'token' | 'revoke', form: Record<string, string>) => {
  const body = new URLSearchParams({ client_key: 'key', client_secret: 'secret', ...form });
  const response = await fetch(`${simulator.url}/tiktok/v2/oauth/${call}/`, { method: 'POST', body });
  const answer = await response.text();
  return { status: response.status, body: (answer ? JSON.parse(answer) : undefined) as Record<string, string> };
};

export const exchange = async (code: string, more: Record<string, string> = {}) =>
  (
    await oauth('token', {
      ...{ grant_type: 'authorization_code', code, redirect_uri: REDIRECT, code_verifier: VERIFIER },
      ...more,
    })
  ).body;

export const grant = async (scopes: readonly string[], form: Record<string, string> = {}) =>
  (await exchange(await codeOf(scopes, form))) as { access_token: string; refresh_token: string; open_id: string };

export const call = async (access: string, what: string, body: string) => {
  const headers = { authorization: `Bearer ${access}`, 'content-type': 'application/json' };
  const response = await fetch(`${simulator.url}/tiktok/v2/user/data/${what}`, { method: 'POST', headers, body });
  return { status: response.status, text: await response.text(), type: response.headers.get('content-type') };
};

export const bodyOf = ({ text: answer }: { text: string }): Body => JSON.parse(answer) as Body;

export const add = (access: string, categories: readonly string[] = ['activity'], format = 'json') =>
  call(access, 'add/?fields=request_id', JSON.stringify({ data_format: format, category_selection_list: categories }));

/** The id as it stands in the text: no number holds it. */
export const idIn = (answer: string): string => /"request_id":(\d+)/.exec(answer)?.[1] ?? '';
const FIELDS = 'request_id,status,apply_time,collect_time,data_format,category_selection_list';
export const check = (access: string, id: string) => call(access, `check/?fields=${FIELDS}`, `{"request_id":${id}}`);
export const statusOf = async (access: string, id: string) => bodyOf(await check(access, id)).data.status;
export const download = (access: string, id: string) => call(access, 'download/', `{"request_id":${id}}`);

/** What its own page says. */
export const homePage = async (): Promise<string> => (await fetch(simulator.url)).text();
