/** test/browser/donation-harness.ts — the whole service with a browser: a researcher's links, people at the platform. */
import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../local/build-site.ts';
import { researcher } from '../../local/walk.ts';
import { activityJson, buildArchive } from '../support/archives.ts';
import { SIZES, startBrowser, type Visit, visit } from '../support/browser.ts';
import { type TestStack, testStack } from '../support/stack.ts';
import { heading } from './donate-harness.ts';

const HOUR_MS = 3_600_000;

type Look = {
  readonly size?: (typeof SIZES)[number];
  /** Console lines that the tested situation brings with it. */
  readonly expected?: RegExp;
  /** The language that the browser asks for. */
  readonly locale?: string;
  readonly javaScriptEnabled?: boolean;
};

/** A person at the simulated platform, with a row an hour of watching and of searching until the end of 2024. */
async function addPerson(stack: TestStack, hours: number, settings: object): Promise<string> {
  const id = randomUUID();
  const archives = await Promise.all(
    (['YouTube', 'Search'] as const).map(async (product) => {
      const records = Array.from({ length: hours }, (_, n) => ({
        header: product,
        title: `${product === 'Search' ? 'Searched for' : 'Watched'} something, number ${n}`,
        titleUrl:
          product === 'Search'
            ? `https://www.google.com/search?q=${n}`
            : `https://www.youtube.com/watch?v=${String(n).padStart(11, 'a')}`,
        time: new Date(Date.UTC(2025, 0, 1) - (n + 1) * HOUR_MS).toISOString(),
        products: [product],
      }));
      const archive = await buildArchive([
        { name: 'Portability/archive_browser.json', content: '{}' },
        { name: `Portability/My Activity/${product}/MyActivity.json`, content: activityJson(records) },
      ]);
      return [`myactivity.${product.toLowerCase()}`, [await stack.file(`${id}-${product}.zip`, archive)]] as const;
    }),
  );
  const response = await fetch(`${stack.simulator.url}/simulator/accounts/${id}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      name: id,
      provider: 'google',
      archives: Object.fromEntries(archives),
      polls: 1,
      ...settings,
    }),
  });
  expect(response.status).toBeLessThan(300);
  return id;
}

/** Starts the service and a browser before the tests of a file, and closes both after them. */
export function useService() {
  let stack: TestStack;
  let browser: Browser;
  beforeAll(async () => {
    await buildSite();
    [stack, browser] = await Promise.all([testStack({ env: { DATAGIFT_DATA_TYPES: 'all' } }), startBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await stack?.close();
  });
  const api = () => researcher(stack.origin, stack.researcherToken);
  return {
    api,
    origin: (): string => stack.origin,
    /**
     * A person of their own, so that no test ends another's access.
     * @param hours rows of each kind
     * @param settings of the simulated account, where they differ: how the platform treats this person
     */
    person: (hours = 1000, settings: object = {}): Promise<string> => addPerson(stack, hours, settings),
    /** A link to a donation of YouTube history and searches in December 2024, or to another one. */
    async newLink(asked: object = {}): Promise<{ readonly id: string; readonly donation_url: string }> {
      const answer = await api().post<{ id: string; donation_url: string }>('/api/donations/', {
        source_type: 'google_portability',
        data_start_date: '2024-12-01',
        data_end_date: '2024-12-31',
        requested_data_types: ['youtube_history', 'search'],
        ...asked,
      });
      expect(answer.status).toBe(201);
      return answer.body;
    },
    window: ({ size = SIZES[1], ...look }: Look = {}): Promise<Visit> =>
      visit(browser, { size, ...look, origins: [stack.origin, stack.simulator.url, new URL(stack.aws.url).origin] }),
  };
}

/**
 * A path through the service, walked at both sizes at the same time, and beside the others of its group: most of a walk
 * is waiting. Groups come one after the other, for a machine has only so many cores.
 */
export const onEachSize = (path: string, walk: (size: (typeof SIZES)[number]) => Promise<void>) =>
  describe.concurrent(path, () => it.each(SIZES)('on a $name', walk));

export const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click();

/** Opens a link and accepts the consent. */
export async function agree(page: Page, link: string, platform = 'Google'): Promise<void> {
  await page.goto(link);
  await press(page, 'I agree');
  await heading(page, `Next: ${platform} asks you`).waitFor();
}

/** Goes to the platform's own page and answers it. */
export async function answerPlatform(
  page: Page,
  person: string | RegExp,
  decision: 'Allow' | 'Authorise' | 'Cancel',
): Promise<void> {
  await page.getByRole('button', { name: /^Continue to / }).click();
  await page.getByRole('radio', { name: person }).check();
  await press(page, decision);
}

/** Waits until the copy is there, or it is certain that it never will be. */
export async function arrival(page: Page): Promise<void> {
  const end = page.getByRole('heading', { name: /^(Your donation has arrived|The copy could not be fetched)$/ });
  await end.waitFor({ timeout: 60_000 });
  expect(await end.innerText(), await page.getByRole('main').innerText()).toBe('Your donation has arrived');
}
