/** test/support/platforms.ts — each provider with somebody behind it who answers: what the contract suite is run on. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DAY_MS, HOUR_MS } from '../../functions/core/clock.ts';
import { SOURCE_TYPES, type SourceType } from '../../functions/core/donation.ts';
import type { Grant } from '../../functions/core/grant.ts';
import { codeChallenge, newSecret } from '../../functions/core/token.ts';
import { createProvider } from '../../functions/providers/create.ts';
import type { Provider } from '../../functions/providers/provider.ts';
import { startSimulator } from '../../local/simulators/server.ts';
import { answerProvider, participant } from '../../local/walk.ts';
import { startGoogle } from '../integration/provider-google-support.ts';
import { activityJson, buildArchive } from './archives.ts';
import { archiveOf } from './tiktok.ts';

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
  const home = await mkdtemp(path.join(tmpdir(), 'contract-tiktok-'));
  const time = { now: NOW };
  const clock = () => time.now;
  const simulator = await startSimulator({ home, clock });
  const application = { clientId: 'pilot', clientSecret: 'pilot-secret', baseUrl: `${simulator.url}/tiktok` };
  const provider = createProvider('tiktok_portability', { ...application, clock, fetch });
  const archive = path.join(home, 'contract.zip');
  await writeFile(archive, await archiveOf(DOCUMENT));
  let accounts = 0;
  return {
    ...{ provider, time, foreignJob: '7111111111111111111' },
    async grant() {
      accounts += 1;
      const account = `contract-${accounts}`;
      const body = JSON.stringify({ name: account, provider: 'tiktok', polls: 1, archives: { '*': [archive] } });
      await fetch(`${simulator.url}/simulator/accounts/${account}`, { method: 'PUT', body });
      const [codeVerifier, redirectUri] = [newSecret(), 'http://localhost:8000/oauth/tiktok/callback/'];
      const request = { redirectUri, groups: ['activity'], state: newSecret() };
      const url = provider.authorizeUrl(application, { ...request, codeChallenge: codeChallenge(codeVerifier) });
      const back = new URL(await answerProvider(participant(simulator.url), url, { account }));
      return provider.exchange({ code: back.searchParams.get('code') ?? '', codeVerifier, redirectUri });
    },
    endAccess() {
      time.now += DAY_MS;
    },
    unheard: () => createProvider('tiktok_portability', { ...application, fetch: silence, clock }),
    async reset() {
      time.now = NOW;
    },
    async close() {
      await simulator.close();
      await rm(home, { recursive: true });
    },
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
