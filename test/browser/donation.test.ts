import type { Download } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, press, useService } from './donation-harness.ts';

const { api, newLink, origin, person, window } = useService();

/** December has 744 hours; the rows reach back a thousand. */
const IN_DECEMBER = 744;

async function textOf(download: Download): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

describe.each(SIZES)('a donation on a $name', (size) => {
  it('goes from the link to the rows and back again, and leaves a receipt', async () => {
    const { id, donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: /status of 410/ });
    await page.goto(link);
    await heading(page, 'Your decision').waitFor();
    expect(page.url()).toBe(`${origin()}/donate/?donation=${id}`);
    await expectGoodPage(page);

    await press(page, 'I agree');
    await answerPlatform(page, await person(), 'Allow');
    await heading(page, 'Your copy is on its way').waitFor();
    // English was spoken when the page was left.
    expect(page.url()).toBe(`${origin()}/donate/?lang=en&donation=${id}`);
    await expectGoodPage(page);

    await arrival(page);
    const text = await page.getByRole('main').innerText();
    expect(text).toContain(`${IN_DECEMBER} rows kept`);
    expect(text).toContain('256 were outside the study period and removed');
    await page.getByText(`of ${IN_DECEMBER}`).waitFor();
    await expectGoodPage(page);

    await page.getByLabel('Kind of data').selectOption('search');
    await page.getByLabel('From day').fill('2024-12-24');
    await page.getByLabel('To day').fill('2024-12-24');
    await press(page, 'Show');
    await page.getByText('Rows 1 to 24 of 24').waitFor();
    const times = await page.locator('table.rows td.time').allInnerTexts();
    expect(times).toHaveLength(24);
    expect(times.every((time) => time.includes('2024-12-24'))).toBe(true);

    await press(page, 'Withdraw and delete …');
    await press(page, 'Delete everything');
    await heading(page, 'This donation has been deleted').waitFor();
    const receipt = await page.locator('.receipt-code').innerText();
    await expectGoodPage(page);
    expect((await api().get(`/api/donations/${id}/`)).status).toBe(410);
    expect((await fetch(`${origin()}/api/receipts/${receipt}/`)).status).toBe(200);

    await page.goto('about:blank');
    await page.goto(link);
    await heading(page, 'This donation has been deleted').waitFor();
    expect(await page.locator('.receipt-code').innerText()).toBe(receipt);
    expect(page.url()).not.toContain('#');
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a donation', () => {
  it('can be taken away as files', async () => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window();
    await agree(page, link);
    await answerPlatform(page, await person(), 'Allow');
    await arrival(page);
    const files: Record<string, string> = {};
    for (const form of ['CSV', 'JSON lines', 'Parquet']) {
      const downloading = page.waitForEvent('download', { timeout: 40_000 });
      await press(page, form);
      files[form] = await textOf(await downloading);
    }
    expect(files.CSV?.trim().split(/\r?\n/)).toHaveLength(1 + IN_DECEMBER);
    expect(files['JSON lines']?.trim().split('\n')).toHaveLength(IN_DECEMBER);
    expect(files.Parquet?.slice(0, 4)).toBe('PAR1');
    expect(await heading(page, 'See your data').isVisible()).toBe(true);
    expect(faults).toEqual([]);
    await close();
  });
});
