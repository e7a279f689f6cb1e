/** test/support/browser.ts — a real browser, and what every page has to keep to. */
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { unpackedBrowser } from './browser-path.ts';

/** The two sizes that every page is tried at. */
export const SIZES = [
  { name: 'phone', width: 360, height: 740 },
  { name: 'desktop', width: 1280, height: 800 },
] as const;

/**
 * The package's own flags are left out: they switch web security off and put everything into one process, which ends
 * when the first window closes.
 */
const FLAGS = [
  '--no-sandbox',
  '--no-zygote',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--no-first-run',
];

/** Starts Chromium. A machine on which it does not start fails the tests that need it. */
export async function startBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await unpackedBrowser(), args: FLAGS });
}

export type Visit = {
  readonly page: Page;
  /** What went wrong unseen in any of its tabs: console errors, refused resources, exceptions, requests to other origins. */
  readonly faults: readonly string[];
  close(): Promise<void>;
};

type VisitOptions = {
  readonly size: { readonly width: number; readonly height: number };
  readonly colorScheme?: 'light' | 'dark';
  readonly javaScriptEnabled?: boolean;
  /** What the browser calls itself; absent: as it does. */
  readonly userAgent?: string;
  /** The language that the browser asks for; absent: English. */
  readonly locale?: string;
  /** Origins that the page may load from or lead to. */
  readonly origins: readonly string[];
  /** Console messages that the tested situation brings with it, e.g. the browser's own line about an answer 410. */
  readonly expected?: RegExp;
};

/** Files run side by side, and windows in them: on a busy machine everything takes longer. */
const PATIENCE_MS = 60_000;

/** What the page's own policy has refused. No situation brings that with it. */
const REFUSED_BY_POLICY = /Content Security Policy/;

/** Notes every fault of a window's tabs, those that are opened later as well. */
function noteFaults(context: BrowserContext, { origins, expected }: VisitOptions): readonly string[] {
  const faults: string[] = [];
  const note = (text: string): void => {
    if (!expected?.test(text) || REFUSED_BY_POLICY.test(text)) faults.push(text);
  };
  context.on('console', (message) => message.type() === 'error' && note(message.text()));
  context.on('weberror', (error) => note(String(error.error())));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && !origins.includes(origin)) faults.push(`request to ${origin}`);
  });
  return faults;
}

/** Opens a browser window of its own, with its own cookies, that notes every fault. */
export async function visit(browser: Browser, options: VisitOptions): Promise<Visit> {
  const { size, colorScheme = 'light', javaScriptEnabled = true, locale = 'en', userAgent } = options;
  const context = await browser.newContext({
    ...{ viewport: size, colorScheme, javaScriptEnabled, locale, ...(userAgent && { userAgent }) },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  context.setDefaultTimeout(PATIENCE_MS);
  const faults = noteFaults(context, options);
  return { page: await context.newPage(), faults, close: () => context.close() };
}

/** Elements to press that are smaller than 44 × 44 CSS pixels; links within sentences are text. */
const smallTargets = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const targets = document.querySelectorAll<HTMLElement>('button, .button, input, select, summary');
    return [...targets].flatMap((target) => {
      const { width, height } = target.getBoundingClientRect();
      const small = width > 0 && (width < 43.9 || height < 43.9);
      return small ? [`${target.tagName} "${target.textContent}" ${width} × ${height}`] : [];
    });
  });

/** The page keeps to WCAG 2.2 AA as far as axe can tell, does not scroll sideways, and can be pressed by a thumb. */
export async function expectGoodPage(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  expect(found).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(overflow, 'sideways scroll, pixels').toBeLessThanOrEqual(0);
  expect(await smallTargets(page)).toEqual([]);
}
