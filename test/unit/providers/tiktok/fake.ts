/** test/unit/providers/tiktok/fake.ts — TikTok's answers to an injected fetch, one after the other. */
import { createTikTok } from '../../../../functions/providers/tiktok/create.ts';

export const NOW = Date.parse('2026-11-23T12:00:00Z');
export const CLIENT = { clientId: 'key', clientSecret: 'secret' };

export type Asked = {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: string;
};

type Scripted = Response | Error | (() => Response);

/** An answer of the API's, or of the OAuth endpoints. */
export const says = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': 'application/json', ...headers },
  });

export const failure = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  says(status, { data: {}, error: { code, message: 'said by TikTok', log_id: 'L' } }, headers);

export const ok = (data: string): Response =>
  says(200, `{"data":${data},"error":{"code":"ok","message":"","log_id":"L"}}`);

/** A provider whose TikTok answers by script; what lies beyond the script fails the test. */
export function scripted(...answers: Scripted[]) {
  const asked: Asked[] = [];
  const fetch = (async (url: string | URL | Request, init: RequestInit = {}) => {
    const next = answers[asked.length];
    const { method = 'GET', headers, body } = init;
    asked.push({ url: String(url), method, headers: new Headers(headers), body: String(body ?? '') });
    if (next === undefined) throw new Error('TikTok was asked more often than the script says');
    if (next instanceof Error) throw next;
    return typeof next === 'function' ? next() : next;
  }) as typeof globalThis.fetch;
  const provider = createTikTok({ ...CLIENT, fetch, clock: () => NOW });
  return { provider, asked };
}

export const GRANT = {
  accessToken: 'act.one',
  refreshToken: 'rft.one',
  accessExpiresAt: new Date(NOW + 86_400_000).toISOString(),
  scopes: ['portability.activity.single'],
};

export const TOKENS = {
  access_token: 'act.two',
  expires_in: 86_400,
  open_id: 'person',
  refresh_expires_in: 31_536_000,
  refresh_token: 'rft.two',
  scope: 'portability.activity.single,portability.postsandprofile.ongoing',
  token_type: 'Bearer',
};
