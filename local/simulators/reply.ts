/** local/simulators/reply.ts — an answer of a simulated provider, before faults befall it. */

export type Reply = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer | AsyncIterable<Uint8Array>;
  /** Length of a streamed body, bytes. */
  readonly length?: number;
};

/** Whom a request is about, so that their faults befall it before anything happens. */
export type About = {
  readonly account: string;
  readonly on: 'token' | 'initiate' | 'state' | 'download' | 'reset' | 'revoke';
  readonly groups?: readonly string[];
  /** Of an archive, from 1. */
  readonly part?: number;
};

/** A request that was understood but not carried out yet. */
export type Pending = { readonly about?: About; perform(): Reply | Promise<Reply> };

/** What needs no carrying out. */
export const settled = (reply: Reply): Pending => ({ perform: () => reply });

export type Asked = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

export const json = (status: number, body: unknown): Reply => ({
  status,
  headers: { 'content-type': 'application/json; charset=UTF-8' },
  body: JSON.stringify(body),
});

export const html = (status: number, body: string): Reply => ({
  status,
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'none'; style-src 'self'",
    'cache-control': 'no-store',
  },
  body,
});

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** Back to the application that asked for a sign-in, with its own state. */
export const back = (query: URLSearchParams, fields: Readonly<Record<string, string>>): Reply => {
  const target = new URL(query.get('redirect_uri') as string);
  for (const [name, value] of Object.entries(fields)) target.searchParams.set(name, value);
  const sent = query.get('state');
  if (sent !== null) target.searchParams.set('state', sent);
  return { status: 302, headers: { location: target.href, 'cache-control': 'no-store' } };
};
