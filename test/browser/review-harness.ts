/** test/browser/review-harness.ts — what the tests of the review press and look at. */
import type { Locator, Page } from 'playwright-core';

export const button = (page: Page, name: string | RegExp): Locator => page.getByRole('button', { name, exact: true });

/** The boxes of the rows that are shown. */
export const ticks = (page: Page): Locator => page.locator('.rows input[type=checkbox]');

/** What has the focus, as it reads. */
export const focused = (page: Page): Promise<string> => page.evaluate(() => document.activeElement?.textContent ?? '');

export async function search(page: Page, words: string): Promise<void> {
  await page.getByLabel('With the words').fill(words);
  await button(page, 'Show').click();
}
