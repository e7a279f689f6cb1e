/** test/support/study.ts — a researcher's side of a test, and the simulated provider's. */
import { objectPrefix } from '../../functions/store/objects.ts';
import { researcher, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from './archives.ts';
import type { TestStack } from './stack.ts';

export type Counts = Record<
  'seen' | 'kept' | 'outside_period' | 'undated' | 'malformed' | 'filtered' | 'duplicate',
  number
>;
export type TypeView = {
  readonly data_type: string;
  readonly state: string;
  readonly counts: Counts;
  readonly reason: { readonly code: string } | null;
  readonly not_granted: readonly string[];
  readonly covered_until: string | null;
};
export type DonationView = {
  readonly id: string;
  readonly status: string;
  readonly step: string;
  readonly error: { readonly code: string; readonly retryable: boolean } | null;
  readonly last_attempt: { readonly code: string } | null;
  readonly access_type: string | null;
  readonly data_types: readonly TypeView[];
  readonly timeline: readonly { readonly step: string; readonly at: string }[];
  readonly donation_url: string;
};
export type Rows = {
  readonly count: number;
  readonly returned: number;
  readonly next: string | null;
  readonly data: readonly Record<string, unknown>[];
};
export type Logged = {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly range: string | null;
  readonly status: number;
  readonly bytes: number;
};

/** The counts that make up `seen`. */
export const summed = ({ kept, outside_period, undated, malformed, filtered, duplicate }: Counts): number =>
  kept + outside_period + undated + malformed + filtered + duplicate;

export const watched = (n: number, time: string) => ({
  header: 'YouTube',
  title: `Watched Video ${n}`,
  titleUrl: `https://www.youtube.com/watch?v=${String(n).padStart(11, 'a')}`,
  subtitles: [{ name: `Channel ${n % 3}`, url: `https://www.youtube.com/channel/UC${n % 3}` }],
  time,
  products: ['YouTube'],
  activityControls: ['YouTube watch history'],
});

/** Whether an object is one that only the processing of this donation needs. */
export const isTemporary = (key: string, donationId: string): boolean =>
  (['raw', 'runs'] as const).some((area) => key.startsWith(objectPrefix(area, donationId)));

/** What a study needs to know of the service, in this process or another. */
export type Served = Pick<TestStack, 'origin' | 'researcherToken' | 'simulator' | 'file' | 'hasGrant' | 'hasTemporary'>;

/** What tests do with a stack. */
export function studyOf(stack: Served) {
  const api = researcher(stack.origin, stack.researcherToken);

  const view = async (id: string): Promise<DonationView> => (await api.get<DonationView>(`/api/donations/${id}/`)).body;

  return {
    api,
    view,
    /** Makes a donation. @throws Error with the problem when it is refused */
    async create(body: Record<string, unknown>): Promise<DonationView> {
      const answer = await api.post<DonationView>('/api/donations/', { source_type: 'google_portability', ...body });
      if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
      return answer.body;
    },
    /** The donation once its machine has ended: the grant given back, what was temporary deleted. */
    async ended(id: string): Promise<DonationView> {
      const isOver = ({ status }: DonationView) => status === 'processed' || status === 'error';
      await until(
        async () => isOver(await view(id)) && !(await stack.hasGrant(id)) && !(await stack.hasTemporary(id)),
        (over) => over,
      );
      return view(id);
    },
    /** Every row, page by page. @throws Error when a page is refused */
    async allRows(id: string, dataType: string, query = ''): Promise<Record<string, unknown>[]> {
      const rows: Record<string, unknown>[] = [];
      let path: string | null = `/api/donations/${id}/data/?data_type=${dataType}&limit=1000${query}`;
      while (path) {
        const page: { status: number; body: Rows } = await api.get<Rows>(path);
        if (page.status !== 200) throw new Error(JSON.stringify(page.body));
        rows.push(...page.body.data);
        path = page.body.next;
      }
      return rows;
    },
    /** What was asked of the provider. */
    requests: async (since = 0): Promise<readonly Logged[]> =>
      (await (await fetch(`${stack.simulator.url}/simulator/requests?since=${since}`)).json()) as Logged[],
    /** Sets up an account of the simulator. @throws Error with what is wrong */
    async account(id: string, settings: Record<string, unknown>): Promise<void> {
      const response = await fetch(`${stack.simulator.url}/simulator/accounts/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ name: id, provider: 'google', archives: {}, polls: 1, ...settings }),
      });
      if (!response.ok) throw new Error(await response.text());
    },
    /** A YouTube archive with a record an hour, newest first. @returns its records, and where it lies on disk */
    async youtubeArchive(name: string, hours: number, newest = '2024-01-10T00:00:00Z') {
      const records = Array.from({ length: hours }, (_, n) =>
        watched(n, new Date(Date.parse(newest) - n * 3_600_000).toISOString()),
      );
      const bytes = await buildArchive([
        { name: 'Portability/archive_browser.json', content: '{}' },
        { name: 'Portability/My Activity/YouTube/MyActivity.json', content: activityJson(records) },
      ]);
      return { path: await stack.file(`${name}.zip`, bytes), records };
    },
  };
}

export type TestStudy = ReturnType<typeof studyOf>;
