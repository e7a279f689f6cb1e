import { describe, expect } from 'vitest';
import { expectGoodPage } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';
import { search, ticks } from './review-harness.ts';

const { api, newLink, person, window } = useService();

describe('a donation under review', () => {
  onEachSize('gives the study what its participant has left of it, and nothing before', async (size) => {
    const { id, donation_url: link } = await newLink({ review: { days: 7 } });
    const rowsOf = (type: string) =>
      api().get<{ count: number; data: { title: string }[] }>(`/api/donations/${id}/data/?data_type=${type}`);
    // Rows that are asked for while they are released are refused.
    const { page, faults, close } = await window({ size, expected: /status of 409/ });
    await page.goto(link);
    await heading(page, 'You see it before the study does').waitFor();
    await agree(page, link);
    await answerPlatform(page, await person(), 'Allow');
    await heading(page, 'Look through your data, then release it').waitFor();
    await page.locator('.summary', { hasText: 'of 744' }).waitFor();
    expect((await rowsOf('youtube_history')).status).toBe(409);

    await ticks(page).nth(1).click();
    await ticks(page).nth(2).click();
    await press(page, 'Remove 2 rows');
    await page.locator('.summary', { hasText: 'of 742' }).waitFor();
    await search(page, 'number 7');
    // 7, 70 to 79, and 700 to 743.
    await press(page, 'Remove all 55 rows found');
    await page.getByText('There are no rows with “number 7” here.').waitFor();
    await page.getByLabel('Kind of data').selectOption('search');
    await search(page, '');
    await press(page, 'Remove everything: Google Search history');
    await page.getByText('801 rows removed in all.').waitFor();
    // The two of the beginning are put back after all.
    await page.getByRole('button', { name: /^Undo: .*2 rows that you selected$/ }).click();
    await page.getByText('2 rows put back.').waitFor();
    await page.getByText('799 rows removed in all.').waitFor();
    await expectGoodPage(page);

    const elsewhere = await window({ size });
    await elsewhere.page.goto(link);
    await elsewhere.page.getByText('Here you can only follow it and withdraw.').waitFor();
    expect(await elsewhere.page.locator('.rows').count()).toBe(0);
    await elsewhere.close();

    await press(page, 'Release to the study …');
    await page.getByText('The study then gets 689 rows. 799 rows that you removed are deleted for good.').waitFor();
    await press(page, 'Release');
    await arrival(page);
    expect(await page.getByRole('main').innerText()).toContain('689 rows kept, you removed 55');
    const { body } = await rowsOf('youtube_history');
    expect(body.count).toBe(689);
    expect(body.data.filter(({ title }) => /number 7\d*$/.test(title))).toEqual([]);
    expect((await rowsOf('search')).body.count).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});
