import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { donate, participant } from '../../local/walk.ts';
import { buildArchive } from '../support/archives.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { studyOf, summed, type TestStudy } from '../support/study.ts';
import { archiveOf } from '../support/tiktok.ts';

/** Made-up exports of other tools, in real formats; they lie beside the project where somebody has them. */
const SAMPLES = fileURLToPath(new URL('../../../shared/samples/niimpy/', import.meta.url));
const areThere = existsSync(path.join(SAMPLES, 'Portability'));
if (!areThere) console.log('Skipped: the sample exports are not beside this checkout.');

const EIGHT = PROVIDERS.google_portability.defaultDataTypes;
const TIKTOK = Object.keys(PROVIDERS.tiktok_portability.dataTypes);

const files = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(path.join(folder, name)).isFile(),
  );

describe.runIf(areThere)('the sample exports, zipped', () => {
  let stack: TestStack;
  let study: TestStudy;
  beforeAll(async () => {
    stack = await testStack({ env: { DATAGIFT_DATA_TYPES: [...EIGHT, ...TIKTOK].join(',') } });
    study = studyOf(stack);
  });
  afterAll(() => stack.close());

  it('give all eight data types, with every record accounted for', async () => {
    const root = path.join(SAMPLES, 'Portability');
    const entries = files(root).map((name) => ({
      name: `Portability/${name}`,
      content: readFileSync(path.join(root, name)),
    }));
    const archive = await stack.file('samples.zip', await buildArchive(entries));
    await study.account('samples', { archives: { '*': [archive] } });
    const created = await study.create({
      requested_data_types: EIGHT,
      data_start_date: '2024-02-01',
      data_end_date: '2024-12-31',
    });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'samples' });
    const done = await study.ended(id);

    expect(done.status).toBe('processed');
    for (const { data_type, state, counts } of done.data_types) {
      expect([data_type, state]).toEqual([data_type, 'ready']);
      expect(summed(counts), data_type).toBe(counts.seen);
      expect(await study.allRows(id, data_type), data_type).toHaveLength(counts.kept);
    }
    const kept = Object.fromEntries(
      done.data_types.map(({ data_type, counts }) => [data_type, [counts.seen, counts.kept]]),
    );
    // Three records each, the first of January; Discover has three tables more, two of them without dates.
    expect(kept).toEqual({
      ...Object.fromEntries(Object.keys(kept).map((name) => [name, [3, 2]])),
      discover: [12, 10],
    });
  });

  it('give every data type of TikTok that has records, each list accounted for', async () => {
    const document = JSON.parse(readFileSync(path.join(SAMPLES, 'tiktok_user_data.json'), 'utf8'));
    const archive = await stack.file('tiktok.zip', await archiveOf(document));
    await study.account('tiktok-sample', { provider: 'tiktok', archives: { all: [archive] } });
    const created = await study.create({ source_type: 'tiktok_portability', requested_data_types: TIKTOK });
    const { id } = await donate(participant(stack.origin), created.donation_url, { account: 'tiktok-sample' });
    const { status, error, data_types } = await study.ended(id);

    expect([status, error]).toEqual(['processed', null]);
    const kept = data_types.map(
      ({ data_type, state, counts }) => [data_type, [state, counts.seen, counts.kept]] as const,
    );
    const of = (count: number) => ['ready', count, count];
    expect(Object.fromEntries(kept)).toEqual({
      ...Object.fromEntries(TIKTOK.map((name) => [name, ['empty', 0, 0]])),
      ...{ tiktok_comments: of(2), tiktok_direct_messages: of(5), tiktok_favorites: of(3), tiktok_followers: of(1) },
      ...{
        tiktok_likes: of(3),
        tiktok_logins: of(2),
        tiktok_posts: of(1),
        tiktok_profile: of(1),
        tiktok_shares: of(2),
      },
    });
    for (const [name, [state, , count]] of kept) {
      if (state === 'ready') expect(await study.allRows(id, name), name).toHaveLength(count);
    }
  });
});
