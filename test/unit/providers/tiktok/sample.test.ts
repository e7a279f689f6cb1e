import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { isBalanced } from '../../../../functions/core/accounting.ts';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { readDocument, readersOf } from './support.ts';

/** A made-up export of another tool, in the real format; it lies beside the project where somebody has it. */
const SAMPLE = fileURLToPath(new URL('../../../../../shared/samples/niimpy/tiktok_user_data.json', import.meta.url));
const isThere = existsSync(SAMPLE);
if (!isThere) console.log('Skipped: the sample export of TikTok is not beside this checkout.');

/** Records in each list of the sample, counted by hand. */
const EXPECTED: Readonly<Record<string, number>> = {
  tiktok_comments: 2,
  tiktok_direct_messages: 5,
  tiktok_favorites: 3,
  tiktok_followers: 1,
  tiktok_likes: 3,
  tiktok_logins: 2,
  tiktok_posts: 1,
  tiktok_profile: 1,
  tiktok_shares: 2,
};

describe.runIf(isThere)('the sample export', () => {
  const text = isThere ? readFileSync(SAMPLE, 'utf8') : '';

  it.each(Object.keys(tiktok.dataTypes))('gives all records of %s, and leaves no list unknown', async (type) => {
    for (const reader of readersOf(type, text)) {
      const { rows, counts, lists } = await readDocument(text, type, { reader });
      expect(isBalanced(counts)).toBe(true);
      expect(counts).toMatchObject({ seen: EXPECTED[type] ?? 0, kept: EXPECTED[type] ?? 0 });
      expect(rows).toHaveLength(EXPECTED[type] ?? 0);
      expect(lists?.unknown).toBe(0);
    }
  });

  it('gives no name of another person but where one is followed, and nothing personal', async () => {
    for (const type of Object.keys(tiktok.dataTypes)) {
      const { rows } = await readDocument(text, type);
      expect(JSON.stringify(rows)).not.toMatch(/friend_one|friend_two|follower_one|192\.0\.2|sample@|sample bio|1990/);
    }
  });
});
