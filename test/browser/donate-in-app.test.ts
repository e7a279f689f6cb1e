import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { newDonation } from '../support/participant-views.ts';
import { DONATION, heading, SESSION, TOKEN, useDonationPage } from './donate-harness.ts';
import { answerSession, PERSONAL } from './me-harness.ts';

const { api, open, origin } = useDonationPage();

const userAgent =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/22B83 Instagram 359.0.0.24.112';

describe.each(SIZES)('a link opened within an app, on a $name', (size) => {
  it('is shown the way to a browser before anything is asked, with the link to copy', async () => {
    let sessions = 0;
    api[SESSION] = () => {
      sessions += 1;
      return { body: { kind: 'donation', donation_id: 'don_1' } };
    };
    api[DONATION] = () => ({ body: newDonation() });
    const { page, faults, close } = await open(`/donate/#${TOKEN}`, { size, userAgent });
    await heading(page, 'Please open this link in your browser').waitFor();
    await page.getByText('within Instagram').waitFor();
    await expectGoodPage(page);
    expect(sessions).toBe(0);
    // What the app's own "open in browser" opens.
    expect(page.url()).toBe(`${origin()}/donate/#${TOKEN}`);

    const link = `${origin()}/donate/#${TOKEN}`;
    expect(await page.getByLabel('Your link').inputValue()).toBe(link);
    await page.getByRole('button', { name: 'Copy my link' }).click();
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);

    await page.getByRole('button', { name: 'Look at it here all the same' }).click();
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).not.toContain(TOKEN);
    expect(sessions).toBe(1);
    expect(faults).toEqual([]);
    await close();
  });

  it('is shown the way out with a personal link, too', async () => {
    let sessions = 0;
    answerSession(api, { personal_link: true, can_make: true });
    api[SESSION] = () => {
      sessions += 1;
      return { body: { kind: 'participant' } };
    };
    const { page, faults, close } = await open(`/me/#${PERSONAL}`, { size, userAgent });
    await heading(page, 'Please open this link in your browser').waitFor();
    await expectGoodPage(page);
    expect([sessions, page.url()]).toEqual([0, `${origin()}/me/#${PERSONAL}`]);
    expect(await page.getByLabel('Your link').inputValue()).toBe(`${origin()}/me/#${PERSONAL}`);
    await page.getByRole('button', { name: 'Look at it here all the same' }).click();
    await heading(page, 'My donations').waitFor();
    expect([sessions, faults, page.url()]).toEqual([1, [], `${origin()}/me/`]);
    await close();
  });
});
