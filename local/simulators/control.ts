/** local/simulators/control.ts — what tests and pilots say about the simulated people; it is not logged. */
import * as z from 'zod';
import { accountSettings } from './accounts.ts';
import { type Asked, json, type Reply } from './reply.ts';
import type { createLog } from './request-log.ts';
import type { State } from './state.ts';
import type { createTikTok } from './tiktok/tiktok.ts';

const DONE: Reply = { status: 204 };
const webhooks = z.strictObject({ url: z.url().nullable() });

type TikTok = Pick<ReturnType<typeof createTikTok>, 'removeAccess' | 'finish' | 'callAt'>;

export function createControl(state: State, log: ReturnType<typeof createLog>, tiktok: TikTok) {
  const { memory } = state;

  function putAccount(id: string, input: unknown): Reply {
    const parsed = accountSettings.safeParse(input);
    if (!parsed.success) return json(400, { errors: z.flattenError(parsed.error) });
    const account = { ...parsed.data, id };
    const known = state.account(id);
    memory.accounts = [...memory.accounts.filter((other) => other.id !== id), account];
    state.save();
    return json(known ? 200 : 201, account);
  }

  function removeAccess(id: string, now: number): Reply {
    for (const grant of memory.grants) if (grant.account === id) grant.revoked = true;
    state.save();
    tiktok.removeAccess(id, now);
    return DONE;
  }

  function putWebhooks(input: unknown): Reply {
    const parsed = webhooks.safeParse(input);
    if (!parsed.success) return json(400, { errors: z.flattenError(parsed.error) });
    tiktok.callAt(parsed.data.url ?? undefined);
    return DONE;
  }

  return function control({ method, url, body, now }: Asked): Reply {
    const [, , what, named = '', sub] = url.pathname.split('/');
    const id = decodeURIComponent(named);
    const input = method === 'PUT' ? parsedJson(body) : undefined;
    if (method === 'PUT' && input === undefined) return json(400, { error: 'The body is not valid JSON.' });
    switch (`${method} ${what}${id ? '/{id}' : ''}${sub ? `/${sub}` : ''}`) {
      case 'GET accounts':
        return json(200, state.accounts());
      case 'PUT accounts/{id}':
        return putAccount(id, input);
      case 'DELETE accounts/{id}':
        memory.accounts = memory.accounts.filter((account) => account.id !== id);
        state.save();
        return DONE;
      // What its owner does on the provider's permission page.
      case 'DELETE accounts/{id}/grants':
        return removeAccess(id, now);
      // TikTok has made what it was asked for, and says so.
      case 'POST accounts/{id}/finish':
        tiktok.finish(id, now);
        return DONE;
      case 'PUT webhooks':
        return putWebhooks(input);
      // From now on everything works, for everyone.
      case 'DELETE faults':
        for (const account of memory.accounts) account.faults.splice(0);
        state.save();
        return DONE;
      case 'POST reset':
        state.reset();
        log.clear();
        return DONE;
      case 'GET requests':
        return json(200, log.since(Number(url.searchParams.get('since') ?? 0)));
      default:
        return json(404, { error: `There is no ${method} ${url.pathname}.` });
    }
  };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
