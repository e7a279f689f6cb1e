/** bin/screenshots/camera.ts — takes a page's picture in both themes, at one size: in light the whole page, in dark what is in sight. */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const FOLDER = path.join(import.meta.dirname, '..', '..', 'docs', 'screenshots');

export const SIZES = [
  { name: 'phone', width: 390, height: 844 },
  { name: 'desktop', width: 1280, height: 900 },
] as const;
export type Size = (typeof SIZES)[number];

const THEMES = ['light', 'dark'] as const;

/** A page longer than this is cut there, pixels. */
const MOST_HEIGHT = 2400;

/** `screen`: what is in sight. `page`: all of it, in light; a second time would only add to the weight of the folder. */
type Extent = 'screen' | 'page';

export type Camera = {
  readonly size: Size;
  /** A window of its own, with its own cookies. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Writes `<state>-<size>-<theme>.png` for both themes. */
  shoot(page: Page, state: string, extent?: Extent): Promise<void>;
};

async function clipOf(page: Page, { width }: Size) {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  return { x: 0, y: 0, width, height: Math.min(height, MOST_HEIGHT) };
}

export function createCamera(browser: Browser, size: Size): Camera {
  return {
    size,
    async open(options) {
      const viewport = { width: size.width, height: size.height };
      const context = await browser.newContext({
        viewport,
        locale: 'en-GB',
        timezoneId: 'Europe/Helsinki',
        ...options,
      });
      return context.newPage();
    },
    async shoot(page, state, extent = 'page') {
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme });
        const whole = extent === 'page' &&
          colorScheme === 'light' && { fullPage: true, clip: await clipOf(page, size) };
        const picture = await page.screenshot({ animations: 'disabled', caret: 'hide', ...whole });
        await writeFile(path.join(FOLDER, `${state}-${size.name}-${colorScheme}.png`), picture);
      }
    },
  };
}
