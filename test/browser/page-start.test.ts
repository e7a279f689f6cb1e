import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { messages as fi } from '../../web/content/fi/messages/index.ts';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { newDonation } from '../support/participant-views.ts';
import { DONATION, heading, LIST, SESSION, TOKEN, useDonationPage } from './donate-harness.ts';
import { answerSession } from './me-harness.ts';

const { api, origin, window } = useDonationPage();

/** Keeps a language's catalogue, one of several scripts of that name, from arriving. */
async function loseWords(page: Page, word: string): Promise<void> {
  await page.route('**/assets/messages-*.js', async (route) => {
    const response = await route.fetch();
    await ((await response.text()).includes(word) ? route.abort() : route.fulfill({ response }));
  });
}

describe.each(SIZES)('a page whose words do not load, on a $name', (size) => {
  it('says so in the words that were built into it, and opens the link when it is loaded again', async () => {
    api[SESSION] = () => ({ body: { donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    api[LIST] = () => ({ body: [] });
    const { page, faults, close } = await window({ size });
    await loseWords(page, fi.problems.offline.title);
    await page.goto(`${origin()}/fi/donate/#${TOKEN}`);
    await heading(page, fi.problems.offline.title).waitFor();
    await expectGoodPage(page);
    const retry = page.getByRole('button', { name: fi.retry });
    await retry.click();
    await retry.waitFor();
    await page.unrouteAll();
    await retry.click();
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(`${origin()}/fi/donate/?donation=don_1`);
    expect(await page.locator('.loading-failed').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  it('takes the link along into another language', async () => {
    api[SESSION] = () => ({ body: { donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await window({ size });
    await loseWords(page, fi.problems.offline.title);
    await page.goto(`${origin()}/fi/donate/#${TOKEN}`);
    await heading(page, fi.problems.offline.title).waitFor();
    await page.getByRole('link', { name: 'Deutsch' }).click();
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(`${origin()}/de/donate/?donation=don_1`);
    await close();
  });

  it('does so on the page of all donations', async () => {
    answerSession(api);
    const { page, close } = await window({ size });
    await loseWords(page, 'The service cannot be reached');
    await page.goto(`${origin()}/me/`);
    await heading(page, 'The service cannot be reached').waitFor();
    await page.unrouteAll();
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'My donations').waitFor();
    await close();
  });
});
