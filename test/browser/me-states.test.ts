import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { problem } from '../support/participant-site.ts';
import { newDonation } from '../support/participant-views.ts';
import { heading, LIST, SESSION, useDonationPage } from './donate-harness.ts';
import { answerSession, DONATIONS, LINK, MAKE, PERSONAL } from './me-harness.ts';

const { api, open, window, origin } = useDonationPage();

const LOG_OUT = 'DELETE /api/participant/session/';
const link = (): string => `${origin()}/me/#${PERSONAL}`;
describe.each(SIZES)('my donations on a $name', (size) => {
  it.each(['light', 'dark'] as const)(
    'show how each stands, and make the personal link, in %s',
    async (colorScheme) => {
      answerSession(api);
      const { page, faults, close } = await open('/me/', { size, colorScheme });
      await heading(page, 'My donations').waitFor();
      const cards = page.getByRole('main').getByRole('listitem');
      expect(await cards.count()).toBe(DONATIONS.length);
      expect(await cards.nth(2).innerText()).toContain('Waiting for you to allow access');
      expect(await cards.nth(6).innerText()).toContain('The copy could not be fetched');
      expect(await page.getByRole('link', { name: /Sleep and screens/ }).getAttribute('href')).toBe(
        '/donate/?donation=don_3',
      );
      await expectGoodPage(page);

      await page.getByRole('button', { name: 'Make my personal link' }).click();
      const field = page.getByRole('textbox', { name: 'Your personal link' });
      await field.waitFor();
      expect(await field.inputValue()).toBe(LINK);
      await page.getByText('Show it as a code').click();
      await page.getByRole('img', { name: 'A square code that holds your personal link.' }).waitFor();
      await page.getByText('Do you have a personal link from an earlier donation?').click();
      await expectGoodPage(page);
      expect(faults).toEqual([]);
      await close();
    },
  );
});

describe('a personal link', () => {
  it('is out of the address before it is opened, and in no storage afterwards', async () => {
    answerSession(api, { personal_link: true, can_make: true });
    let addressWhileOpening = '';
    const { page, close } = await window();
    await page.route('**/api/participant/session/', async (route) => {
      addressWhileOpening = page.url();
      await route.continue();
    });
    let sent: unknown;
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'participant' } };
    };
    await page.goto(link());
    await heading(page, 'My donations').waitFor();
    expect([sent, addressWhileOpening]).toEqual([{ token: PERSONAL }, `${origin()}/me/`]);
    const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect([page.url(), stored]).toEqual([`${origin()}/me/`, '[{},{}]']);
    await close();
  });

  it('is opened when it is followed or pasted while the page is there', async () => {
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = ({ body }) => {
      answerSession(api, { personal_link: true, can_make: true });
      return (body as { token: string }).token === PERSONAL ? { body: { kind: 'participant' } } : null;
    };
    const { page, close } = await open('/me/');
    await heading(page, 'Open your personal link, or the link of an invitation').waitFor();
    await expectGoodPage(page);
    await page.getByLabel('Your link').fill(`  ${link()} `);
    await page.keyboard.press('Enter');
    await heading(page, 'My donations').waitFor();
    await page.goto(`${origin()}/me/#${PERSONAL}`);
    await heading(page, 'My donations').waitFor();
    expect(page.url()).toBe(`${origin()}/me/`);
    await close();
  });

  it('that is cut or void says so, and another one can be pasted', async () => {
    api[SESSION] = () => problem(401, 'no_session');
    const { page, close } = await open(`/me/#${PERSONAL.slice(0, -2)}`);
    await heading(page, 'This personal link does not work').waitFor();
    expect(page.url()).toBe(`${origin()}/me/`);
    await expectGoodPage(page);
    answerSession(api);
    api[SESSION] = () => ({ body: { kind: 'participant' } });
    await page.getByLabel('Your link').fill(PERSONAL);
    await page.getByRole('button', { name: 'Open' }).click();
    await heading(page, 'My donations').waitFor();
    await close();
  });

  it('is remembered when the connection was gone, and opened on the second try', async () => {
    api[SESSION] = () => null;
    const { page, close } = await open(`/me/#${PERSONAL}`);
    await heading(page, 'The service cannot be reached').waitFor();
    answerSession(api, { personal_link: true, can_make: true });
    let sent: unknown;
    api[SESSION] = ({ body }) => {
      sent = body;
      return { body: { kind: 'participant' } };
    };
    await page.getByRole('button', { name: 'Try again' }).click();
    await heading(page, 'My donations').waitFor();
    expect(sent).toEqual({ token: PERSONAL });
    await close();
  });
});

describe('the link of an invitation', () => {
  const TOKEN = `dgd_${'a'.repeat(43)}`;
  const opening = (): void => {
    api[LIST] = () => problem(401, 'no_session');
    api[SESSION] = () => ({ body: { kind: 'donation', donation_id: 'don_1' } });
    api['GET /api/participant/donations/don_1/'] = () => ({ body: newDonation() });
  };

  it('leads on to its donation, opened here or pasted', async () => {
    opening();
    const { page, faults, close } = await open(`/me/#${TOKEN}`);
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(`${origin()}/donate/?donation=don_1`);
    await page.goto(`${origin()}/me/`);
    await page.getByLabel('Your link').fill(`https://example.org/donate/#${TOKEN}`);
    await page.getByRole('button', { name: 'Open' }).click();
    await heading(page, 'Everyday media use').waitFor();
    expect(page.url()).toBe(`${origin()}/donate/?donation=don_1`);
    expect(faults).toEqual([]);
    await close();
  });
});

describe('the page of all donations', () => {
  it('says when there is none, and offers a field where no link can be made', async () => {
    answerSession(api, { personal_link: false, can_make: false }, []);
    const { page, close } = await open('/me/');
    await page.getByText('There is no donation here yet').waitFor();
    await page.getByLabel('Your link').waitFor();
    expect(await page.getByRole('button', { name: 'Make my personal link' }).count()).toBe(0);
    await expectGoodPage(page);
    await close();
  });

  it('keeps what was pasted when a link cannot be used, and says why', async () => {
    answerSession(api);
    api[MAKE] = () => problem(400, 'invalid');
    const { page, close } = await open('/me/');
    await page.getByText('Do you have a personal link from an earlier donation?').click();
    await page.getByLabel('Your link').fill('dgp_cut');
    await page.getByRole('button', { name: 'Use this link' }).click();
    await page.getByText('This personal link is not complete').waitFor();
    await expectGoodPage(page);
    api[MAKE] = () => null;
    await page.getByRole('button', { name: 'Use this link' }).click();
    await page.getByText('The service cannot be reached').waitFor();
    expect(await page.getByText('This personal link is not complete').count()).toBe(0);
    expect(await page.getByLabel('Your link').inputValue()).toBe('dgp_cut');
    await close();
  });

  it('logs out to a calm page, from which a link leads back', async () => {
    answerSession(api);
    let isOut = false;
    api[LOG_OUT] = () => null;
    const { page, close } = await open('/me/');
    await page.getByRole('button', { name: 'Log out of this browser' }).click();
    await page.getByText('The service cannot be reached').waitFor();
    api[LOG_OUT] = () => {
      isOut = true;
      return { status: 204 };
    };
    await page.getByRole('button', { name: 'Log out of this browser' }).click();
    await heading(page, 'You are logged out').waitFor();
    expect(isOut).toBe(true);
    await expectGoodPage(page);
    api[SESSION] = () => ({ body: { kind: 'participant' } });
    await page.getByLabel('Your link').fill(PERSONAL);
    await page.keyboard.press('Enter');
    await heading(page, 'My donations').waitFor();
    await close();
  });

  it.each(['/me/', '/fi/me/', '/de/me/'])(
    'does not scroll sideways at 320 pixels, whatever is open, at %s',
    async (path) => {
      answerSession(api);
      const { page, faults, close } = await open(path);
      await page.setViewportSize({ width: 320, height: 640 });
      await page.locator('.personal-link button').first().click();
      await page.locator('.shown-link input').waitFor();
      for (const summary of await page.locator('.personal-link summary').all()) await summary.click();
      await page.locator('svg.qr-code').waitFor();
      await expectGoodPage(page);
      const first = page.getByRole('main').getByRole('link').first();
      expect(await first.getAttribute('href')).toBe(path.replace('/me/', '/donate/?donation=don_1'));
      expect(faults).toEqual([]);
      await close();
    },
  );
});
