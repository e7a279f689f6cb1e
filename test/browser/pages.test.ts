import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../local/build-site.ts';
import { expectGoodPage, SIZES, startBrowser, visit } from '../support/browser.ts';
import { startParticipantSite } from '../support/participant-site.ts';

let browser: Browser;
let site: Awaited<ReturnType<typeof startParticipantSite>>;

beforeAll(async () => {
  await buildSite();
  site = await startParticipantSite({});
  browser = await startBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

describe.each(SIZES)('the site on a $name', (size) => {
  it.each([
    ['/', 'Give your data to research, and stay in charge of it'],
    ['/terms/', 'Terms of service'],
    ['/privacy/', 'Privacy notice'],
    ['/404.html', 'There is no such page'],
  ])('shows %s well, in light and in dark', async (path, title) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, faults, close } = await visit(browser, { size, colorScheme, origins: [site.origin] });
      await page.goto(site.origin + path);
      expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(title);
      await expectGoodPage(page);
      expect(faults).toEqual([]);
      await close();
    }
  });

  it('says what to do where JavaScript is switched off', async () => {
    const { page, close } = await visit(browser, { size, javaScriptEnabled: false, origins: [site.origin] });
    await page.goto(`${site.origin}/donate/`);
    expect(await page.getByRole('main').innerText()).toContain('This page needs JavaScript');
    await close();
  });
});

describe('the site', () => {
  it('answers an unknown page with 404 and a page', async () => {
    const response = await fetch(`${site.origin}/no/such/page/`);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('There is no such page');
  });

  it('leads from the first page to the terms, the privacy notice and the API documentation', async () => {
    const html = await (await fetch(site.origin)).text();
    for (const path of ['/terms/', '/privacy/', '/api/docs/', '/donate/?lang=en'])
      expect(html).toContain(`href="${path}"`);
  });

  it('keeps the donation page light: its scripts are at most 30 KB gzipped', async () => {
    const html = await (await fetch(`${site.origin}/donate/`)).text();
    const scripts = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path]) => site.origin + path);
    const sizes = await Promise.all(scripts.map(async (url) => gzipSync(await (await fetch(url)).text()).length));
    expect(scripts).not.toEqual([]);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(30_000);
  });
});
