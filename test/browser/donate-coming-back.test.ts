import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { problem } from '../support/participant-site.ts';
import { AT, processed, underReview, working } from '../support/participant-views.ts';
import { answerReview } from '../support/review-api.ts';
import { DONATION, heading, IDENTITY, PAGE, ROWS, SESSION, useDonationPage } from './donate-harness.ts';
import { answerSession, LINK, MAKE, PERSONAL } from './me-harness.ts';
import { button, ticks } from './review-harness.ts';

const { api, open, origin } = useDonationPage();

const REVIEW = { days: 7, until: null, releasing: false };
const COME_BACK = 'You can close this page; come back with your personal link.';
const THERE = { personal_link: true, can_make: true, to_claim: false };

describe.each(SIZES)('a study with a review, on a $name', (size) => {
  it('asks to come back with the personal link, and has it made while the copy is on its way', async () => {
    api[DONATION] = () => ({ body: { ...working, review: REVIEW } });
    api[IDENTITY] = () => problem(500, 'internal');
    api[MAKE] = () => ({ status: 201, body: { participant_url: LINK } });
    const { page, faults, close } = await open(PAGE, { size });
    await page.getByText(COME_BACK).waitFor();
    expect(await page.getByRole('main').innerText()).not.toContain('your link keeps working');
    api[IDENTITY] = () => ({ body: { personal_link: false, can_make: true, to_claim: false } });
    await button(page, 'Try again').click();
    await button(page, 'Make my personal link').click();
    expect(await page.getByRole('textbox', { name: 'Your personal link' }).inputValue()).toBe(LINK);
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('says in the review that there is a personal link, and only to whom it is', async () => {
    answerReview(api);
    api[IDENTITY] = () => ({ body: THERE });
    const { page, faults, close } = await open(PAGE, { size });
    await page.getByText(COME_BACK).waitFor();
    await page.getByText('You have a personal link.').waitFor();
    await ticks(page).first().waitFor();
    await expectGoodPage(page);
    api[DONATION] = () => ({ body: { ...underReview, own: false } });
    await page.reload();
    await page.getByText('Here you can only follow it and withdraw.').waitFor();
    expect(await page.locator('.personal-link').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a personal link that is shown once', () => {
  it('stays, for the links of the frame open beside it', async () => {
    answerSession(api);
    api[DONATION] = () => ({ body: { ...working, review: REVIEW } });
    const { page, faults, close } = await open(PAGE);
    await button(page, 'Make my personal link').click();
    const field = page.getByRole('textbox', { name: 'Your personal link' });
    await field.waitFor();
    for (const name of ['Suomi', 'My donations', 'Privacy notice']) {
      const [beside] = await Promise.all([
        page.context().waitForEvent('page'),
        page.getByRole('link', { name, exact: true }).click(),
      ]);
      await beside.waitForLoadState();
      expect(beside.url()).not.toContain(PERSONAL);
      await beside.close();
    }
    expect(await field.inputValue()).toBe(LINK);
    await page.reload();
    await heading(page, 'Your copy is on its way').waitFor();
    expect(await page.locator('a[target=_blank]').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a visit that has ended', () => {
  it('goes on with all donations, where the personal link does not lead to this one', async () => {
    answerSession(api, THERE);
    api[DONATION] = () => ({ body: working });
    const { page, close } = await open(PAGE);
    await heading(page, 'Your copy is on its way').waitFor();
    api[DONATION] = () => problem(401, 'no_session');
    await heading(page, 'Open the link from your invitation again').waitFor();
    api[SESSION] = () => {
      api[DONATION] = () => problem(404, 'not_found');
      return { body: { kind: 'participant' } };
    };
    await page.getByLabel('Your link').fill(PERSONAL);
    await button(page, 'Open').click();
    await heading(page, 'My donations').waitFor();
    expect(page.url()).toBe(`${origin()}/me/`);
    await close();
  });
});

describe('a donation that arrived', () => {
  it('says when the study got it only where something was under review', async () => {
    const [type, ...others] = processed.data_types;
    api[ROWS] = () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } });
    api[DONATION] = () => ({
      body: { ...processed, review: REVIEW, data_types: [{ ...type, released_at: AT }, ...others] },
    });
    const { page, close } = await open(PAGE);
    await page.getByText('It was yours alone to look through; the study got it on 5 January 2026').waitFor();
    await page.getByText('These are all the rows that the study can read').waitFor();
    api[DONATION] = () => ({ body: { ...processed, review: REVIEW, data_types: others } });
    await page.reload();
    await heading(page, 'Your donation has arrived').waitFor();
    expect(await page.getByText('It was yours alone').count()).toBe(0);
    await close();
  });

  it('and is fetched again says of rows that are not released yet that the study would get them', async () => {
    api[ROWS] = () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } });
    const again = { ...working, review: REVIEW, processed_at: AT, data_types: processed.data_types };
    api[DONATION] = () => ({ body: again });
    const { page, close } = await open(PAGE);
    await page.getByText('These are all the rows as the study would get them.').waitFor();
    await close();
  });
});

describe('the release', () => {
  it('counts what is under review, not what the study has', async () => {
    answerReview(api);
    const answer = api[DONATION];
    api[DONATION] = (asked) => {
      const body = answer?.(asked)?.body as typeof underReview;
      const [first, ...others] = body.data_types;
      return { body: { ...body, data_types: [{ ...first, released_at: AT }, ...others] } };
    };
    const { page, close } = await open(PAGE);
    await button(page, 'Release to the study …').click();
    await page.getByText('The study then gets 3 rows.').waitFor();
    await close();
  });
});

describe('undoing a removal', () => {
  it('says so where another removal takes the same rows', async () => {
    const review = answerReview(api);
    review.removals.push(
      { id: 'rem_1', data_type: 'search', rows: [1] },
      { id: 'rem_2', data_type: 'search', all: true },
    );
    const { page, close } = await open(PAGE);
    await button(page, 'Undo: Searches, 1 row that you selected').click();
    await page.getByText('Undone; another removal still takes these rows.').waitFor();
    await page.getByText('3 rows removed in all.').waitFor();
    await close();
  });
});
