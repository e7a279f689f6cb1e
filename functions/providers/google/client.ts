/** functions/providers/google/client.ts — acts with one grant, and keeps its access token fresh. */
import { type Clock, MINUTE_MS } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { DEFAULT_TIMEOUT_MS, type ProviderClient, ProviderError } from '../provider.ts';
import type { Api } from './api.ts';
import { openPart } from './download.ts';
import { type Answer, fault } from './errors.ts';
import { accessTypesOf, archiveStateOf, expectSuccess, initiateBody, initiationOf, retriedJobOf } from './jobs.ts';
import type { OAuth } from './oauth.ts';

/** How long before its end an access token is replaced: longer than any single call takes. */
const REFRESH_BEFORE_MS = 5 * MINUTE_MS;

type Dependencies = {
  readonly api: Api;
  readonly oauth: OAuth;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly timeoutMs?: number;
};

/** Opens the client of one grant. */
export function openClient(
  { api, oauth, fetch, clock, timeoutMs = DEFAULT_TIMEOUT_MS }: Dependencies,
  opened: Grant,
): ProviderClient {
  const timeouts = { headers: timeoutMs, idle: 2 * timeoutMs };
  let grant = opened;
  let refreshing: Promise<Grant> | undefined;

  /** One refresh at a time, for whoever asks meanwhile. */
  function renew(): Promise<Grant> {
    refreshing ??= oauth
      .refresh(grant)
      .then((fresh) => {
        grant = fresh;
        return fresh;
      })
      .finally(() => {
        refreshing = undefined;
      });
    return refreshing;
  }

  /** Calls; a token that is refused is replaced once. Refused again, the answer means that the grant is lost. */
  async function authorized(call: (accessToken: string) => Promise<Answer>): Promise<Answer> {
    const used = grant.accessToken;
    const answer = await call(used);
    if (answer.status !== 401) return answer;
    if (grant.accessToken === used) await renew();
    return call(grant.accessToken);
  }

  const archive = async (jobId: string) => archiveStateOf(await authorized((token) => api.archiveState(token, jobId)));

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

    accessTypes: async () => accessTypesOf(await authorized((token) => api.checkAccess(token))),

    async initiate(group, interval) {
      const body = initiateBody(group, interval, clock());
      return initiationOf(await authorized((token) => api.initiate(token, body)), clock());
    },

    exportState: async (jobId) => (await archive(jobId)).state,

    retry: async (jobId) => retriedJobOf(await authorized((token) => api.retry(token, jobId))),

    cancel: async (jobId) => expectSuccess(await authorized((token) => api.cancel(token, jobId)), 'job'),

    part: (jobId, number) => openPart(() => signedUrls(archive, jobId), number, { fetch, clock, timeouts }),

    async reset() {
      try {
        expectSuccess(await authorized((token) => api.reset(token)), 'grant');
      } catch (error) {
        // A grant that is dead already has nothing left to end.
        if (!(error instanceof ProviderError && error.code === 'grant_lost')) throw error;
      }
    },

    revoke: () => oauth.revoke(grant),
  };
}

/** @throws ProviderError `unavailable` while the export is not complete, `job_gone` when it never will be */
async function signedUrls(
  archive: (jobId: string) => Promise<ReturnType<typeof archiveStateOf>>,
  jobId: string,
): Promise<readonly string[]> {
  const { state, urls } = await archive(jobId);
  if (state.state === 'complete') return urls;
  throw new ProviderError(state.state === 'in_progress' ? 'unavailable' : 'job_gone', { cause: fault(state.state) });
}
