/** test/browser/donate-harness.ts — the donation page in a browser, over an API whose every answer the test decides. */
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { buildSite } from '../../local/build-site.ts';
import { SIZES, startBrowser, type Visit, visit } from '../support/browser.ts';
import { type Api, startParticipantSite } from '../support/participant-site.ts';

export const DONATION = 'GET /api/participant/donations/don_1/';
export const SESSION = 'POST /api/participant/session/';
export const LIST = 'GET /api/participant/donations/';
export const ROWS = 'GET /api/participant/donations/don_1/data/';
export const CONSENT = 'POST /api/participant/donations/don_1/consent/';
export const WITHDRAWAL = 'DELETE /api/participant/donations/don_1/';
export const IDENTITY = 'GET /api/participant/identity/';
export const PAGE = '/donate/?donation=don_1';
export const TOKEN = `dgd_${'a'.repeat(43)}`;

/** The browser itself reports answers of 4xx and lost connections on the console; that is no fault of the page. */
const REFUSALS = /Failed to load resource/;

type Look = {
  readonly size?: (typeof SIZES)[number];
  readonly colorScheme?: 'light' | 'dark';
  readonly userAgent?: string;
};

export type Harness = {
  /** What the API answers; before each test nothing, but that there is no personal link. */
  readonly api: Api;
  origin(): string;
  /** A new window, with nothing in it yet. */
  window(look?: Look): Promise<Visit>;
  /** A new window at an address of the site. */
  open(path: string, look?: Look): Promise<Visit>;
};

/** Starts the site and a browser before the tests of a file, and closes both after them. */
export function useDonationPage(): Harness {
  const api: Api = {};
  let browser: Browser;
  let site: Awaited<ReturnType<typeof startParticipantSite>>;
  beforeAll(async () => {
    await buildSite();
    site = await startParticipantSite(api);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });
  beforeEach(() => {
    for (const name of Object.keys(api)) delete api[name];
    api[IDENTITY] = () => ({ body: { personal_link: false, can_make: false, to_claim: false } });
  });
  const window = ({ size = SIZES[1], colorScheme = 'light', userAgent }: Look = {}): Promise<Visit> =>
    visit(browser, {
      ...{ size, colorScheme, origins: [site.origin], expected: REFUSALS },
      ...(userAgent && { userAgent }),
    });
  return {
    api,
    origin: () => site.origin,
    window,
    async open(path, look) {
      const visitor = await window(look);
      await visitor.page.goto(site.origin + path);
      return visitor;
    },
  };
}

export const heading = (page: Page, name: string): Locator => page.getByRole('heading', { name, exact: true });
