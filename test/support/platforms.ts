/** test/support/platforms.ts — each provider with somebody behind it who answers: what the contract suite is run on. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HOUR_MS } from '../../functions/core/clock.ts';
import { SOURCE_TYPES, type SourceType } from '../../functions/core/donation.ts';
import type { Grant } from '../../functions/core/grant.ts';
import { createProvider } from '../../functions/providers/create.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { startGoogle } from '../integration/provider-google-support.ts';
import { activityJson, buildArchive } from './archives.ts';
import { archiveOf, CLIENT, startTikTok, world } from './tiktok.ts';

export type Platform = {
  readonly provider: Provider;
  /** Its clock, which tests turn. */
  readonly time: { now: number };
  /** An export of nobody's. */
  readonly foreignJob: string;
  /** A grant of the one group. */
  grant(): Promise<Grant>;
  /** The platform takes the access token no longer. */
  endAccess(): void;
  /** The provider where the platform does not answer. */
  unheard(): Provider;
  reset(): Promise<void>;
  close(): Promise<void>;
};

export type Described = {
  readonly name: string;
  readonly sourceType: SourceType;
  readonly group: string;
  readonly otherGroup: string;
  readonly dataType: string;
  start(): Promise<Platform>;
};

const NOW = Date.parse('2026-11-23T12:00:00Z');
const silence = (() => Promise.reject(new TypeError('fetch failed'))) as typeof fetch;

async function google(): Promise<Platform> {
  const world = await startGoogle();
  const { provider, time } = world;
  let accounts = 0;
  const archive = path.join(world.home, 'contract.zip');
  const at = '2024-05-01T10:00:00.000Z';
  const content = activityJson([{ header: 'YouTube', title: 'Watched a', time: at, products: ['YouTube'] }]);
  await writeFile(archive, await buildArchive([{ name: 'Portability/My Activity/YouTube/MyActivity.json', content }]));
  const application = { clientId: 'pilot', clientSecret: 'pilot-secret' };
  return {
    ...{ provider, time, foreignJob: '00000000-0000-4000-8000-000000000000' },
    async grant() {
      accounts += 1;
      const account = await world.account(`contract-${accounts}`, {
        ...{ polls: 1, archives: { '*': [archive] } },
      });
      return world.grantOf({ account, types: ['youtube_history'] });
    },
    endAccess() {
      time.now += HOUR_MS;
    },
    unheard: () => createProvider('google_portability', { ...application, fetch: silence, clock: () => time.now }),
    async reset() {
      time.now = NOW;
    },
    close: () => world.close(),
  };
}

const DOCUMENT = {
  'Your Activity': { Searches: { SearchList: [{ Date: '2024-05-01 10:00:00', SearchTerm: 'tea' }] } },
};

async function tiktok(): Promise<Platform> {
  const server = await startTikTok();
  const time = { now: NOW };
  const application = { clientId: CLIENT.key, clientSecret: CLIENT.secret };
  const dependencies = { ...application, clock: () => time.now };
  const provider = createProvider('tiktok_portability', { ...dependencies, fetch, baseUrl: server.url });
  return {
    ...{ provider, time, foreignJob: '7111111111111111111' },
    grant: () => provider.exchange({ code: 'good', codeVerifier: '', redirectUri: '' }),
    endAccess: () => server.endAccess(),
    unheard: () => createProvider('tiktok_portability', { ...dependencies, fetch: silence }),
    async reset() {
      time.now = NOW;
      Object.assign(world, { archive: await archiveOf(DOCUMENT), polls: 1, status: undefined });
    },
    close: () => server.close(),
  };
}

const DESCRIBED: Readonly<Record<SourceType, Omit<Described, 'sourceType'>>> = {
  google_portability: {
    ...{ name: 'Google', group: 'myactivity.youtube', otherGroup: 'myactivity.search', dataType: 'youtube_history' },
    start: google,
  },
  tiktok_portability: {
    ...{ name: 'TikTok', group: 'activity', otherGroup: 'postsandprofile', dataType: 'tiktok_searches' },
    start: tiktok,
  },
};

/** Every provider: one that is not described here does not compile. */
export const PLATFORMS: readonly Described[] = SOURCE_TYPES.map((sourceType) => ({
  sourceType,
  ...DESCRIBED[sourceType],
}));
