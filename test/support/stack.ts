/** test/support/stack.ts — the whole service for a test file: a home folder of its own that is removed. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { getItem, queryItems } from '../../functions/store/items.ts';
import { listKeys } from '../../functions/store/objects.ts';
import { keys } from '../../functions/store/table.ts';
import { type Stack, type StackOptions, startStack } from '../../local/stack.ts';
import { isTemporary } from './study.ts';

export type TestStack = Omit<Stack, 'simulator'> & {
  readonly simulator: { readonly url: string };
  readonly home: string;
  /** Keeps a file for the stack's life. @returns its path */
  file(name: string, bytes: Uint8Array): Promise<string>;
  /** Keys of all objects of a donation, whatever their area. */
  objectKeys(donationId: string): Promise<readonly string[]>;
  /** Whether a donation still holds a grant: it does until its machine has closed. */
  hasGrant(donationId: string): Promise<boolean>;
  /** Whether anything under raw/ or runs/ is there. */
  hasTemporary(donationId: string): Promise<boolean>;
  /** All items of a donation. */
  items(donationId: string): Promise<readonly { readonly sk: string }[]>;
};

async function objectKeys(donationId: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const page of listKeys('')) found.push(...page.filter((key) => key.includes(donationId)));
  return found;
}

/** Starts a stack with the simulator. Close it when done. */
export async function testStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const home = await mkdtemp(path.join(tmpdir(), 'datagift-stack-'));
  const stack = await startStack({ home, ...options, env: { POLL_UNIT_SECONDS: '0.2', ...options.env } });
  if (!stack.simulator) throw new Error('Unset GOOGLE_OAUTH_CLIENT_ID: tests speak to the simulator only');
  return {
    ...stack,
    simulator: stack.simulator,
    home,
    async file(name, bytes) {
      const file = path.join(home, name);
      await writeFile(file, bytes);
      return file;
    },
    objectKeys,
    hasGrant: async (donationId) => (await getItem(keys.grant(donationId))) !== undefined,
    hasTemporary: async (donationId) => (await objectKeys(donationId)).some((key) => isTemporary(key, donationId)),
    items: (donationId) => queryItems<{ sk: string }>(`DONATION#${donationId}`),
    async close() {
      await stack.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}
