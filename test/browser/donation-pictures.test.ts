import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { agree, answerPlatform, arrival, press, useService } from './donation-harness.ts';

const { newLink, person, window } = useService();

describe.each(SIZES)('the pictures on a $name', (size) => {
  it('are drawn when they are opened, say in words and tables what they show, and follow the filter', async () => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    const scripts: string[] = [];
    page.on('request', (request) => request.resourceType() === 'script' && scripts.push(request.url()));
    await agree(page, link);
    await answerPlatform(page, await person(), 'Allow');
    await arrival(page);
    expect(scripts.filter((url) => url.includes('charts'))).toEqual([]);

    await page.getByText('In pictures', { exact: true }).click();
    // A row an hour from the first of December to the last.
    await page.getByText(/^Most in \d+ December 2024: 24 rows\.$/).waitFor();
    expect(scripts.filter((url) => url.includes('charts'))).toHaveLength(1);
    const bars = page.getByRole('img', { name: 'Over time' }).locator('rect');
    expect(await bars.count()).toBeGreaterThanOrEqual(31);
    for (const table of await page.getByText('The same as a table').all()) await table.click();
    expect(await page.getByRole('table').locator('tbody tr').count()).toBeGreaterThanOrEqual(31 + 24);
    await expectGoodPage(page);

    await page.getByLabel('Kind of data').selectOption('search');
    await page.getByLabel('From day').fill('2024-12-24');
    await page.getByLabel('To day').fill('2024-12-24');
    await press(page, 'Show');
    await page.getByText('In pictures', { exact: true }).click();
    await page.getByRole('heading', { name: 'Most frequent: What you searched for or opened' }).waitFor();
    await page.getByText('All others: 14 rows.').waitFor();
    await expectGoodPage(page);
    await page.getByLabel('From day').fill('');
    await page.getByLabel('To day').fill('');
    await page.getByLabel('With the words').fill('NUMBER 12');
    await press(page, 'Show');
    // 12, 120 to 129; the rest of them lies outside December.
    await page.getByText('Rows 1 to 11 of 11').waitFor();
    await page.getByLabel('With the words').fill('nothing of the kind');
    await press(page, 'Show');
    await page.getByText('There are no rows with “nothing of the kind” here.').waitFor();
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });
});
