import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { messages as de } from '../../web/content/de/messages/index.ts';
import { messages as fi } from '../../web/content/fi/messages/index.ts';
import { SIZES } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';

const { newLink, origin, person, window } = useService();

const NEXT = 'Next: Google asks you';
/** What the browser itself says of lost connections and of answers 4xx. */
const LOST = /Failed to load resource/;

const language = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang');
const speak = (page: Page, name: string): Promise<void> => page.getByRole('link', { name, exact: true }).click();
const pathOf = (page: Page): string => new URL(page.url()).pathname;

describe('the language', () => {
  it.each([
    { locale: 'fi-FI', path: '/fi/donate/', lang: 'fi', title: fi.consent.title },
    { locale: 'de-AT', path: '/de/donate/', lang: 'de', title: de.consent.title },
    { locale: 'sv', path: '/donate/', lang: 'en', title: 'Your decision' },
  ])('is the browser’s where nothing else names one: $locale', async ({ locale, path, lang, title }) => {
    for (const size of SIZES) {
      const { id, donation_url: link } = await newLink();
      const { page, faults, close } = await window({ size, locale });
      await page.goto(link);
      await heading(page, title).waitFor();
      expect([pathOf(page), await language(page)]).toEqual([path, lang]);
      expect(new URL(page.url()).searchParams.get('donation')).toBe(id);
      expect(faults).toEqual([]);
      await close();
    }
  });

  onEachSize('of the link wins over the browser’s', async (size) => {
    const { donation_url: link } = await newLink({ language: 'de' });
    const { page, faults, close } = await window({ size, locale: 'fi' });
    await page.goto(link);
    await heading(page, de.consent.title).waitFor();
    expect(await language(page)).toBe('de');
    const { donation_url: english } = await newLink({ language: 'en' });
    await page.goto(english);
    await heading(page, 'Your decision').waitFor();
    expect(await language(page)).toBe('en');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that was chosen stays: to the platform and back, to all donations and back', async (size) => {
    const { id, donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, locale: 'fi' });
    await page.goto(link);
    await heading(page, fi.consent.title).waitFor();
    await speak(page, 'English');
    await heading(page, 'Your decision').waitFor();
    expect(new URL(page.url()).search).toBe(`?lang=en&donation=${id}`);
    await press(page, 'I agree');
    await heading(page, NEXT).waitFor();
    await answerPlatform(page, await person(100), 'Cancel');
    await page.getByText('You did not allow access on the platform’s page.').waitFor();
    await page.locator('.mine').click();
    await heading(page, 'My donations').waitFor();
    await page.getByRole('main').getByRole('listitem').getByRole('link').click();
    await heading(page, NEXT).waitFor();
    await page.reload();
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    expect([pathOf(page), await language(page)]).toEqual(['/donate/', 'en']);

    await speak(page, 'Suomi');
    await heading(page, fi.status.doneTitle).waitFor();
    expect(await language(page)).toBe('fi');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('switching the language', () => {
  onEachSize('takes along what the platform’s page has led back to', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await agree(page, link);
    await page.goto(`${origin()}/oauth/google/callback/?state=${'x'.repeat(43)}&code=4/none`);
    await page.getByText('This attempt is no longer valid').waitFor();
    await speak(page, 'Deutsch');
    await page.getByText(de.outcomes.state_unknown).waitFor();
    expect(page.url()).not.toContain('outcome');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('takes along a link that could not be opened yet, and leaves it in no address', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: LOST });
    await page.route('**/api/participant/session/', (route) => route.abort());
    await page.goto(link);
    await heading(page, 'The service cannot be reached').waitFor();
    await page.unrouteAll();
    await speak(page, 'Suomi');
    await heading(page, fi.consent.title).waitFor();
    expect(page.url()).not.toContain('dgd_');
    expect(await page.locator('a[href*="dgd_"]').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('keeps a receipt, opened by its link', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: LOST });
    await page.goto(link);
    await press(page, 'Withdraw and delete …');
    await press(page, 'Delete everything');
    await heading(page, 'This donation has been deleted').waitFor();
    const receipt = await page.locator('.receipt-code').innerText();
    await page.goto('about:blank');
    await page.goto(link);
    await heading(page, 'This donation has been deleted').waitFor();
    await speak(page, 'Deutsch');
    await heading(page, de.receipt.title).waitFor();
    expect(await page.locator('.receipt-code').innerText()).toBe(receipt);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('takes a personal link along as well', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await agree(page, link);
    const personal = await page.getByRole('textbox', { name: 'Your personal link' }).inputValue();
    const other = await window({ size, expected: LOST });
    await other.page.route('**/api/participant/session/', (route) => route.abort());
    await other.page.goto(personal);
    await heading(other.page, 'The service cannot be reached').waitFor();
    await other.page.unrouteAll();
    await speak(other.page, 'Suomi');
    await heading(other.page, fi.me.title).waitFor();
    expect(other.page.url()).toBe(`${origin()}/fi/me/`);
    expect([faults, other.faults]).toEqual([[], []]);
    await other.close();
    await close();
  });
});
