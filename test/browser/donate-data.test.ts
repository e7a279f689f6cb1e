import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { type Answer, problem } from '../support/participant-site.ts';
import { processed, watchedRows } from '../support/participant-views.ts';
import { DONATION, PAGE, ROWS, useDonationPage } from './donate-harness.ts';

const { api, open } = useDonationPage();

describe('seeing the data', () => {
  const rows = watchedRows(250);

  /** Answers pages of the rows, no longer than the service wants. */
  const answerRows = (longest = 10_000): void => {
    api[DONATION] = () => ({ body: processed });
    api[ROWS] = ({ query }) => {
      const days = [query.get('start_date') ?? '0', query.get('end_date') ?? '9'] as const;
      const fitting = rows.filter(({ time }) => `${time}`.slice(0, 10) >= days[0] && `${time}`.slice(0, 10) <= days[1]);
      const offset = Number(query.get('offset'));
      const data = fitting.slice(offset, offset + Math.min(Number(query.get('limit')), longest));
      const end = offset + data.length;
      return {
        body: {
          count: fitting.length,
          data,
          offset,
          returned: data.length,
          next: end < fitting.length ? '/more' : null,
        },
      };
    };
  };

  it('shows rows page by page, there and back', async () => {
    answerRows();
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 100 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 201 to 250 of 250').waitFor();
    expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByText('Rows 101 to 200 of 250').waitFor();
    expect(await page.locator('table.rows tbody tr').count()).toBe(100);
    await close();
  });

  it('follows pages that the service cut short', async () => {
    answerRows(30);
    const { page, close } = await open(PAGE);
    await page.getByText('Rows 1 to 30 of 250').waitFor();
    await page.getByRole('button', { name: 'Older' }).click();
    await page.getByText('Rows 31 to 60 of 250').waitFor();
    await page.getByRole('button', { name: 'Newer' }).click();
    await page.getByText('Rows 1 to 30 of 250').waitFor();
    await close();
  });

  it('shows only the days that were chosen, and none where there is none', async () => {
    answerRows();
    const { page, close } = await open(PAGE);
    await page.getByLabel('From day').fill('2023-12-29');
    await page.getByLabel('To day').fill('2023-12-29');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('Rows 1 to 24 of 24').waitFor();
    await page.getByLabel('To day').fill('2023-12-28');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('The first day is after the last one.').waitFor();
    await page.getByLabel('From day').fill('2023-02-01');
    await page.getByLabel('To day').fill('2023-02-02');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByText('There are no rows between these days.').waitFor();
    await close();
  });

  it('opens all fields of a row, and links without telling the other site where one came from', async () => {
    answerRows();
    const { page, faults, close } = await open(PAGE, { size: SIZES[0] });
    await page.getByRole('button', { name: 'All fields' }).first().click();
    expect(await page.locator('.fields').innerText()).toContain('1703980800000');
    const link = page.locator('.rows a').first();
    expect(await link.getAttribute('rel')).toContain('noreferrer');
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('waits until a file has been made, then downloads it', async () => {
    answerRows();
    let asked = 0;
    api['GET /api/participant/donations/don_1/data/youtube_history.csv'] = () => {
      asked += 1;
      const wait: Answer = { status: 202, headers: { 'retry-after': '1' }, body: {} };
      return asked === 1 ? wait : { status: 302, headers: { location: '/api/file' } };
    };
    api['GET /api/file'] = () => ({
      headers: { 'content-disposition': 'attachment; filename="rows.csv"' },
      body: 'time',
    });
    const { page, faults, close } = await open(PAGE);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await downloading).suggestedFilename()).toBe('rows.csv');
    expect(await page.getByRole('main').innerText()).toContain('The download has started.');
    expect(faults).toEqual([]);
    await close();
  });

  it('downloads everything at once: says that it is being made, that it failed, and works when tried again', async () => {
    answerRows();
    const wait: Answer = { status: 202, headers: { 'retry-after': '1' }, body: {} };
    const made: Answer = { status: 302, headers: { location: '/api/file' } };
    const answers = [wait, problem(500, 'internal'), made, made];
    api['GET /api/participant/donations/don_1/export.zip'] = () => answers.shift() ?? null;
    api['GET /api/file'] = () => ({
      headers: { 'content-disposition': 'attachment; filename="don_1.zip"' },
      body: 'zip',
    });
    const { page, faults, close } = await open(PAGE);
    const button = page.getByRole('button', { name: 'Download everything (zip)' });
    await button.click();
    await page.getByText('The file is being made …').waitFor();
    expect(await button.isDisabled()).toBe(true);
    const refusal = page.locator('.downloads .notice.is-error');
    await refusal.waitFor();
    expect(await button.isDisabled()).toBe(false);
    const downloading = page.waitForEvent('download');
    await button.click();
    expect((await downloading).suggestedFilename()).toBe('don_1.zip');
    await page.getByText('The download has started.').waitFor();
    expect(await refusal.count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});
