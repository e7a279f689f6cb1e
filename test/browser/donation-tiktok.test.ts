import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, press, useService } from './donation-harness.ts';

const { api, newLink, origin, window } = useService();

const TIKTOK = {
  source_type: 'tiktok_portability',
  requested_data_types: ['tiktok_watch_history', 'tiktok_searches', 'tiktok_posts'],
};
const TIINA = /Tiina Toivonen/;

describe.each(SIZES)('a TikTok donation on a $name', (size) => {
  it('goes from the link to the rows and back again, and leaves a receipt', async () => {
    const { id, donation_url: link } = await newLink(TIKTOK);
    const { page, faults, close } = await window({ size, expected: /status of 410/ });
    await page.goto(link);
    await heading(page, 'Your decision').waitFor();
    // What TikTok wants people to be told before they sign in.
    const consent = await page.getByRole('main').innerText();
    for (const told of ['TikTok watch history', 'single copy', 'Apps and services permissions']) {
      expect(consent).toContain(told);
    }
    await expectGoodPage(page);

    await agree(page, link, 'TikTok');
    await expectGoodPage(page);
    await answerPlatform(page, TIINA, 'Authorise');
    await arrival(page);
    expect(page.url()).toBe(`${origin()}/donate/?lang=en&donation=${id}`);
    const { body } = await api().get<{ data_types: { counts: { kept: number; outside_period: number } }[] }>(
      `/api/donations/${id}/`,
    );
    const [watched] = body.data_types;
    expect(watched?.counts.kept).toBeGreaterThan(50);
    const text = await page.getByRole('main').innerText();
    expect(text).toContain(`${watched?.counts.kept} rows kept`);
    expect(text.replaceAll(/[\u202f,.]/g, '')).toContain(
      `${watched?.counts.outside_period} were outside the study period`,
    );
    await page.locator('table.rows td.time').first().waitFor();
    await expectGoodPage(page);

    await press(page, 'Withdraw and delete …');
    await press(page, 'Delete everything');
    await heading(page, 'This donation has been deleted').waitFor();
    await expectGoodPage(page);
    expect((await api().get(`/api/donations/${id}/`)).status).toBe(410);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('a TikTok donation', () => {
  it('that is denied on TikTok’s page says so, and takes what is ticked the next time', async () => {
    const { donation_url: link } = await newLink(TIKTOK);
    const { page, faults, close } = await window();
    await agree(page, link, 'TikTok');
    await answerPlatform(page, TIINA, 'Cancel');
    await page.getByText('You did not allow access on the platform’s page.').waitFor();
    await press(page, 'Continue to TikTok');
    await page.getByRole('radio', { name: TIINA }).check();
    await page.getByRole('checkbox', { name: /posts/ }).uncheck();
    await press(page, 'Authorise');
    await arrival(page);
    expect(await page.getByRole('main').innerText()).toContain('You did not allow this on the platform’s page');
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });

  it('whose document nobody can read says so in words', async () => {
    const { donation_url: link } = await newLink(TIKTOK);
    const { page, faults, close } = await window();
    await agree(page, link, 'TikTok');
    await answerPlatform(page, /Omar Other/, 'Authorise');
    await heading(page, 'The copy could not be fetched').waitFor({ timeout: 60_000 });
    await expectGoodPage(page);
    expect(faults).toEqual([]);
    await close();
  });
});
