import { describe, expect, it } from 'vitest';
import { problem } from '../support/participant-site.ts';
import { agreed, newDonation } from '../support/participant-views.ts';
import { CONSENT, DONATION, heading, PAGE, useDonationPage } from './donate-harness.ts';

const { api, open, origin } = useDonationPage();

describe('deciding', () => {
  it('sends what was read, and shows no again after a second thought', async () => {
    let donation = newDonation();
    const sent: unknown[] = [];
    api[DONATION] = () => ({ body: donation });
    api[CONSENT] = ({ body }) => {
      sent.push(body);
      donation = newDonation({
        consent: { ...agreed, accepted_at: null, declined_at: `2026-01-05T10:00:0${sent.length}Z` },
      });
      return { body: donation };
    };
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You have decided not to take part').waitFor();
    await page.getByRole('button', { name: 'Change my mind' }).click();
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You have decided not to take part').waitFor();
    expect(sent).toEqual([
      { consent_id: 'con_1', accepted: false },
      { consent_id: 'con_1', accepted: false },
    ]);
    await page.waitForFunction(() => document.activeElement?.textContent === 'You have decided not to take part');
    await close();
  });

  it('says how long it is kept, before anybody agrees', async () => {
    let days: number | null = 90;
    api[DONATION] = () => ({ body: newDonation({ retention_days: days }) });
    const { page, close } = await open(PAGE);
    await heading(page, 'How long it is kept').waitFor();
    await page.getByText('90 days after it has arrived; then it is deleted by itself.').waitFor();
    days = 1;
    await page.reload();
    await page.getByText('One day after it has arrived').waitFor();
    days = null;
    await page.reload();
    await page.getByText('Until you withdraw or the researchers delete it.').waitFor();
    await close();
  });

  it('gives both answers the same size and look', async () => {
    api[DONATION] = () => ({ body: newDonation() });
    const { page, close } = await open(PAGE);
    const looks = await Promise.all(
      ['I agree', 'I do not agree'].map((name) =>
        page.getByRole('button', { name, exact: true }).evaluate((button) => {
          const { width, height } = button.getBoundingClientRect();
          const { color, backgroundColor, borderColor, fontWeight } = getComputedStyle(button);
          return { width, height, color, backgroundColor, borderColor, fontWeight };
        }),
      ),
    );
    expect(looks[0]).toEqual(looks[1]);
    await close();
  });

  it('shows the new text when the old one no longer holds', async () => {
    let text = 'The old text.';
    api[DONATION] = () => ({ body: newDonation({ consent: { ...agreed, accepted_at: null, text } }) });
    api[CONSENT] = () => {
      text = 'The new text.';
      return problem(409, 'consent_changed');
    };
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'I agree', exact: true }).click();
    await page.getByText('The new text.').waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Please read it again.');
    await close();
  });
});

describe('coming back from the platform', () => {
  it.each([
    ['access_denied', 'You did not allow access'],
    ['nothing_granted', 'No box was ticked'],
    ['state_unknown', 'This attempt is no longer valid'],
    ['exchange_failed', 'did not accept the answer'],
    ['internal', 'Something went wrong on our side'],
    ['provider_error', 'reported an error'],
    ['provider_unavailable', 'does not answer just now'],
  ])('says %s in words, once', async (outcome, words) => {
    api[DONATION] = () => ({ body: newDonation({ consent: agreed, step: 'authorize' }) });
    const { page, close } = await open(`/donate/?donation=don_1&outcome=${outcome}`);
    await heading(page, 'Next: Google asks you').waitFor();
    expect(await page.getByRole('alert').first().innerText()).toContain(words);
    expect(page.url()).toBe(origin() + PAGE);
    await close();
  });
});
