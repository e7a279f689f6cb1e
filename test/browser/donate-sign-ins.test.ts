import { describe, expect, it } from 'vitest';
import type { DonationView } from '../../web/lib/contract.ts';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { problem } from '../support/participant-site.ts';
import { agreed, newDonation, working } from '../support/participant-views.ts';
import { DONATION, heading, PAGE, useDonationPage } from './donate-harness.ts';

const { api, open, origin } = useDonationPage();

const AUTHORIZATION = 'POST /api/participant/donations/don_1/authorization/';
const waiting = (done: number, granted_any = done > 0) =>
  newDonation({ consent: agreed, step: 'authorize', sign_ins: { of: 3, done, granted_any } });
const REST = 'Go on with what I have allowed so far';

describe('several sign-ins', () => {
  it.each(SIZES)('are announced, counted and can be stopped, on a $name', async (size) => {
    let donation: DonationView = waiting(0);
    const sent: unknown[] = [];
    api[DONATION] = () => ({ body: donation });
    api[AUTHORIZATION] = ({ body }) => {
      sent.push(body);
      donation = working;
      return { body: { authorize_url: null } };
    };
    const { page, close } = await open(PAGE, { size });
    await page.getByText('so you sign in 3 times').waitFor();
    await page.getByRole('button', { name: 'Continue to Google (1 of 3)' }).waitFor();
    expect(await page.getByRole('button', { name: REST }).count()).toBe(0);

    donation = waiting(1);
    await page.reload();
    await page.getByText('1 of 3 sign-ins done').waitFor();
    await page.getByRole('button', { name: 'Continue to Google (2 of 3)' }).waitFor();
    await expectGoodPage(page);
    await page.getByRole('button', { name: REST }).click();
    await heading(page, 'Your copy is on its way').waitFor();
    expect(sent).toEqual([{ without_the_rest: true }]);
    await close();
  });

  it('of which none was allowed offer only the next', async () => {
    api[DONATION] = () => ({ body: waiting(1, false) });
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Continue to Google (2 of 3)' }).waitFor();
    expect(await page.getByRole('button', { name: REST }).count()).toBe(0);
    await close();
  });

  it('lead to the address of the next one', async () => {
    api[DONATION] = () => ({ body: waiting(2) });
    api[AUTHORIZATION] = () => ({ body: { authorize_url: `${origin()}/terms/` } });
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Continue to Google (3 of 3)' }).click();
    await page.waitForURL(`${origin()}/terms/`);
    await close();
  });

  it('that were gone on with in another tab show what has become of them', async () => {
    let donation: DonationView = waiting(1);
    api[DONATION] = () => ({ body: donation });
    api[AUTHORIZATION] = () => {
      donation = working;
      return problem(409, 'already_authorized');
    };
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: REST }).click();
    await heading(page, 'Your copy is on its way').waitFor();
    await close();
  });

  it('can be gone on with after the time to start them', async () => {
    const link_expires_at = '2026-01-05T10:00:00.000Z';
    let donation: DonationView = { ...waiting(1), link_expires_at };
    api[DONATION] = () => ({ body: donation });
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'Continue to Google (2 of 3)' }).waitFor();
    donation = { ...waiting(0), link_expires_at };
    await page.reload();
    await page.getByText('The time to start this donation ended').waitFor();
    await close();
  });
});
