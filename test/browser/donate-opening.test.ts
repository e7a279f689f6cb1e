import { describe, expect, it } from 'vitest';
import { problem } from '../support/participant-site.ts';
import { AT, agreed, newDonation } from '../support/participant-views.ts';
import { DONATION, heading, LIST, PAGE, SESSION, TOKEN, useDonationPage } from './donate-harness.ts';

const { api, open, window, origin } = useDonationPage();

describe('opening a link', () => {
  it('drops the token from the address before the session is there, and keeps the donation', async () => {
    let addressWhileOpening = '';
    const { page, close } = await window();
    await page.route('**/api/participant/session/', async (route) => {
      addressWhileOpening = page.url();
      await route.continue();
    });
    let sent: unknown;
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'donation', donation_id: 'don_1' } };
    };
    api[DONATION] = () => ({ body: newDonation() });
    await page.goto(`${origin()}/donate/#${TOKEN}`);
    await heading(page, 'Everyday media use').waitFor();
    expect(sent).toEqual({ token: TOKEN });
    expect(addressWhileOpening).not.toContain(TOKEN);
    expect(page.url()).toBe(origin() + PAGE);
    await close();
  });

  it('opens a link that is followed while the page is already there', async () => {
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = () => ({ body: { kind: 'donation', donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await heading(page, 'Open the link from your invitation again').waitFor();
    await page.goto(`${origin()}/donate/#${TOKEN}`);
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).not.toContain(TOKEN);
    await close();
  });

  it('opens a link that is pasted whole', async () => {
    let sent: unknown;
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'donation', donation_id: 'don_1' } };
    };
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await page.getByLabel('Your link').fill(` https://example.org/donate/#${TOKEN} `);
    await page.getByRole('button', { name: 'Open' }).click();
    await heading(page, 'Everyday media use').waitFor();
    expect(sent).toEqual({ token: `https://example.org/donate/#${TOKEN}` });
    await close();
  });

  it('remembers the link when the connection was gone, and opens it on the second try', async () => {
    api[SESSION] = () => null;
    const { page, close } = await open(`/donate/#${TOKEN}`);
    await heading(page, 'The service cannot be reached').waitFor();
    api[SESSION] = () => ({ body: { kind: 'donation', donation_id: 'don_1' } });
    api[DONATION] = () => ({ body: newDonation() });
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'Everyday media use').waitFor();
    await close();
  });

  it('shows the only donation of the session without being asked', async () => {
    api[LIST] = () => ({ body: [newDonation()] });
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open('/donate/');
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(origin() + PAGE);
    await close();
  });

  it('never makes a link of an address that is none', async () => {
    const study = { ...newDonation().study, contact: 'javascript:alert(1)', privacy_url: 'javascript:alert(1)' };
    api[DONATION] = () => ({
      body: newDonation({
        study,
        consent: { ...agreed, accepted_at: null, declined_at: AT },
        return_url: 'javascript:alert(1)',
      }),
    });
    const { page, close } = await open(PAGE);
    await heading(page, 'You have decided not to take part').waitFor();
    expect(await page.locator('a[href^="javascript:" i]').count()).toBe(0);
    await close();
  });
});
