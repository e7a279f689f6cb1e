import { describe, expect, it } from 'vitest';
import type { DonationView } from '../../web/lib/contract.ts';
import { problem } from '../support/participant-site.ts';
import { AT, newDonation, processed, working } from '../support/participant-views.ts';
import { DONATION, heading, PAGE, ROWS, useDonationPage, WITHDRAWAL } from './donate-harness.ts';

const { api, open } = useDonationPage();

describe('waiting', () => {
  it('follows the donation until it has arrived, and then stops asking', async () => {
    let asked = 0;
    api[DONATION] = () => ({
      body: ++asked < 3 ? { ...working, last_checked_at: new Date().toISOString() } : processed,
    });
    api[ROWS] = () => ({ body: { count: 0, data: [], offset: 0, returned: 0, next: null } });
    const { page, close } = await open(PAGE);
    await heading(page, 'Your copy is on its way').waitFor();
    await heading(page, 'Your donation has arrived').waitFor();
    await page.waitForTimeout(2500);
    expect(asked).toBe(3);
    await close();
  });

  it('says that the connection is gone, keeps what it showed, and goes on by itself', async () => {
    let answer: DonationView | null = working;
    api[DONATION] = () => answer && { body: answer };
    const { page, close } = await open(PAGE);
    await heading(page, 'Your copy is on its way').waitFor();
    answer = null;
    await page.getByText('this page keeps trying').waitFor();
    expect(await heading(page, 'Your copy is on its way').isVisible()).toBe(true);
    answer = working;
    await page.getByText('this page keeps trying').waitFor({ state: 'hidden' });
    await close();
  });

  it('says until when it is kept, and, when that is over, why it is gone', async () => {
    let isOver = false;
    const overdue = { receipt: 'R-3', erased_at: AT, erased_by: 'retention' };
    api[DONATION] = () =>
      isOver ? problem(410, 'erased', overdue) : { body: { ...processed, retention_until: '2028-03-03T10:00:00Z' } };
    const { page, close } = await open(PAGE);
    await page.getByText('It is kept until 3 March 2028; then it is deleted by itself.').waitFor();
    isOver = true;
    await page.reload();
    await page.getByText('The study could keep it until now').waitFor();
    await close();
  });

  it('shows the receipt when the donation is erased meanwhile', async () => {
    let erased = false;
    api[DONATION] = () => (erased ? problem(410, 'erased', { receipt: 'R-1', erased_at: AT }) : { body: working });
    const { page, close } = await open(PAGE);
    await heading(page, 'Your copy is on its way').waitFor();
    erased = true;
    await heading(page, 'This donation has been deleted').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('R-1');
    await close();
  });
});

describe('withdrawing', () => {
  it('shows the receipt at once and follows the deletion', async () => {
    let receipt = { erased_at: null as string | null, verified_at: null as string | null, revocation: 'pending' };
    api[DONATION] = () => ({ body: newDonation() });
    api[WITHDRAWAL] = () => ({ body: { receipt: 'R-2', erased_at: null } });
    api['GET /api/receipts/R-2/'] = () => ({ body: receipt });
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await heading(page, 'Your data is being deleted').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('R-2');
    receipt = { erased_at: AT, verified_at: AT, revocation: 'done' };
    await heading(page, 'This donation has been deleted').waitFor();
    expect(await page.getByRole('link', { name: 'See or end our access at Google' }).getAttribute('href')).toContain(
      'myaccount.google.com',
    );
    await close();
  });

  it('says so when it did not work, and can be tried again', async () => {
    api[DONATION] = () => ({ body: newDonation() });
    api[WITHDRAWAL] = () => problem(500, 'internal');
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Withdraw and delete …' }).click();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('dialog').getByText('Nothing is lost. Please try again').waitFor();
    expect(await page.getByRole('button', { name: 'Delete everything' }).isEnabled()).toBe(true);
    await close();
  });
});
