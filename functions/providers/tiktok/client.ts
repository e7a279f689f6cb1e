/** functions/providers/tiktok/client.ts — acts with one grant, and keeps its access token fresh. */
import type { Grant } from '../../core/grant.ts';
import {
  DEFAULT_TIMEOUT_MS,
  type GrantKeeper,
  type ProviderClient,
  type ProviderDependencies,
  ProviderError,
} from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';
import { keepFresh } from '../transport/fresh-grant.ts';
import type { OAuth } from '../transport/oauth.ts';
import type { Api } from './api.ts';
import { accessTypeOf, grantedGroups } from './authorize.ts';
import { openArchive } from './download.ts';
import { isSuccess, isTokenRefused, toProviderError } from './errors.ts';
import { idOf } from './exact-json.ts';
import { isGroup } from './groups.ts';
import { exportStateOf, initiationOf } from './requests.ts';

type Dependencies = Pick<ProviderDependencies, 'fetch' | 'clock' | 'timeoutMs'> & {
  readonly api: Api;
  readonly oauth: OAuth;
};

/** Opens the client of one grant. */
export function openClient(
  { api, oauth, fetch, clock, timeoutMs = DEFAULT_TIMEOUT_MS }: Dependencies,
  opened: Grant,
  keeper?: GrantKeeper,
): ProviderClient {
  const timeouts = { headers: timeoutMs, idle: 2 * timeoutMs };
  const fresh = keepFresh(opened, { refresh: oauth.refresh, clock, keeper });
  const authorized = (call: (accessToken: string) => Promise<Answer>): Promise<Answer> =>
    fresh.authorized(call, isTokenRefused);
  const revoke = (): Promise<void> => oauth.revoke(fresh.grant);

  return {
    get grant() {
      return fresh.grant;
    },

    refresh: () => fresh.refresh(),

    // TikTok has no call for it: the scopes say it.
    async accessTypes() {
      const { scopes } = fresh.grant;
      const of = (type: string) => grantedGroups(scopes).filter((group) => accessTypeOf(group, scopes) === type);
      return { oneTime: of('one_time'), timeBased: of('time_based') };
    },

    // Without the period: TikTok copies a group whole.
    async initiate(group) {
      if (!isGroup(group)) throw refused('no_such_group');
      return initiationOf(await authorized((token) => api.add(token, group)), accessTypeOf(group, fresh.grant.scopes));
    },

    exportState: async (jobId) => exportStateOf(await authorized((token) => api.check(token, requestId(jobId)))),

    // No request of TikTok's ends as failed, and a used-up scope allows no other.
    retry: async () => {
      throw refused('no_retry');
    },

    async cancel(jobId) {
      const answer = await authorized((token) => api.cancel(token, requestId(jobId)));
      if (!isSuccess(answer)) throw toProviderError(answer, 'job');
    },

    async part(jobId) {
      const id = requestId(jobId);
      const options = { fetch, clock, timeouts, authorized: fresh.authorized };
      return openArchive((token) => api.download(token, id), options);
    },

    // TikTok's archives end by themselves after four days; what can be ended is the grant.
    reset: revoke,
    revoke,
  };
}

/** @throws ProviderError `job_gone` for what TikTok never gave out: it becomes part of a body written by hand */
function requestId(jobId: string): string {
  const id = idOf(jobId);
  if (!id) throw new ProviderError('job_gone', { cause: fault('no_request_id') });
  return id;
}

const refused = (cause: string): ProviderError => new ProviderError('refused', { cause: fault(cause) });
