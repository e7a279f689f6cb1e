/** functions/providers/transport/fresh-grant.ts — one grant whose access token is replaced before and when it ends. */
import { type Clock, MINUTE_MS } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { type GrantKeeper, ProviderError } from '../provider.ts';

/** How long before its end an access token is replaced: longer than any single call takes. */
const REFRESH_BEFORE_MS = 5 * MINUTE_MS;

type Options = {
  /** @throws ProviderError `grant_lost` when the refresh token is dead */
  readonly refresh: (grant: Grant) => Promise<Grant>;
  readonly clock: Clock;
  readonly keeper?: GrantKeeper | undefined;
};

export type FreshGrant = {
  readonly grant: Grant;
  /** Refreshes when the access token ends within five minutes. */
  refresh(): Promise<Grant>;
  /** Calls with the access token; where `isRefused` says that it was refused, once more with a new one. */
  authorized<Result>(
    call: (accessToken: string) => Promise<Result>,
    isRefused: (result: Result) => boolean,
  ): Promise<Result>;
};

/** Holds a grant; what a refresh gives is kept before it is used, for the refresh token may have been replaced. */
export function keepFresh(opened: Grant, { refresh, clock, keeper }: Options): FreshGrant {
  let grant = opened;
  let refreshing: Promise<Grant> | undefined;

  async function replaced(): Promise<Grant> {
    try {
      const fresh = await refresh(grant);
      await keeper?.save(fresh);
      return fresh;
    } catch (error) {
      if (!(error instanceof ProviderError && error.code === 'grant_lost')) throw error;
      // Somebody else may have used up the refresh token meanwhile: theirs is kept.
      const kept = await keeper?.load();
      if (kept && kept.accessToken !== grant.accessToken) return kept;
      throw error;
    }
  }

  /** One refresh at a time, for whoever asks meanwhile. */
  function renew(): Promise<Grant> {
    refreshing ??= replaced()
      .then((fresh) => {
        grant = fresh;
        return fresh;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  }

  return {
    get grant() {
      return grant;
    },
    async refresh() {
      const left = Date.parse(grant.accessExpiresAt) - clock();
      // Without a refresh token the access token is used to its end.
      const needed = grant.refreshToken ? left <= REFRESH_BEFORE_MS : left <= 0;
      return needed ? renew() : grant;
    },
    async authorized(call, isRefused) {
      const used = grant.accessToken;
      const result = await call(used);
      if (!isRefused(result)) return result;
      if (grant.accessToken === used) await renew();
      return call(grant.accessToken);
    },
  };
}
