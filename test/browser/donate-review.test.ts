import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { newDonation, underReview } from '../support/participant-views.ts';
import { answerReview } from '../support/review-api.ts';
import { DONATION, heading, PAGE, useDonationPage } from './donate-harness.ts';
import { button, focused, search, ticks } from './review-harness.ts';

const { api, open } = useDonationPage();

const TITLE = 'Look through your data, then release it';

const LOOKS = [
  { name: 'phone, light', size: SIZES[0], colorScheme: 'light', onPage: 25 },
  { name: 'phone, dark', size: SIZES[0], colorScheme: 'dark', onPage: 25 },
  { name: 'desktop, light', size: SIZES[1], colorScheme: 'light', onPage: 100 },
  { name: 'desktop, dark', size: SIZES[1], colorScheme: 'dark', onPage: 100 },
] as const;

describe.each(LOOKS)('the review before release on a $name', ({ onPage, ...look }) => {
  it('is there for everyone: rows ticked, removed, put back, the rest released', async () => {
    const review = answerReview(api);
    const { page, faults, close } = await open(PAGE, look);
    await heading(page, TITLE).waitFor();
    await page.getByText(`Rows 1 to ${onPage} of 250`).waitFor();
    await ticks(page).nth(1).click();
    await ticks(page).nth(3).click();
    await button(page, 'Remove 2 rows').click();
    await page.getByText('2 rows removed. You can undo it below.').waitFor();
    await page.getByText(`Rows 1 to ${onPage} of 248`).waitFor();
    expect(review.removals.map(({ rows }) => rows)).toEqual([[1, 3]]);
    expect(await page.locator('.card').first().innerText()).toContain('248 rows kept, you removed 2');

    await ticks(page).nth(0).click();
    await page.getByText('2 rows removed. You can').waitFor({ state: 'hidden' });
    await expectGoodPage(page);
    await button(page, 'Undo: YouTube history, 2 rows that you selected').click();
    await page.getByText('2 rows put back.').waitFor();
    await page.getByText('You have not removed anything.').waitFor();
    await page.getByText(`Rows 1 to ${onPage} of 250`).waitFor();
    expect(await focused(page)).toBe('What you have removed');

    await button(page, 'Release to the study …').click();
    await page.getByText('The study then gets 253 rows.').waitFor();
    await expectGoodPage(page);
    await button(page, 'Release').click();
    await page.getByText('Your data is being released').waitFor();
    review.phase = 'released';
    await heading(page, 'Your donation has arrived').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('shows whoever has only the donation’s link how it stands, and no rows', async () => {
    api[DONATION] = () => ({ body: { ...underReview, own: false, has_personal_link: true } });
    const { page, faults, close } = await open(PAGE, look);
    await heading(page, TITLE).waitFor();
    await page.getByText('Here you can only follow it and withdraw.').waitFor();
    expect(await page.getByRole('link', { name: 'Open my personal link' }).getAttribute('href')).toBe('/me/');
    expect(await page.locator('.rows, .release, .removals').count()).toBe(0);
    await button(page, 'Withdraw and delete …').waitFor();
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('by keyboard alone', () => {
  it('rows are ticked and removed, and the release is thought over and made', async () => {
    const review = answerReview(api);
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    await ticks(page).first().focus();
    await page.keyboard.press('Space');
    await button(page, 'Remove 1 row').focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 row removed.').waitFor();
    expect(await focused(page)).toContain('Rows 1 to 100 of 249');
    await page.locator('.summary').and(page.locator(':focus')).waitFor();
    expect(await page.locator('.summary').evaluate((line) => line.getBoundingClientRect().top)).toBeGreaterThanOrEqual(
      0,
    );

    await button(page, 'Release to the study …').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Release your data to the study?' });
    expect(await dialog.innerText()).toContain(
      'The study then gets 252 rows. 1 row that you removed is deleted for good.',
    );
    expect(await focused(page)).toBe('Not yet');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await focused(page)).toBe('Release to the study …');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Your data is being released').waitFor();
    expect(await focused(page)).toBe(TITLE);
    review.phase = 'released';
    await heading(page, 'Your donation has arrived').waitFor();
    expect(await focused(page)).toBe('Your donation has arrived');
    const told = await page.getByRole('main').innerText();
    expect(told).toContain('It was yours alone to look through; the study got it on 5 January 2026');
    expect(told).toContain('249 rows kept, you removed 1');
    expect(await ticks(page).count()).toBe(0);
    await close();
  });
});

describe('the review in a very narrow window', () => {
  it('scrolls down only', async () => {
    answerReview(api);
    const { page, close } = await open(PAGE, { size: { name: 'phone', width: 320, height: 640 } as never });
    await page.getByText('Rows 1 to 25 of 250').waitFor();
    await ticks(page).first().click();
    await search(page, 'weather');
    await ticks(page).first().click();
    await button(page, 'Remove 1 row').click();
    await page.getByText('1 row removed.').waitFor();
    await expectGoodPage(page);
    await close();
  });
});

describe('before consent', () => {
  it('the page says that the participant looks first, where the study has it so', async () => {
    api[DONATION] = () => ({ body: newDonation({ review: { days: 7, until: null, releasing: false } }) });
    const { page, close } = await open(PAGE);
    await heading(page, 'You see it before the study does').waitFor();
    await page.getByText('you can look through it for 7 days').waitFor();
    api[DONATION] = () => ({ body: newDonation() });
    await page.reload();
    await heading(page, 'Your decision').waitFor();
    expect(await heading(page, 'You see it before the study does').count()).toBe(0);
    await close();
  });
});
