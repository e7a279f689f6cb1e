import { describe, expect, it } from 'vitest';
import { agreed, CONSENT_TEXT, newDonation, processed } from '../support/participant-views.ts';
import { DONATION, heading, PAGE, ROWS, useDonationPage, WITHDRAWAL } from './donate-harness.ts';

const { api, open } = useDonationPage();

/** Goes to paper as a browser does: tells the page first. */
const toPaper = async (page: Awaited<ReturnType<typeof open>>['page']) => {
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
};
const CONTROLS = 'button, form, nav, dialog, summary';

describe('on paper', () => {
  it('is the whole text that was agreed to, when, and nothing to press', async () => {
    api[DONATION] = () => ({ body: { ...processed, consent: agreed } });
    api[ROWS] = () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } });
    const { page, faults, close } = await open(PAGE, { colorScheme: 'dark' });
    await page.getByText('What you agreed to').waitFor();
    await toPaper(page);
    const text = await page.getByRole('main').innerText();
    for (const paragraph of CONSENT_TEXT.split(/\n{2,}/)) expect(text).toContain(paragraph);
    expect(text).toContain('You agreed on');
    expect(await page.locator(CONTROLS).locator('visible=true').count()).toBe(0);
    const ink = await page.evaluate(() => {
      const { color, backgroundColor } = getComputedStyle(document.documentElement);
      return [color, backgroundColor];
    });
    expect(ink).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
    expect(faults).toEqual([]);
    await close();
  });

  it('is the receipt, with a button for it', async () => {
    api[DONATION] = () => ({ body: newDonation() });
    api[WITHDRAWAL] = () => ({ body: { receipt: '01234-56789-ABCDE-FGHJK-MNPQR', erased_at: '2026-05-03T12:00:00Z' } });
    api['GET /api/receipts/01234-56789-ABCDE-FGHJK-MNPQR/'] = () => ({
      body: { erased_at: '2026-05-03T12:00:00Z', verified_at: null, revocation: 'not_needed' },
    });
    const { page, faults, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await heading(page, 'This donation has been deleted').waitFor();
    await page.evaluate(() => {
      window.print = () => document.body.setAttribute('data-printed', '');
    });
    await page.getByRole('button', { name: 'Print the receipt' }).click();
    expect(await page.locator('body[data-printed]').count()).toBe(1);
    await toPaper(page);
    expect(await page.getByText('01234-56789-ABCDE-FGHJK-MNPQR').isVisible()).toBe(true);
    expect(await page.locator(CONTROLS).locator('visible=true').count()).toBe(0);
    expect(faults).toEqual([]);
    await close();
  });
});
