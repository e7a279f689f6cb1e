/** functions/providers/google/api.ts — the Data Portability API by Google's own client; the only import of googleapis. */
import type { Clock } from '../../core/clock.ts';
import { DEFAULT_TIMEOUT_MS, type ProviderDependencies } from '../provider.ts';
import { type Answer, noAnswer, retryAfter } from '../transport/answer.ts';

export type InitiateBody = {
  readonly resources: readonly string[];
  readonly startTime?: string;
  readonly endTime?: string;
};

/** The six methods. Each gives the answer whatever its status. @throws ProviderError `unavailable` without one */
export type Api = {
  checkAccess(accessToken: string): Promise<Answer>;
  initiate(accessToken: string, body: InitiateBody): Promise<Answer>;
  archiveState(accessToken: string, jobId: string): Promise<Answer>;
  retry(accessToken: string, jobId: string): Promise<Answer>;
  cancel(accessToken: string, jobId: string): Promise<Answer>;
  reset(accessToken: string): Promise<Answer>;
};

type Dependencies = Pick<ProviderDependencies, 'fetch' | 'baseUrl' | 'timeoutMs'> & { readonly clock: Clock };

/** Loaded when first needed: routes that only list data types start without it. */
const loadClient = async () =>
  (await import('googleapis/build/src/apis/dataportability/index.js')).dataportability('v1');

/**
 * Makes the API. Its base URL can be replaced; every call has a time-out; the client's own retries are off,
 * for the state machine retries.
 * @see https://developers.google.com/data-portability/reference/rest
 */
export function createApi({ fetch, baseUrl, clock, timeoutMs = DEFAULT_TIMEOUT_MS }: Dependencies): Api {
  let client: ReturnType<typeof loadClient> | undefined;
  const service = () => {
    client ??= loadClient();
    return client;
  };
  const options = (accessToken: string) => ({
    // Given by call: as a default of the client it would lose its path.
    ...(baseUrl && { rootUrl: baseUrl }),
    headers: { authorization: `Bearer ${accessToken}` },
    fetchImplementation: fetch,
    timeout: timeoutMs,
    retry: false,
    responseType: 'json' as const,
    validateStatus: () => true,
  });
  const archiveJob = (jobId: string) => ({ name: `archiveJobs/${jobId}` });
  const answered = async (call: Promise<{ status: number; data: unknown; headers: object }>): Promise<Answer> => {
    try {
      const { status, data, headers } = await call;
      const header = new Headers({ ...headers }).get('retry-after');
      return { status, data, retryAfterSeconds: retryAfter(header, clock()) };
    } catch (error) {
      throw noAnswer(error);
    }
  };
  return {
    checkAccess: (token) => answered(service().then((it) => it.accessType.check({ requestBody: {} }, options(token)))),
    initiate: (token, { resources, ...times }) =>
      answered(
        service().then((it) =>
          it.portabilityArchive.initiate({ requestBody: { resources: [...resources], ...times } }, options(token)),
        ),
      ),
    archiveState: (token, jobId) =>
      answered(
        service().then((it) =>
          it.archiveJobs.getPortabilityArchiveState(
            { name: `archiveJobs/${jobId}/portabilityArchiveState` },
            options(token),
          ),
        ),
      ),
    retry: (token, jobId) =>
      answered(service().then((it) => it.archiveJobs.retry({ ...archiveJob(jobId), requestBody: {} }, options(token)))),
    cancel: (token, jobId) =>
      answered(
        service().then((it) => it.archiveJobs.cancel({ ...archiveJob(jobId), requestBody: {} }, options(token))),
      ),
    reset: (token) => answered(service().then((it) => it.authorization.reset({ requestBody: {} }, options(token)))),
  };
}
