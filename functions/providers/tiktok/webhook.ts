/** functions/providers/tiktok/webhook.ts — what TikTok tells us unasked: is it TikTok's, is it fresh, what does it say. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import { MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { Call, Notice, ProviderDependencies } from '../provider.ts';
import { idOf, parseExact } from './exact-json.ts';

/** How far a signature's time may be from ours: for clocks that differ, and no longer, so that none is used again. */
const MAX_AGE_MS = 5 * MINUTE_MS;

const SIGNATURE = /^t=(\d{1,12}),s=([0-9a-f]{64})$/i;

const event = z.object({
  client_key: z.string(),
  event: z.string(),
  create_time: z.coerce.number().int().nonnegative().max(253_402_300_799),
  user_openid: z.string().optional().catch(undefined),
  /** JSON in a string. */
  content: z.string().default('{}').catch('{}'),
});

/** We revoked it ourselves, as after every donation: nobody has changed their mind. */
const REVOKED_BY_US = 5;

type Client = Pick<ProviderDependencies, 'clientId' | 'clientSecret' | 'clock'>;

/** @see https://developers.tiktok.com/doc/webhooks-verification */
export const receiver =
  ({ clientId, clientSecret, clock }: Client) =>
  ({ header, body }: Call): Notice | undefined => {
    const [, time, signature] = SIGNATURE.exec(header('tiktok-signature')?.replaceAll(' ', '') ?? '') ?? [];
    if (time === undefined || signature === undefined) return undefined;
    const expected = createHmac('sha256', clientSecret).update(`${time}.`).update(body).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return undefined;
    if (Math.abs(clock() - Number(time) * SECOND_MS) > MAX_AGE_MS) return undefined;
    const parsed = event.safeParse(parseExact(Buffer.from(body).toString()));
    if (!parsed.success) return { kind: 'other' };
    return parsed.data.client_key === clientId ? noticeOf(parsed.data) : undefined;
  };

function noticeOf({ event: name, content, create_time, user_openid }: z.infer<typeof event>): Notice {
  const details = parseExact(content) as
    | { readonly request_id?: unknown; readonly reason?: unknown }
    | null
    | undefined;
  const jobId = idOf(details?.request_id);
  if (name === 'portability.download.ready' && jobId) return { kind: 'export_ready', jobId };
  if (name === 'authorization.removed' && user_openid && Number(details?.reason) !== REVOKED_BY_US) {
    return { kind: 'access_removed', subject: user_openid, at: create_time * SECOND_MS };
  }
  return { kind: 'other' };
}
