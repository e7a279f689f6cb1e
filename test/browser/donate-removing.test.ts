import { describe, expect, it } from 'vitest';
import { problem } from '../support/participant-site.ts';
import { answerReview } from '../support/review-api.ts';
import { heading, PAGE, useDonationPage } from './donate-harness.ts';
import { button, focused, search, ticks } from './review-harness.ts';

const { api, open } = useDonationPage();

const REMOVALS = 'POST /api/participant/donations/don_1/removals/';
const REMOVED = 'GET /api/participant/donations/don_1/removals/';

describe('removing', () => {
  it('takes what a search and days find, with one button', async () => {
    const review = answerReview(api);
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    expect(await button(page, /found$/).count()).toBe(0);
    await search(page, 'number 24');
    await page.getByText('Rows 1 to 11 of 11').waitFor();
    await button(page, 'Remove all 11 rows found').click();
    await page.getByText('There are no rows with “number 24” here.').waitFor();
    await search(page, '');
    await page.getByLabel('From day').fill('2023-12-29');
    await page.getByLabel('To day').fill('2023-12-29');
    await button(page, 'Show').click();
    await button(page, 'Remove all 24 rows found').click();
    await page.getByText('24 rows removed.').waitFor();
    const { data_type: _, ...words } = review.removals[0] ?? { data_type: '' };
    expect(words).toEqual({ id: 'rem_1', q: 'number 24' });
    const [latest, earlier] = await page.locator('.removals li').allInnerTexts();
    expect(latest).toContain('All rows from 29 December 2023 to 29 December 2023: 24 rows');
    expect(earlier).toContain('All rows with “number 24”: 11 rows');
    expect(await page.locator('.removals').innerText()).toContain('35 rows removed in all.');
    await close();
  });

  it('takes a whole kind of data, which then is not said to have been missing', async () => {
    const review = answerReview(api);
    const { page, close } = await open(PAGE);
    await page.getByLabel('Kind of data').selectOption('Searches');
    await button(page, 'Show').click();
    await button(page, 'Remove everything: Searches').click();
    await page.locator('.summary', { hasText: 'You have removed all rows of this kind.' }).waitFor();
    expect(await button(page, 'Remove everything: Searches').count()).toBe(0);
    const card = page.locator('.card', { hasText: 'Searches' });
    await card.getByText('You have removed all rows of this kind.').waitFor();
    review.phase = 'released';
    await page.reload();
    await heading(page, 'Your donation has arrived').waitFor();
    expect(await card.innerText()).toContain('Arrived');
    expect(await card.innerText()).toContain('0 rows kept, you removed 3');
    expect(await page.getByRole('main').innerText()).not.toContain('There is none of this in your account');
    await close();
  });

  it('goes to the page before when nothing is left on the last one', async () => {
    answerReview(api);
    const { page, close } = await open(PAGE);
    await button(page, 'Older').click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    await button(page, 'Older').click();
    await page.getByText('Rows 201 to 250 of 250').waitFor();
    await page.getByLabel('Select all rows of this page').click();
    await button(page, 'Remove 50 rows').click();
    await page.getByText('Rows 101 to 200 of 200').waitFor();
    expect(await page.getByLabel('Select all rows of this page').isChecked()).toBe(false);
    await close();
  });

  it('forgets what is ticked on another page', async () => {
    answerReview(api);
    const { page, close } = await open(PAGE);
    await ticks(page).first().click();
    await button(page, 'Remove 1 row').waitFor();
    await button(page, 'Older').click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    expect(await button(page, /^Remove 1 row/).count()).toBe(0);
    await button(page, 'Newer').click();
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    expect(await page.locator('.is-ticked').count()).toBe(0);
    await close();
  });

  it('keeps what is ticked when the network is gone, and works when tried again', async () => {
    const review = answerReview(api);
    const answer = api[REMOVALS];
    const { page, close } = await open(PAGE);
    await ticks(page).nth(4).click();
    api[REMOVALS] = () => null;
    await button(page, 'Remove 1 row').click();
    await page.locator('.remove-bar .notice.is-error').waitFor();
    expect(await ticks(page).nth(4).isChecked()).toBe(true);
    expect(await focused(page)).toBe('Remove 1 row');
    if (answer) api[REMOVALS] = answer;
    await button(page, 'Remove 1 row').click();
    await page.getByText('1 row removed.').waitFor();
    expect(await page.locator('.notice.is-error').count()).toBe(0);
    expect(review.removals.map(({ rows }) => rows)).toEqual([[4]]);
    await close();
  });

  it('does what another tab has done already without complaining', async () => {
    const review = answerReview(api);
    review.removals.push({ id: 'rem_9', data_type: 'search', all: true });
    const { page, close } = await open(PAGE);
    const undo = button(page, 'Undo: Searches, Everything of this kind');
    await undo.waitFor();
    review.removals.pop();
    await undo.click();
    await page.getByText('You have not removed anything.').waitFor();
    await ticks(page).first().click();
    review.removals.push({ id: 'rem_8', data_type: 'youtube_history', rows: [0] });
    await button(page, 'Remove 1 row').click();
    await page.getByText('1 row that you selected').waitFor();
    await page.getByText('Rows 1 to 100 of 249').waitFor();
    expect(review.removals.map(({ id }) => id)).toEqual(['rem_8']);
    expect(await page.locator('.notice.is-error').count()).toBe(0);
    await close();
  });

  it('lists the ten latest, and all when asked', async () => {
    const review = answerReview(api);
    for (let row = 1; row <= 12; row += 1)
      review.removals.push({ id: `rem_${row}`, data_type: 'youtube_history', rows: [row] });
    const { page, close } = await open(PAGE);
    await page.getByText('12 rows removed in all.').waitFor();
    expect(await page.locator('.removals li').count()).toBe(10);
    await button(page, 'Show older ones (12 in all)').click();
    expect(await page.locator('.removals li').count()).toBe(12);
    await close();
  });

  it('shows the rows also when what is removed cannot be told, and tells it when asked again', async () => {
    answerReview(api);
    const answer = api[REMOVED];
    api[REMOVED] = () => problem(500, 'internal');
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    await page.locator('.removals .notice.is-error').waitFor();
    if (answer) api[REMOVED] = answer;
    await button(page, 'Try again').click();
    await page.getByText('You have not removed anything.').waitFor();
    expect(await page.locator('.notice.is-error').count()).toBe(0);
    await close();
  });

  it('is seen from another tab', async () => {
    const review = answerReview(api);
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    await ticks(page).nth(9).click();
    review.removals.push({ id: 'rem_9', data_type: 'youtube_history', rows: [0, 1] });
    await page.getByText('Rows 1 to 100 of 248').waitFor();
    await page.getByText('2 rows that you selected').waitFor();
    // What is ticked is the same row, two lines further up.
    expect(await ticks(page).nth(7).isChecked()).toBe(true);
    await close();
  });

  it('stops once it was released elsewhere, and says so', async () => {
    const review = answerReview(api);
    const { page, close } = await open(PAGE);
    await ticks(page).first().click();
    review.phase = 'releasing';
    await button(page, 'Remove 1 row').click();
    await page.getByText('Your data is being released').waitFor();
    expect(await page.locator('.rows').count()).toBe(0);
    expect(await focused(page)).toBe('Look through your data, then release it');
    await close();
  });
});
