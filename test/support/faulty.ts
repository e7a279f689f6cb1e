/** test/support/faulty.ts — donations from platforms that something is wrong with, whichever platform it is. */
import { HOUR_MS } from '../../functions/core/clock.ts';
import type { SourceType } from '../../functions/core/donation.ts';
import { donate, type ProviderChoice, participant, until } from '../../local/walk.ts';
import { activityJson, buildArchive } from './archives.ts';
import type { TestStack } from './stack.ts';
import { type DonationView, type Logged, studyOf, summed, watched } from './study.ts';
import { archiveOf } from './tiktok.ts';

/** A platform, as far as its faults are the same as another's. */
export type Side = {
  readonly name: string;
  readonly provider: 'google' | 'tiktok';
  readonly sourceType: SourceType;
  /** Two data types, of different groups. */
  readonly dataType: string;
  readonly group: string;
  readonly other: string;
  readonly otherGroup: string;
  /** What is asked of it, beginning with an export and ending with the end of the access. */
  readonly stages: readonly ('initiate' | 'state' | 'download' | 'reset' | 'revoke')[];
  /** What an export is asked for by, and of which group. */
  readonly asksFor: (entry: Logged) => string | undefined;
  /** A record a time, newest first. @param times milliseconds since the epoch */
  archive(times: readonly number[]): Promise<Buffer>;
};

const iso = (time: number): string => new Date(time).toISOString();

export const GOOGLE: Side = {
  ...{ name: 'Google', provider: 'google', sourceType: 'google_portability' },
  ...{ dataType: 'youtube_history', group: 'myactivity.youtube', other: 'search', otherGroup: 'myactivity.search' },
  stages: ['initiate', 'state', 'download', 'reset'],
  asksFor: ({ path, body }) =>
    path.endsWith(':initiate') ? (body as { resources: readonly string[] }).resources.join() : undefined,
  archive: (times) =>
    buildArchive([
      { name: 'Portability/archive_browser.json', content: '{}' },
      {
        name: 'Portability/My Activity/YouTube/MyActivity.json',
        content: activityJson(times.map((time, n) => watched(n, iso(time)))),
      },
    ]),
};

export const TIKTOK: Side = {
  ...{ name: 'TikTok', provider: 'tiktok', sourceType: 'tiktok_portability' },
  ...{ dataType: 'tiktok_searches', group: 'activity', other: 'tiktok_posts', otherGroup: 'postsandprofile' },
  stages: ['initiate', 'state', 'download', 'revoke'],
  asksFor: ({ path, body }) =>
    path.endsWith('/add/')
      ? (body as { category_selection_list: readonly string[] }).category_selection_list.join()
      : undefined,
  archive: (times) =>
    archiveOf({
      'Your Activity': {
        Searches: {
          SearchList: times.map((time, n) => ({
            Date: iso(time).slice(0, 19).replace('T', ' '),
            SearchTerm: `Search ${n}`,
          })),
        },
      },
    }),
};

export const SIDES: readonly Side[] = [GOOGLE, TIKTOK];

export type Settings = Readonly<Record<string, unknown>>;

/** @returns a record's time for each hour, newest first, milliseconds since the epoch */
export const hourly = (count: number): readonly number[] =>
  Array.from({ length: count }, (_, n) => Date.parse('2024-01-10T00:00:00Z') - n * HOUR_MS);

const TIMES = hourly(60);

/** What the tests of faults do with one side. */
export async function faultsOf(stack: TestStack, side: Side) {
  const study = studyOf(stack);
  const { provider, sourceType, dataType, group, other } = side;
  const whole = await stack.file(`${provider}.zip`, await side.archive(TIMES));

  const account = (id: string, settings: Settings = {}): Promise<void> =>
    study.account(id, { provider, archives: { [group]: [whole] }, polls: 0, ...settings });

  const stateOf = (view: DonationView, name = dataType) => view.data_types.find(({ data_type }) => data_type === name);

  return {
    ...{ study, account, stateOf },
    /** Makes a donation and walks it to the provider's page and back. @param types how many of the two */
    async give(settings: Settings, types: 'one' | 'both' = 'one', choice: Partial<ProviderChoice> = {}) {
      const id = `fault-${crypto.randomUUID()}`;
      await account(id, settings);
      const requested_data_types = types === 'one' ? [dataType] : [dataType, other];
      const created = await study.create({ source_type: sourceType, requested_data_types });
      const browser = participant(stack.origin);
      const landed = await donate(browser, created.donation_url, { account: id, ...choice });
      return { ...landed, account: id, browser, url: created.donation_url };
    },
    /** That all of the archive arrived, once, and nothing else was left. */
    async expectWhole(id: string, times = TIMES): Promise<DonationView> {
      const done = await study.ended(id);
      const rows = await study.allRows(id, dataType);
      const counts = stateOf(done)?.counts;
      const left = (await stack.objectKeys(id)).filter((key) => !key.startsWith('data/'));
      const found = {
        ...{ status: done.status, error: done.error, left },
        ...{ times: rows.map(({ timestamp }) => timestamp), seen: counts?.seen, summed: counts && summed(counts) },
      };
      const wanted = { status: 'processed', error: null, left: [], times, seen: times.length, summed: times.length };
      if (JSON.stringify(found) !== JSON.stringify(wanted)) throw new Error(`Not whole: ${JSON.stringify(found)}`);
      return done;
    },
    eventually: (id: string, holds: (view: DonationView) => boolean): Promise<DonationView> =>
      until(() => study.view(id), holds, 60),
    /** Waits until something was asked of the provider. */
    seen: (matches: (entry: Logged) => boolean) =>
      until(
        () => study.requests(),
        (entries) => entries.some(matches),
        60,
      ),
    /** Ends the account's grants at the provider, as its owner does on the provider's permission page. */
    async takeBack(id: string): Promise<void> {
      const response = await fetch(`${stack.simulator.url}/simulator/accounts/${id}/grants`, { method: 'DELETE' });
      if (response.status !== 204) throw new Error(`${response.status}`);
    },
  };
}

export type Faults = Awaited<ReturnType<typeof faultsOf>>;
