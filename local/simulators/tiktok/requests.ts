/** local/simulators/tiktok/requests.ts — open.tiktokapis.com/v2/user/data: copies of data are asked for, made, and fetched. */
import { randomBytes } from 'node:crypto';
import { DAY_MS, MINUTE_MS, SECOND_MS } from '../../../functions/core/clock.ts';
import { type Asked, json, type Pending, type Reply } from '../reply.ts';
import type { State } from '../state.ts';
import type { createArchives } from './archives.ts';
import { type DataRequest, type Grant, grantOf } from './memory.ts';
import { type Group, groupsOf, isCategory, scopeOf } from './scopes.ts';
import { openId } from './tokens.ts';
import type { Notify } from './webhooks.ts';

const ARCHIVE_MS = 4 * DAY_MS;
const CALLS_A_MINUTE = 1000;
const WRONG_ID = 'Incorrect `request_id`. Please validate the request.';

const logId = (): string => `2026${randomBytes(14).toString('hex').toUpperCase()}`;

/** Ids stand bare in the text: a number of JavaScript's would lose their last digits. */
const answer = (status: number, data: object | undefined, code = 'ok', message = ''): Reply => {
  const error = { code, message, log_id: logId(), ...(status !== 200 && { http_status_code: status }) };
  const reply = json(status, { ...(data && { data }), error });
  return { ...reply, body: String(reply.body).replace(/"request_id":"(\d+)"/g, '"request_id":$1') };
};

const failure = (status: number, code: string, message: string): Reply => answer(status, {}, code, message);
const invalid = (message: string): Reply => failure(400, 'invalid_params', message);

/** A random id of 63 bits. It is odd, so that no double holds it exactly. */
const newId = (): string =>
  String(7_000_000_000_000_000_001n + 2n * (randomBytes(8).readBigUInt64BE() % 1_000_000_000_000_000_000n));

/** Of what is documented to be in data, what `fields` names. */
function only(fields: string | null, data: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const named = (fields ?? '').split(',');
  return Object.fromEntries(Object.entries(data).filter(([name]) => named.includes(name)));
}

type Call = { readonly asked: Asked; readonly grant: Grant };

/** @see https://developers.tiktok.com/doc/data-portability-api-get-started */
export function createRequests(state: State, archives: ReturnType<typeof createArchives>, notify: Notify) {
  const calls = new Map<string, { readonly minute: number; count: number }>();

  /** Whether a client has called too often within a minute. */
  function isTooOften({ client }: Grant, path: string, now: number): boolean {
    const minute = Math.floor(now / MINUTE_MS);
    const key = `${client} ${path}`;
    const known = calls.get(key);
    const current = known?.minute === minute ? known : { minute, count: 0 };
    calls.set(key, current);
    current.count += 1;
    return current.count > CALLS_A_MINUTE;
  }

  /** The scopes that allow groups; they are used up where they allow one copy. */
  function allowing({ scopes, used }: Grant, groups: readonly Group[]): readonly string[] | Reply {
    const usable = (group: Group): string | undefined =>
      [scopeOf(group, 'ongoing'), scopeOf(group, 'single')].find(
        (scope) => scopes.includes(scope) && !used.includes(scope),
      );
    const all = usable('all');
    const own = groups.map(usable);
    if (all && (groups.length > 1 || own.includes(undefined))) return [all];
    if (!own.includes(undefined)) return own as string[];
    const granted = [...groups, 'all' as const].some((group) => scopes.includes(scopeOf(group, 'single')));
    return granted
      ? failure(400, 'scope_permission_missed', 'The scope allows a single request, which was made.')
      : failure(401, 'scope_not_authorized', 'The user did not authorize the scope required for this request.');
  }

  function add({ asked: { url, body, now }, grant }: Call): Reply {
    const { data_format, category_selection_list: categories } = readInput(body);
    if (data_format !== 'json' && data_format !== 'text') return invalid('Incorrect `data_format`.');
    if (!Array.isArray(categories) || !categories.length || !categories.every(isCategory)) {
      return invalid('Incorrect `category_selection_list`.');
    }
    const scopes = allowing(grant, groupsOf(categories));
    if ('status' in scopes) return scopes;
    grant.used.push(...scopes.filter((scope) => scope.endsWith('.single')));
    const { account, client } = grant;
    const request: DataRequest = {
      ...{ id: newId(), account, client, categories, data_format, made_at: now, polled: 0 },
    };
    state.memory.tiktok.requests.push(request);
    state.save();
    return answer(200, only(url.searchParams.get('fields'), { request_id: request.id }));
  }

  function becomeReady(request: DataRequest, now: number): void {
    request.ready_at = now;
    state.save();
    const { id, account, client } = request;
    const event = { event: 'portability.download.ready', account, client, user_openid: openId(request) } as const;
    notify(event, `{"request_id":${id}}`, now);
  }

  function statusOf({ account, cancelled, ready_at }: DataRequest, now: number): string {
    const seconds = state.account(account)?.archive_seconds;
    const lifetime = seconds === undefined ? ARCHIVE_MS : seconds * SECOND_MS;
    if (cancelled) return 'cancelled';
    if (ready_at === undefined) return 'pending';
    return now < ready_at + lifetime ? 'downloading' : 'expired';
  }

  function check({ asked: { url, now } }: Call, request: DataRequest): Reply {
    const { polls = 0, final_state = 'COMPLETE' } = state.account(request.account) ?? {};
    request.polled += 1;
    if (request.ready_at === undefined && !request.cancelled && request.polled > polls) {
      if (final_state === 'CANCELLED') request.cancelled = true;
      else becomeReady(request, now);
    }
    state.save();
    const { id, made_at, ready_at, data_format, categories } = request;
    const data = {
      ...{ request_id: id, apply_time: Math.floor(made_at / SECOND_MS), data_format },
      collect_time: ready_at === undefined ? 0 : Math.floor(ready_at / SECOND_MS),
      status: statusOf(request, now),
      // TikTok answers another word than it asks for.
      category_selection_list: categories.map((each) => (each === 'direct_message' ? 'direct_messages' : each)),
    };
    return answer(200, only(url.searchParams.get('fields'), data));
  }

  function cancel({ asked: { now } }: Call, request: DataRequest): Reply {
    if (statusOf(request, now) !== 'pending') return invalid('The request cannot be cancelled any more.');
    request.cancelled = true;
    state.save();
    return answer(200, undefined);
  }

  async function download({ asked: { now } }: Call, request: DataRequest): Promise<Reply> {
    const account = state.account(request.account);
    if (statusOf(request, now) !== 'downloading') return invalid('The data of this request cannot be downloaded.');
    // There is no failed export: the download says so.
    if (!account || account.final_state === 'FAILED') {
      return { ...failure(500, 'internal_error', 'Please try again later.'), status: 200 };
    }
    const { body, length } = await archives.open(account, request);
    return { status: 200, headers: { 'content-type': 'application/zip' }, body, length };
  }

  /** The request that a call is about: one of the same person's, asked for by the same client. */
  function requestOf({ asked, grant }: Call, inQuery: boolean): DataRequest | undefined {
    const id = (inQuery && asked.url.searchParams.get('request_id')) || idIn(asked.body);
    return state.memory.tiktok.requests.find(
      (request) => request.id === id && request.account === grant.account && request.client === grant.client,
    );
  }

  const about = (call: Call, path: string): Pending => {
    const { account } = call.grant;
    if (path === 'add/') {
      const { category_selection_list: list } = readInput(call.asked.body);
      const groups = groupsOf(Array.isArray(list) ? list.filter(isCategory) : []);
      return { about: { account, on: 'initiate', groups }, perform: () => add(call) };
    }
    const request = requestOf(call, path === 'cancel/');
    const groups = groupsOf(request?.categories ?? []);
    const perform = <Done>(act: (call: Call, request: DataRequest) => Done) =>
      request ? act(call, request) : invalid(WRONG_ID);
    if (path === 'check/') return { about: { account, on: 'state', groups }, perform: () => perform(check) };
    if (path === 'download/') return { about: { account, on: 'download', groups }, perform: () => perform(download) };
    if (path === 'cancel/') return { perform: () => perform(cancel) };
    return { perform: () => failure(404, 'invalid_params', 'There is no such call.') };
  };

  return {
    answer(asked: Asked, path: string): Pending {
      const token = /^Bearer (.+)$/.exec(asked.headers.authorization ?? '')?.[1] ?? '';
      const grant = grantOf(state, token, 'access', asked.now);
      if (!grant) {
        const message = 'The access token is invalid or not found in the request.';
        return { perform: () => failure(401, 'access_token_invalid', message) };
      }
      if (asked.method !== 'POST') return { perform: () => failure(405, 'invalid_params', 'Only POST is taken.') };
      if (isTooOften(grant, path, asked.now)) {
        return { perform: () => failure(429, 'rate_limit_exceeded', 'The API rate limit was exceeded.') };
      }
      return about({ asked, grant }, path);
    },
    /** All that an account waits for is there now. */
    finish(account: string, now: number) {
      const waiting = state.memory.tiktok.requests.filter(
        (request) => request.account === account && statusOf(request, now) === 'pending',
      );
      for (const request of waiting) becomeReady(request, now);
    },
  };
}

function readInput(body: string): Record<string, unknown> {
  try {
    return body ? (JSON.parse(body) as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** The id as its digits stand in the text; a text in place of a number is none. */
const idIn = (body: string): string | undefined => /"request_id"\s*:\s*(\d{1,19})\b/.exec(body)?.[1];
