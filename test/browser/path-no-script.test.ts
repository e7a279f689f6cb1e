import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { SIZES } from '../support/browser.ts';
import { useService } from './donation-harness.ts';

const { newLink, origin, window } = useService();

const SITE = JSON.parse(readFileSync(path.join(import.meta.dirname, '../../web/content/site.json'), 'utf8')) as {
  readonly contact_email: string;
};

const DONATING = [
  { language: 'en', address: '/donate/', title: 'This page needs JavaScript' },
  { language: 'fi', address: '/fi/donate/', title: 'Tämä sivu tarvitsee JavaScriptin' },
  { language: 'de', address: '/de/me/', title: 'Diese Seite braucht JavaScript' },
] as const;

const titleOf = (page: Page): Promise<string> => page.getByRole('heading', { level: 1 }).first().innerText();
const language = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang');

describe.concurrent.each(SIZES)('without JavaScript, on a $name', (size) => {
  const look = { size, javaScriptEnabled: false };

  it.each(DONATING)('$address says what to do, in its language', async ({ address, title, language: spoken }) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window(look);
    await page.goto(origin() + address + new URL(link).hash);
    expect(await titleOf(page)).toBe(title);
    expect(await language(page)).toBe(spoken);
    const main = page.getByRole('main');
    expect(await main.getByRole('paragraph').count()).toBe(2);
    expect(await main.getByRole('link').getAttribute('href')).toBe(`mailto:${SITE.contact_email}`);
    expect(faults).toEqual([]);
    await close();
  });

  it('the pages that are only read work fully, in every language', async () => {
    const { page, faults, close } = await window(look);
    await page.goto(origin());
    expect(await titleOf(page)).toBe('Give your data to research, and stay in charge of it');
    const titles = new Set([await titleOf(page)]);
    for (const name of ['Suomi', 'Deutsch', 'English']) {
      await page.getByRole('link', { name, exact: true }).click();
      for (const target of ['terms', 'privacy']) {
        await page.locator(`.site-footer a[href$="/${target}/"]`).click();
        expect(page.url()).toContain(`/${target}/`);
        titles.add(await titleOf(page));
      }
    }
    expect(titles.size).toBe(1 + 3 * 2);
    await page.locator('.brand').click();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.locator('.mine').click();
    expect(await titleOf(page)).toBe('This page needs JavaScript');
    expect(faults).toEqual([]);
    await close();
  });
});
