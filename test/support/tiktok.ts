/** test/support/tiktok.ts — as much of TikTok as one person's donation needs, told by a test what it has. */
import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import yazl from 'yazl';
import { listen, shut } from '../../local/listen.ts';

export const CLIENT = { key: 'tiktok-key', secret: 'tiktok-secret' };

/** A document as the only entry of an archive. */
export async function archiveOf(document: unknown, name = 'user_data_tiktok.json'): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  archive.addBuffer(Buffer.from(JSON.stringify(document)), name);
  archive.end();
  return buffer(archive.outputStream);
}

/** The scope of each category. */
const SCOPES: Readonly<Record<string, string>> = {
  ...{ activity: 'activity', video: 'postsandprofile', profile: 'postsandprofile' },
  ...{ direct_message: 'directmessages', all_data: 'all' },
};
const isAllowed = (body: string): boolean =>
  (JSON.parse(body) as { category_selection_list: string[] }).category_selection_list.every((category) =>
    world.scopes.includes(`portability.${SCOPES[category]}.`),
  );

type Request = { readonly id: string; polled: number; cancelled: boolean };

/** Tokens live so long; less than five minutes has each step refresh them. */
export const world = {
  archive: Buffer.alloc(0) as Buffer,
  /** Who signs in, as TikTok names them to this application. */
  person: 'person-of-this-app',
  scopes: 'portability.activity.single',
  polls: 1,
  lifetimeSeconds: 86_400,
  /** How often a revocation is not carried out. */
  deafToRevocations: 0,
  /** A state other than what the number of polls leads to. */
  status: undefined as string | undefined,
};

/** Opens it on 127.0.0.1. */
export async function startTikTok() {
  const asked: { readonly path: string; readonly body: string }[] = [];
  const requests = new Map<string, Request>();
  const tokens = { access: '', refresh: '', number: 0, revoked: false };
  let lastId = 7_000_000_000_000_000_000n;

  const give = () => {
    tokens.number += 1;
    // A refresh token is good once: it rotates.
    Object.assign(tokens, { access: `act.${tokens.number}`, refresh: `rft.${tokens.number}`, revoked: false });
    return {
      ...{ access_token: tokens.access, expires_in: world.lifetimeSeconds, open_id: world.person },
      ...{ refresh_token: tokens.refresh, refresh_expires_in: 31_536_000, scope: world.scopes, token_type: 'Bearer' },
    };
  };

  const oauth = (path: string, form: URLSearchParams): object | undefined => {
    const isOurs = form.get('client_key') === CLIENT.key && form.get('client_secret') === CLIENT.secret;
    if (!isOurs) return { error: 'invalid_client', error_description: '', log_id: '' };
    if (path === '/v2/oauth/revoke/') {
      if (world.deafToRevocations-- > 0) return { error: 'server_error' };
      // The access token alone is taken.
      if (form.get('token') !== tokens.access) return { error: 'invalid_grant' };
      tokens.revoked = true;
      return undefined;
    }
    const isGood = form.get('code') === 'good' || (form.get('refresh_token') === tokens.refresh && !tokens.revoked);
    return isGood ? give() : { error: 'invalid_grant', error_description: '', log_id: '' };
  };

  const add = (): string => {
    lastId += 1n;
    requests.set(String(lastId), { id: String(lastId), polled: 0, cancelled: false });
    return `{"data":{"request_id":${lastId}},"error":{"code":"ok","message":"","log_id":""}}`;
  };

  const check = (request: Request): string => {
    request.polled += 1;
    const status = world.status ?? (request.polled > world.polls ? 'downloading' : 'pending');
    return `{"data":{"request_id":${request.id},"status":"${status}","apply_time":1763900000},"error":{"code":"ok"}}`;
  };

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(message);
    const { pathname: path } = new URL(message.url ?? '', 'http://tiktok');
    asked.push({ path, body });
    const json = (status: number, content: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(content);
    if (path.startsWith('/v2/oauth/'))
      return void json(200, JSON.stringify(oauth(path, new URLSearchParams(body))) ?? '');
    const failed = (code: string, status: number) => json(status, JSON.stringify({ data: {}, error: { code } }));
    if (message.headers.authorization !== `Bearer ${tokens.access}` || tokens.revoked) {
      return void failed('access_token_invalid', 401);
    }
    if (path === '/v2/user/data/add/')
      return void (isAllowed(body) ? json(200, add()) : failed('scope_not_authorized', 401));
    const request = requests.get(/"request_id":(\d+)/.exec(body)?.[1] ?? '');
    if (!request) return void failed('invalid_params', 400);
    if (path === '/v2/user/data/check/') return void json(200, check(request));
    response.writeHead(200, { 'content-type': 'application/zip' }).end(world.archive);
  }

  const server = createServer((message, response) => void answer(message, response));
  const port = await listen(server, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    env: { TIKTOK_BASE_URL: url, TIKTOK_CLIENT_KEY: CLIENT.key, TIKTOK_CLIENT_SECRET: CLIENT.secret },
    asked,
    /** What was asked at a path. */
    at: (path: string) => asked.filter((each) => each.path === path),
    lastRequest: () => String(lastId),
    isRevoked: () => tokens.revoked,
    /** TikTok takes the access token no longer. */
    endAccess: () => void Object.assign(tokens, { access: '' }),
    close: () => shut(server),
  };
}

export type TikTok = Awaited<ReturnType<typeof startTikTok>>;

/** A call of TikTok's to us. @param now seconds since the epoch */
export function notice(
  event: string,
  content: object | string,
  more: object = {},
  now = Math.floor(Date.now() / 1000),
) {
  const inner = typeof content === 'string' ? content : JSON.stringify(content);
  const body = JSON.stringify({ client_key: CLIENT.key, event, create_time: now, content: inner, ...more });
  const signature = createHmac('sha256', CLIENT.secret).update(`${now}.${body}`).digest('hex');
  const headers = { 'content-type': 'application/json', 'tiktok-signature': `t=${now},s=${signature}` };
  return { method: 'POST', headers, body };
}
