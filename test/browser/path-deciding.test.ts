import { describe, expect } from 'vitest';
import { updateDonation } from '../../functions/store/donations.ts';
import { expectGoodPage } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, answerPlatform, arrival, onEachSize, press, useService } from './donation-harness.ts';

const { api, newLink, origin, person, window } = useService();

const NEXT = 'Next: Google asks you';
const DENIED = 'You did not allow access on the platform’s page.';

describe('deciding', () => {
  onEachSize('no is recorded, can be taken back after a reload, and becomes yes', async (size) => {
    const { id, donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await page.goto(link);
    await press(page, 'I do not agree');
    await heading(page, 'You have decided not to take part').waitFor();
    expect((await api().get(`/api/donations/${id}/`)).body).toMatchObject({ status: 'pending', step: 'consent' });
    await page.reload();
    await press(page, 'Change my mind');
    await press(page, 'I agree');
    await heading(page, NEXT).waitFor();
    expect((await api().get(`/api/donations/${id}/`)).body).toMatchObject({ status: 'pending', step: 'authorize' });
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize(
    'access that is denied at the platform is said to be, also after a reload, and can be given',
    async (size) => {
      const { donation_url: link } = await newLink();
      const { page, faults, close } = await window({ size });
      const anna = await person(100);
      await agree(page, link);
      await answerPlatform(page, anna, 'Cancel');
      await page.getByText(DENIED).waitFor();
      await page.reload();
      await page.getByText(DENIED).waitFor();
      await answerPlatform(page, anna, 'Allow');
      await arrival(page);
      expect(await page.getByText(DENIED).count()).toBe(0);
      expect(faults).toEqual([]);
      await close();
    },
  );

  onEachSize('what is not ticked is named, asked for alone, and joins what has arrived', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    const anna = await person(100);
    await agree(page, link);
    await press(page, 'Continue to Google');
    await page.getByRole('radio', { name: anna }).check();
    await page.getByRole('checkbox', { name: /youtube/i }).uncheck();
    await press(page, 'Allow');
    await arrival(page);
    const missing = page.locator('.card', { hasText: 'YouTube' });
    expect(await missing.innerText()).toContain('You did not allow this on the platform’s page');
    const again = page.locator('section', { has: heading(page, 'Allow access at Google again') });
    expect(await again.getByRole('list').first().innerText()).not.toContain('Search');
    await expectGoodPage(page);

    await press(page, 'Continue to Google');
    await page.getByRole('checkbox', { name: /youtube/i }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(1);
    await page.getByRole('radio', { name: anna }).check();
    await press(page, 'Allow');
    await missing.getByText('100 rows kept').waitFor();
    await arrival(page);
    expect(await page.locator('.card', { hasText: 'Search' }).innerText()).toContain('100 rows kept');
    expect(await heading(page, 'Allow access at Google again').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize(
    'the back button leads from the platform’s page to a page that works, and an answered one can be answered again',
    async (size) => {
      const { donation_url: link } = await newLink();
      const { page, faults, close } = await window({ size });
      const anna = await person(100);
      await agree(page, link);
      await press(page, 'Continue to Google');
      await page.getByRole('radio', { name: anna }).waitFor();
      await page.goBack();
      await heading(page, NEXT).waitFor();
      expect(await page.getByRole('button', { name: 'Continue to Google' }).isEnabled()).toBe(true);
      await answerPlatform(page, anna, 'Allow');
      await page.getByRole('heading', { name: /^(Your copy is on its way|Your donation has arrived)$/ }).waitFor();
      // Once more to the platform’s page, which was answered already.
      await page.goBack();
      await page.getByRole('radio', { name: anna }).check();
      await press(page, 'Allow');
      await arrival(page);
      expect(faults).toEqual([]);
      await close();
    },
  );

  onEachSize('the back button from the donation, and forward again, finds it as it is now', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size });
    await page.goto(link);
    await heading(page, 'Your decision').waitFor();
    const elsewhere = await page.context().newPage();
    await agree(elsewhere, link);
    await page.goto(`${origin()}/terms/`);
    await page.goBack();
    await heading(page, NEXT).waitFor();
    await page.goBack();
    await page.goForward();
    await heading(page, NEXT).waitFor();
    expect(page.url()).not.toContain('#');
    expect(faults).toEqual([]);
    await close();
  });

  onEachSize('a text that has changed since is shown anew, and nothing is agreed to until then', async (size) => {
    const { id, donation_url: link } = await newLink();
    const { page, faults, close } = await window({ size, expected: /status of 409/ });
    await page.goto(link);
    await heading(page, 'Your decision').waitFor();
    const study = { title: 'Sleep and screens', purpose: 'To learn.', institution: 'Another University' };
    await updateDonation(id, { status: ['pending'] }, { study: { ...study, contact: 'sleep@example.org' } });
    await press(page, 'I agree');
    await page.getByText('The text has changed since this page was opened. Please read it again.').waitFor();
    expect(await page.locator('.consent-text').innerText()).toContain('Another University');
    expect((await api().get(`/api/donations/${id}/`)).body).toMatchObject({ step: 'consent' });
    await expectGoodPage(page);
    await press(page, 'I agree');
    await heading(page, NEXT).waitFor();
    expect(faults).toEqual([]);
    await close();
  });
});
