import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { expectGoodPage } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';
import { ticks } from './review-harness.ts';

const { api, newLink, origin, person, window } = useService();

const REVIEW = 'Look through your data, then release it';
const NEXT = 'Next: Google asks you';
const ENDED = 'Open your personal link, or the link of an invitation';
/** What the browser itself says of the answers that the tested situations bring with them. */
const UNAUTHORIZED = /status of 401/;
/** Rows that are asked for while they are released are refused. */
const RELEASING = /status of 409/;
/** Where the page asks how the donation stands. */
const STANDING = /\/api\/participant\/donations\/[^/]+\/$/;

/** The visit ends on the service's side, as after a time without use. */
const endVisit = (page: Page): Promise<void> => page.context().clearCookies();

/** A donation whose copy has arrived and waits for its participant. */
async function reviewing(page: Page): Promise<Record<'id' | 'link' | 'personal', string>> {
  const { id, donation_url: link } = await newLink({ review: { days: 7 } });
  await agree(page, link);
  const personal = await page.getByRole('textbox', { name: 'Your personal link' }).inputValue();
  await answerPlatform(page, await person(100), 'Allow');
  await heading(page, REVIEW).waitFor();
  await ticks(page).first().waitFor();
  return { id, link, personal };
}

const paste = async (page: Page, link: string): Promise<void> => {
  await page.getByLabel('Your link').locator('visible=true').fill(link);
  await press(page, 'Open');
};

describe('coming back later', () => {
  onEachSize('by the link: the same browser goes on where it was, another one may follow it', async (size) => {
    const { page, faults, close } = await window({ size });
    const { id, link } = await reviewing(page);
    await page.goto('about:blank');
    await page.goto(`${origin()}/donate/`);
    await heading(page, REVIEW).waitFor();
    expect(new URL(page.url()).searchParams.get('donation')).toBe(id);
    await ticks(page).first().waitFor();
    await page.goto('about:blank');
    await page.goto(link);
    await ticks(page).first().waitFor();

    const other = await window({ size });
    await other.page.goto(link);
    await heading(other.page, REVIEW).waitFor();
    await other.page.getByText('Here you can only follow it and withdraw.').waitFor();
    expect(await ticks(other.page).count()).toBe(0);
    expect([faults, other.faults]).toEqual([[], []]);
    await other.close();
    await close();
  });

  onEachSize('by the personal link: another browser can do all that the first one could', async (size) => {
    const { page, faults, close } = await window({ size });
    const { personal } = await reviewing(page);
    await close();

    const other = await window({ size, expected: RELEASING });
    await other.page.goto(personal);
    await heading(other.page, 'My donations').waitFor();
    await other.page.getByRole('main').getByRole('listitem').getByRole('link').click();
    await ticks(other.page).first().click();
    await press(other.page, 'Remove 1 row');
    await press(other.page, 'Release to the study …');
    await press(other.page, 'Release');
    await arrival(other.page);
    expect(await other.page.getByRole('main').innerText()).toContain('99 rows kept, you removed 1');
    expect([faults, other.faults]).toEqual([[], []]);
    await other.close();
  });
});

describe('a visit that ends', () => {
  onEachSize('while words are typed takes none of them away, once the link is pasted', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { personal } = await reviewing(page);
    await ticks(page).nth(2).click();
    const words = page.getByLabel('With the words');
    await words.fill('number 7');
    await endVisit(page);
    await heading(page, ENDED).waitFor();
    expect(await page.locator('.rows').first().isVisible()).toBe(false);
    await expectGoodPage(page);

    await paste(page, personal.slice(0, -9));
    await page.getByText('It may have been cut off when it was copied').waitFor();
    await paste(page, personal);
    await heading(page, ENDED).waitFor({ state: 'hidden' });
    expect([await words.inputValue(), await ticks(page).nth(2).isChecked()]).toEqual(['number 7', true]);
    await press(page, 'Remove 1 row');
    await page.getByText('1 row removed.').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('in one tab goes on there when a link is opened in another', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { personal } = await reviewing(page);
    await page.getByLabel('With the words').fill('number 7');
    await endVisit(page);
    await heading(page, ENDED).waitFor();
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(personal);
    await heading(elsewhere, 'My donations').waitFor();
    // As when somebody turns to the first tab again.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await heading(page, ENDED).waitFor({ state: 'hidden' });
    expect(await page.getByLabel('With the words').inputValue()).toBe('number 7');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a visit that has ended', () => {
  onEachSize('before a search says so beside it, and the search is there afterwards', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { donation_url: link } = await newLink();
    await agree(page, link);
    await answerPlatform(page, await person(100), 'Allow');
    await arrival(page);
    await page.getByText('of 100').waitFor();
    await endVisit(page);
    await page.getByLabel('With the words').fill('number 7');
    await press(page, 'Show');
    await page.getByText('Your visit has ended after a time without use. Open your link again').waitFor();
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(link);
    await heading(elsewhere, 'Your donation has arrived').waitFor();
    await press(page, 'Try again');
    // 7, and 70 to 79.
    await page.getByText('of 11').waitFor();
    expect(await page.getByLabel('With the words').inputValue()).toBe('number 7');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('before a release gives nothing away, and the release works after it', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { id, link, personal } = await reviewing(page);
    await press(page, 'Release to the study …');
    // The page does not learn of it before.
    const pressed = Promise.withResolvers<void>();
    await page.route(STANDING, (route) => pressed.promise.then(() => route.continue()));
    await endVisit(page);
    await press(page, 'Release');
    pressed.resolve();
    await heading(page, ENDED).waitFor();
    expect((await api().get(`/api/donations/${id}/`)).body).toMatchObject({ step: 'review' });
    // The study has this link, too: it does not show the rows.
    await paste(page, link);
    await page.getByText('Here you can only follow it and withdraw.').waitFor();
    await page.goto(personal);
    await page.getByRole('main').getByRole('listitem').getByRole('link').click();
    await press(page, 'Release to the study …');
    await press(page, 'Release');
    await arrival(page);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('before a decision asks for the link, and takes the decision after it', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { donation_url: link } = await newLink();
    await page.goto(link);
    await heading(page, 'Your decision').waitFor();
    await endVisit(page);
    await press(page, 'I agree');
    await heading(page, 'Open the link from your invitation again').waitFor();
    await paste(page, link);
    await heading(page, 'Your decision').waitFor();
    expect(await page.locator('.notice.is-error').count()).toBe(0);
    await press(page, 'I agree');
    await heading(page, NEXT).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('before a withdrawal deletes nothing and says so; the link leads back', async (size) => {
    const { page, faults, close } = await window({ size, expected: UNAUTHORIZED });
    const { id, donation_url: link } = await newLink();
    await agree(page, link);
    await press(page, 'Withdraw and delete …');
    await endVisit(page);
    await press(page, 'Delete everything');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Your visit has ended after a time without use. Open your link again').waitFor();
    expect((await api().get(`/api/donations/${id}/`)).status).toBe(200);
    const elsewhere = await page.context().newPage();
    await elsewhere.goto(link);
    await heading(elsewhere, 'Your decision').waitFor();
    await press(page, 'Delete everything');
    await heading(page, 'This donation has been deleted').waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});

describe('two tabs', () => {
  onEachSize('with two donations do not mix them up, and one address shows both', async (size) => {
    const { page, faults, close } = await window({ size });
    const titled = (title: string) => newLink({ study: { title, purpose: 'To learn.', institution: 'A University' } });
    const [tea, rain] = [await titled('A study of tea'), await titled('A study of rain')];
    const second = await page.context().newPage();
    await page.goto(tea.donation_url);
    await heading(page, 'A study of tea').waitFor();
    await second.goto(rain.donation_url);
    await heading(second, 'A study of rain').waitFor();
    await press(page, 'I agree');
    await heading(page, NEXT).waitFor();
    await press(second, 'I do not agree');
    await heading(second, 'You have decided not to take part').waitFor();
    for (const [tab, title, state] of [
      [page, 'A study of tea', NEXT],
      [second, 'A study of rain', 'You have decided not to take part'],
    ] as const) {
      await tab.reload();
      await heading(tab, state).waitFor();
      expect(await tab.getByRole('heading', { level: 1 }).innerText()).toBe(title);
    }
    await page.goto(`${origin()}/donate/`);
    await heading(page, 'Your donations').waitFor();
    expect((await page.locator('.choices strong').allInnerTexts()).toSorted()).toEqual([
      'A study of rain',
      'A study of tea',
    ]);
    expect((await api().get(`/api/donations/${rain.id}/`)).body).toMatchObject({ step: 'consent' });
    expect(faults).toEqual([]);
    await close();
  });
});
