/** local/simulators/tiktok/webhooks.ts — TikTok's calls to an application: signed, and made again until they are taken. */
import { createHmac } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, SECOND_MS } from '../../../functions/core/clock.ts';
import type { State } from '../state.ts';

/** TikTok tries for 72 hours; here whoever is tried knows sooner. */
const TRY_AGAIN_AFTER_MS = [1, 5, 25, 125].map((seconds) => seconds * SECOND_MS);

export type Event = {
  readonly event: 'portability.download.ready' | 'authorization.removed';
  readonly account: string;
  readonly client: string;
  readonly user_openid: string;
};

/** @param content JSON, or an object that becomes JSON: the call holds it as a text */
export type Notify = (event: Event, content: object | string, now: number) => void;

/** @see https://developers.tiktok.com/doc/webhooks-overview */
export function createWebhooks(state: State, clock: Clock) {
  const closing = new AbortController();
  let target: string | undefined;

  async function tryOnce(url: string, body: string, secret: string): Promise<boolean> {
    const at = Math.floor(clock() / SECOND_MS);
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex');
    const headers = { 'content-type': 'application/json', 'tiktok-signature': `t=${at},s=${signature}` };
    const { signal } = closing;
    const response = await fetch(url, { method: 'POST', headers, body, signal }).catch(() => undefined);
    return response?.ok === true;
  }

  async function deliver(url: string, body: string, secret: string): Promise<void> {
    for (const wait of TRY_AGAIN_AFTER_MS) {
      if (await tryOnce(url, body, secret)) return;
      await delay(wait, undefined, { ref: false, signal: closing.signal });
    }
  }

  const notify: Notify = ({ event, account, client, user_openid }, content, now) => {
    const secret = state.memory.tiktok.secrets[client];
    if (!target || !secret) return;
    const text = typeof content === 'string' ? content : JSON.stringify(content);
    const create_time = Math.floor(now / SECOND_MS);
    const body = JSON.stringify({ client_key: client, event, create_time, user_openid, content: text });
    const times = state.account(account)?.webhooks ?? 1;
    for (let n = 0; n < times; n += 1) void deliver(target, body, secret).catch(() => {});
  };

  return {
    notify,
    /** Where applications are called from now on; nowhere without an address. */
    callAt(url: string | undefined) {
      target = url;
    },
    close: () => closing.abort(),
  };
}
