import type { Page, Route } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectGoodPage } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';
import { ticks } from './review-harness.ts';

const { api, newLink, origin, person, window } = useService();

/** What the browser itself says of lost connections and of answers 500 and 410. */
const LOST = /Failed to load resource/;
const UNREACHABLE = 'The service cannot be reached. Your internet connection may be gone';

const anew = async (size: Parameters<typeof window>[0], asked: object = {}) => {
  const visit = await window({ ...size, expected: LOST });
  const { id, donation_url: link } = await newLink(asked);
  return { ...visit, id, link, offline: (isOff: boolean) => visit.page.context().setOffline(isOff) };
};

/** What an API in trouble answers, or something in front of it. */
const fail = (route: Route): Promise<void> => route.fulfill({ status: 500, body: '<h1>Internal error</h1>' });
const DONATION = /\/api\/participant\/donations\/[^/]+\/$/;

const errorIn = (page: Page, place: string) => page.locator(`${place} .notice.is-error`);

describe('without a network', () => {
  onEachSize('the wait says so, keeps what it shows and goes on by itself', async (size) => {
    const { page, faults, close, link, offline } = await anew({ size });
    await agree(page, link);
    await answerPlatform(page, await person(100, { polls: 10_000 }), 'Allow');
    await heading(page, 'Your copy is on its way').waitFor();
    await offline(true);
    const said = page.getByText('Check your connection; this page keeps trying.');
    await said.waitFor();
    expect(await heading(page, 'Your copy is on its way').isVisible()).toBe(true);
    await offline(false);
    await said.waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('a link cannot be opened, and is not forgotten', async (size) => {
    const { page, faults, close, link, offline } = await anew({ size });
    await page.goto(`${origin()}/donate/?lang=en`);
    await page.getByLabel('Your link').waitFor();
    await offline(true);
    await page.getByLabel('Your link').fill(link);
    await press(page, 'Open');
    await heading(page, 'The service cannot be reached').waitFor();
    await press(page, 'Try again');
    await heading(page, 'The service cannot be reached').waitFor();
    await offline(false);
    await press(page, 'Try again');
    await heading(page, 'Your decision').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('rows are removed and released no sooner than it is back; what is ticked stays', async (size) => {
    const { page, faults, close, link, offline } = await anew({ size }, { review: { days: 7 } });
    await agree(page, link);
    await answerPlatform(page, await person(100), 'Allow');
    await ticks(page).nth(1).click();
    await ticks(page).nth(3).click();
    await offline(true);
    await press(page, 'Remove 2 rows');
    await errorIn(page, '.remove-bar').waitFor();
    expect(await errorIn(page, '.remove-bar').innerText()).toContain(UNREACHABLE);
    expect(await ticks(page).nth(3).isChecked()).toBe(true);
    await offline(false);
    await press(page, 'Remove 2 rows');
    await page.getByText('2 rows removed. You can undo it below.').waitFor();

    await offline(true);
    await press(page, 'Release to the study …');
    await press(page, 'Release');
    await errorIn(page, '.release').waitFor();
    await offline(false);
    await press(page, 'Release');
    await arrival(page);
    expect(await page.getByRole('main').innerText()).toContain('98 rows kept, you removed 2');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize(
    'a withdrawal says that it was not heard; one whose answer got lost is shown its receipt',
    async (size) => {
      const { page, faults, close, id, link, offline } = await anew({ size });
      await agree(page, link);
      await press(page, 'Withdraw and delete …');
      await offline(true);
      await press(page, 'Delete everything');
      await errorIn(page, 'dialog').waitFor();
      expect(await errorIn(page, 'dialog').innerText()).toContain(UNREACHABLE);
      await expectGoodPage(page);
      await offline(false);
      expect((await api().get(`/api/donations/${id}/`)).status).toBe(200);

      await page.route(DONATION, async (route) => {
        if (route.request().method() !== 'DELETE') return route.continue();
        await route.fetch();
        await route.abort();
      });
      await press(page, 'Delete everything');
      await errorIn(page, 'dialog').waitFor();
      expect((await api().get(`/api/donations/${id}/`)).status).toBe(410);
      await page.unrouteAll();
      await press(page, 'Delete everything');
      await heading(page, 'This donation has been deleted').waitFor();
      await page.locator('.receipt-code').waitFor();
      expect(faults).toEqual([]);
      await close();
    },
  );
});

describe('a fault of the service', () => {
  onEachSize('on opening offers to try again', async (size) => {
    const { page, faults, close, link } = await anew({ size });
    await page.route('**/api/participant/**', fail);
    await page.goto(link);
    await heading(page, 'Something went wrong on our side').waitFor();
    await page.unrouteAll();
    await press(page, 'Try again');
    await heading(page, 'Your decision').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('while deciding leaves the question as it was', async (size) => {
    const { page, faults, close, link } = await anew({ size });
    await page.goto(link);
    await page.route('**/consent/', fail);
    await press(page, 'I agree');
    await page.getByText('Nothing is lost. Please try again in a few minutes.').waitFor();
    await page.unrouteAll();
    await press(page, 'I agree');
    await page.route('**/authorization/', fail);
    await press(page, 'Continue to Google');
    await page.getByText('Nothing is lost. Please try again in a few minutes.').waitFor();
    await page.unrouteAll();
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('during the wait is waited out', async (size) => {
    const { page, faults, close, link } = await anew({ size });
    await agree(page, link);
    await answerPlatform(page, await person(100, { polls: 10_000 }), 'Allow');
    await heading(page, 'Your copy is on its way').waitFor();
    await page.route(DONATION, fail);
    const said = page.getByText('Something is wrong on our side just now.');
    await said.waitFor();
    await page.unrouteAll();
    await said.waitFor({ state: 'hidden' });
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('that keeps a part of the page from loading is got over, once it can be loaded', async (size) => {
    const { page, faults, close, link, offline } = await anew({ size });
    await page.route('**/assets/data-section*.js', (route) => route.abort());
    await agree(page, link);
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    await page.getByText('Nothing is lost. Please try again in a few minutes.').waitFor();
    await page.unrouteAll();
    await offline(true);
    await press(page, 'Try again');
    await page.getByText(UNREACHABLE).waitFor();
    await offline(false);
    await press(page, 'Try again');
    await page.getByText('of 100').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
