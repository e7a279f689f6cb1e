/** functions/providers/tiktok/api.ts — the Data Portability API, call by call. */
import { DEFAULT_TIMEOUT_MS, type ProviderDependencies } from '../provider.ts';
import { type Answer, noAnswer, retryAfter } from '../transport/answer.ts';
import { parseExact } from './exact-json.ts';
import type { Group } from './groups.ts';
import { CATEGORIES } from './groups.ts';

const HOST = 'https://open.tiktokapis.com';
const CHECKED = 'request_id,status,apply_time,collect_time,data_format,category_selection_list';

/** Each gives the answer whatever its status. @throws ProviderError `unavailable` without one */
export type Api = {
  add(accessToken: string, group: Group): Promise<Answer>;
  check(accessToken: string, requestId: string): Promise<Answer>;
  cancel(accessToken: string, requestId: string): Promise<Answer>;
  /** What is to be asked for the archive itself, whose answer is bytes. */
  download(accessToken: string, requestId: string): { url: string; method: 'POST'; headers: Headers; body: string };
};

type Headers = Readonly<Record<string, string>>;

/** Ids are written by hand: in a number they would lose digits, and TikTok takes no text. */
const about = (requestId: string): string => `{"request_id":${requestId}}`;

/** @see https://developers.tiktok.com/doc/data-portability-api-add-data-request */
export function createApi({
  fetch,
  clock,
  baseUrl,
  timeoutMs = DEFAULT_TIMEOUT_MS,
}: Pick<ProviderDependencies, 'fetch' | 'clock' | 'baseUrl' | 'timeoutMs'>): Api {
  const to = (path: string): string => `${baseUrl ?? HOST}/v2/user/data/${path}`;
  const headersOf = (accessToken: string): Headers => ({
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
  });

  async function post(path: string, accessToken: string, body: string): Promise<Answer> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const response = await fetch(to(path), { method: 'POST', headers: headersOf(accessToken), body, signal });
      const text = await response.text();
      const { status } = response;
      return {
        ...{ status, data: parseExact(text) ?? text },
        retryAfterSeconds: retryAfter(response.headers.get('retry-after'), clock()),
      };
    } catch (error) {
      throw noAnswer(error);
    }
  }

  return {
    add(token, group) {
      const body = { data_format: 'json', category_selection_list: CATEGORIES[group] };
      return post('add/?fields=request_id', token, JSON.stringify(body));
    },
    check: (token, requestId) => post(`check/?fields=${CHECKED}`, token, about(requestId)),
    // The documentation has the id in the query by its table, and in the body by its example: it stands in both.
    cancel: (token, requestId) => post(`cancel/?request_id=${requestId}`, token, about(requestId)),
    download: (token, requestId) => ({
      ...{ url: to('download/'), method: 'POST', headers: headersOf(token), body: about(requestId) },
    }),
  };
}
