/** functions/core/sign-ins.ts — several sign-ins at the provider that together are one authorization, under way. */
import { DAY_MS, toTimestamp } from './clock.ts';
import type { Donation } from './donation.ts';

/** What has been answered on the provider's pages so far, while some of it is still to be asked. */
export type SignIns = {
  /** How many have been made, or refused. */
  readonly done: number;
  /** The groups that they asked for. */
  readonly asked: readonly string[];
  readonly granted: readonly string[];
  /** How many grants they brought: the number of the next one. */
  readonly grants: number;
  /** When the first was made, RFC 3339. */
  readonly since: string;
  /** When the first of the grants ends, RFC 3339; absent where the provider does not say. */
  readonly grant_expires_at?: string;
};

/** Google wants exports asked for within 24 hours: what was granted earlier could be of no use. */
const LIFETIME_MS = DAY_MS;

/** @returns the sign-ins that can be gone on with; none when there are none, or the first is too long ago */
export const signInsUnderWay = ({ sign_ins }: Pick<Donation, 'sign_ins'>, now: number): SignIns | undefined =>
  sign_ins && now - Date.parse(sign_ins.since) < LIFETIME_MS ? sign_ins : undefined;

/** Whether grants are kept that further sign-ins are to join: ending one at the provider ends them all. */
export const holdsGrants = (donation: Pick<Donation, 'sign_ins'>, now: number): boolean =>
  (signInsUnderWay(donation, now)?.grants ?? 0) > 0;

/** What a sign-in was asked for and gave. */
export type Answered = {
  readonly asked: readonly string[];
  readonly granted: readonly string[];
  readonly grantExpiresAt?: string | undefined;
};

/** The sign-ins with another one. @param now milliseconds since the epoch */
export function withAnother(
  made: SignIns | undefined,
  { asked, granted, grantExpiresAt }: Answered,
  now: number,
): SignIns {
  const ends = earlier(made?.grant_expires_at, granted.length ? grantExpiresAt : undefined);
  return {
    done: (made?.done ?? 0) + 1,
    asked: [...(made?.asked ?? []), ...asked],
    granted: [...(made?.granted ?? []), ...granted],
    grants: (made?.grants ?? 0) + (granted.length ? 1 : 0),
    since: made?.since ?? toTimestamp(now),
    ...(ends && { grant_expires_at: ends }),
  };
}

const earlier = (one: string | undefined, other: string | undefined): string | undefined =>
  one && other ? [one, other].sort()[0] : (one ?? other);
