/** test/support/project.ts — a project of the file API with its members, as a program calls it. */
import { toTimestamp } from '../../functions/core/clock.ts';
import { newToken } from '../../functions/core/token.ts';
import { createMasterToken, createResearcher } from '../../functions/store/researchers.ts';
import { saveToken } from '../../functions/store/tokens.ts';
import { researcher } from '../../local/walk.ts';

const BASE = '/api/direct-sharing/project/';
const STUDY = { title: 'Files', purpose: 'To give back', institution: 'University', contact: 'ada@example.org' };

export type FileEntry = {
  readonly id: number;
  readonly basename: string;
  readonly created: string;
  readonly datatypes: readonly unknown[];
  readonly download_url: string;
  readonly metadata: Record<string, unknown>;
  readonly source: string;
  readonly source_project: string;
  readonly size: number;
  readonly md5: string;
};
export type Listing = {
  readonly count: number;
  readonly next: string | null;
  readonly previous: string | null;
  readonly created: string;
  readonly project_member_id: string;
  readonly sources_shared: readonly string[];
  readonly data: readonly FileEntry[];
};

export type Told = { readonly status: number; readonly headers: Headers; readonly text: string; readonly body: never };

/** What was answered; the body as JSON where it is. */
export async function told(response: Response): Promise<Told> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  return { status: response.status, headers: response.headers, text, body: (isJson ? JSON.parse(text) : {}) as never };
}

/** The least metadata there may be. */
export const METADATA = '{"tags": [], "description": ""}';

/** A form with a file in it. */
export function fileForm(fields: Readonly<Record<string, string>>, name = 'test.txt', content: BlobPart = 'abc') {
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  form.set('data_file', new Blob([content]), name);
  return form;
}

/** @param origin of the service, whose store this process reaches */
export async function openProject(origin: string) {
  const made = await createResearcher({ name: 'Files', study: STUDY }, Date.now());
  const master = await createMasterToken(made.researcher, { replaces: false }, Date.now());
  const api = researcher(origin, made.token);
  const address = (path: string, query: Readonly<Record<string, string>> = { access_token: master }) =>
    `${origin}${BASE}${path}${Object.keys(query).length ? `?${new URLSearchParams(query)}` : ''}`;
  const post = async (path: string, body: BodyInit | object, query?: Readonly<Record<string, string>>) => {
    const isOwn = body instanceof FormData || body instanceof URLSearchParams || typeof body === 'string';
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return told(await fetch(address(path, query), { method: 'POST', ...(isOwn ? { body } : json) }));
  };
  const get = async (path: string, more: Readonly<Record<string, string>> = {}) =>
    told(await fetch(address(path, { access_token: master, ...more })));
  return {
    researcher: made.researcher,
    researcherToken: made.token,
    master,
    address,
    post,
    get,
    /** A donation, and how the file API names its participant. */
    async member(settings: Readonly<Record<string, unknown>> = {}) {
      const { body } = await api.post<{ id: string; project_member_id: string; donation_url: string }>(
        '/api/donations/',
        { source_type: 'google_portability', requested_data_types: ['search'], ...settings },
      );
      return { donationId: body.id, memberId: body.project_member_id, url: body.donation_url };
    },
    /** A token of one member. */
    async memberToken(donationId: string): Promise<string> {
      const token = newToken('member');
      await saveToken(token, { kind: 'member', subject: donationId, created_at: toTimestamp(Date.now()) });
      return token;
    },
    /** Uploads a small file. @returns its number */
    async upload(memberId: string, name = 'test.txt', content: BlobPart = 'abc', metadata = METADATA): Promise<number> {
      const form = fileForm({ project_member_id: memberId, metadata }, name, content);
      const { status, text, body } = await post('files/upload/', form);
      if (status !== 201) throw new Error(`${status} ${text}`);
      return (body as { id: number }).id;
    },
    list: async (memberId: string, more: Readonly<Record<string, string>> = {}): Promise<Listing> =>
      (await get('exchange-member/', { project_member_id: memberId, ...more })).body as Listing,
    withdraw: (donationId: string) => api.delete(`/api/donations/${donationId}/`),
    api,
  };
}

export type Project = Awaited<ReturnType<typeof openProject>>;
