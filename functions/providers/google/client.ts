/** functions/providers/google/client.ts — acts with one grant, and keeps its access token fresh. */
import type { Clock } from '../../core/clock.ts';
import type { Grant } from '../../core/grant.ts';
import { DEFAULT_TIMEOUT_MS, type GrantKeeper, type ProviderClient, ProviderError } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';
import { keepFresh } from '../transport/fresh-grant.ts';
import type { OAuth } from '../transport/oauth.ts';
import type { Api } from './api.ts';
import { openPart } from './download.ts';
import { accessTypesOf, archiveStateOf, expectSuccess, initiateBody, initiationOf, retriedJobOf } from './jobs.ts';

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
  keeper?: GrantKeeper,
): ProviderClient {
  const timeouts = { headers: timeoutMs, idle: 2 * timeoutMs };
  const fresh = keepFresh(opened, { refresh: oauth.refresh, clock, keeper });
  /** Calls; a token that is refused is replaced once. Refused again, the answer means that the grant is lost. */
  const authorized = (call: (accessToken: string) => Promise<Answer>): Promise<Answer> =>
    fresh.authorized(call, ({ status }) => status === 401);

  const archive = async (jobId: string) => archiveStateOf(await authorized((token) => api.archiveState(token, jobId)));

  return {
    get grant() {
      return fresh.grant;
    },

    refresh: () => fresh.refresh(),

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

    revoke: () => oauth.revoke(fresh.grant),
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
