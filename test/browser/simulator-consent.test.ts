import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_GROUPS } from '../../local/simulators/google/groups.ts';
import { SIZES, startBrowser, visit } from '../support/browser.ts';
import { authorizeUrl, closeGoogle, openGoogle, PREFIX } from '../support/google.ts';
import * as tiktok from '../support/tiktok-simulator.ts';

let browser: Browser;
beforeAll(async () => {
  await Promise.all([openGoogle(), tiktok.openTikTok()]);
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await Promise.all([closeGoogle(), tiktok.closeTikTok()]);
});

describe.each(SIZES)('the simulated consent page on a $name', (size) => {
  it.each([3, 25])('shows %d scopes in words, each to be ticked by a thumb', async (count) => {
    const groups = Array.from({ length: count }, (_, n) => ALL_GROUPS[n * 3] as string);
    const url = authorizeUrl(groups);
    const { page, faults, close } = await visit(browser, { size, origins: [new URL(url).origin] });
    await page.goto(url);
    expect(await page.locator('input[type=checkbox]:checked').count()).toBe(count);
    const values = await page
      .locator('input[name=scope]')
      .evaluateAll((ticks) => ticks.map((tick) => (tick as HTMLInputElement).value));
    expect(values.toSorted()).toEqual(groups.map((group) => PREFIX + group).toSorted());
    const labels = page.locator('label:has(input[type=checkbox])');
    for (const text of await labels.allInnerTexts())
      expect(text).toMatch(/^\s*(Your|The|How|Events|Features|Videos|Data) \w+/);
    const heights = await labels.evaluateAll((each) => each.map((label) => label.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    expect(await page.getByRole('group', { name: 'YouTube', exact: true }).count()).toBe(count > 8 ? 1 : 0);
    await labels.first().click();
    expect(await page.locator('input[type=checkbox]:checked').count()).toBe(count - 1);
    expect(faults).toEqual([]);
    await close();
  });

  it('shows TikTok’s scopes in words, and who is simulated at all', async () => {
    const url = tiktok.authorizeUrl([tiktok.ACTIVITY, tiktok.POSTS, tiktok.ALL]);
    const { page, faults, close } = await visit(browser, { size, origins: [new URL(url).origin] });
    for (const address of [url, new URL(url).origin]) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(
        0,
      );
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    }
    await page.goto(url);
    const labels = page.locator('label:has(input[type=checkbox])');
    for (const text of await labels.allInnerTexts()) expect(text).toMatch(/^\s*Once, a copy of /);
    const heights = await labels.evaluateAll((each) => each.map((label) => label.getBoundingClientRect().height));
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    expect(faults).toEqual([]);
    await close();
  });
});
