import type { Page } from 'playwright-core';
import { encode } from 'uqr';
import { describe, expect, it } from 'vitest';
import { expectGoodPage, SIZES } from '../support/browser.ts';
import { heading } from './donate-harness.ts';
import { agree, press, useService } from './donation-harness.ts';

const { newLink, origin, window } = useService();

const study = (title: string) => ({
  study: { title, purpose: 'To learn.', institution: 'Example University', contact: 'study@example.org' },
});

const linkField = (page: Page) => page.getByRole('textbox', { name: 'Your personal link' });
const openAnew = async (page: Page, link: string): Promise<void> => {
  await page.goto('about:blank');
  await page.goto(link);
};
const titles = (page: Page) => page.locator('.choices strong').allInnerTexts();

/** Agrees to a donation in a window of its own. */
async function agreeAnew(title: string, look: Parameters<typeof window>[0] = {}) {
  const { donation_url: donationLink } = await newLink(study(title));
  const visit = await window(look);
  await agree(visit.page, donationLink);
  await linkField(visit.page).waitFor();
  return { ...visit, donationLink, link: await linkField(visit.page).inputValue() };
}

/** Which modules of a drawn code are dark: its squares, put back into rows. */
async function drawnModules(page: Page): Promise<boolean[][]> {
  const code = page.getByRole('img', { name: 'A square code that holds your personal link.' });
  await code.waitFor();
  const size = Number((await code.getAttribute('viewBox'))?.split(' ').at(-1));
  const rows = Array.from({ length: size }, () => Array<boolean>(size).fill(false));
  const drawn = (await code.locator('path').getAttribute('d')) ?? '';
  for (const [, x, y] of drawn.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) (rows[Number(y)] as boolean[])[Number(x)] = true;
  return rows;
}

describe.each(SIZES)('the personal link on a $name', (size) => {
  it('is made and shown when somebody agrees, and leads to the donation from another browser', async () => {
    const { page, faults, close, link } = await agreeAnew('Everyday media use', { size });
    expect(link).toMatch(new RegExp(`^${origin()}/me/#dgp_[\\w-]{43}$`));
    await expectGoodPage(page);

    await press(page, 'Copy the link');
    await page.getByText('Copied.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link);
    const mail = new URL((await page.getByRole('link', { name: 'Mail it to myself' }).getAttribute('href')) ?? '');
    expect([mail.protocol, mail.pathname, mail.searchParams.get('body')]).toEqual([
      'mailto:',
      '',
      expect.stringContaining(`\r\n\r\n${link}\r\n`),
    ]);
    await page.getByText('Show it as a code').click();
    expect(await drawnModules(page)).toEqual(encode(link, { ecc: 'M', border: 4 }).data);
    await expectGoodPage(page);

    const other = await window({ size });
    await other.page.goto(link);
    await heading(other.page, 'My donations').waitFor();
    expect(other.page.url()).toBe(`${origin()}/me/`);
    await expectGoodPage(other.page);
    await other.page.getByRole('link', { name: /Everyday media use/ }).click();
    await heading(other.page, 'Next: Google asks you').waitFor();
    expect([faults, other.faults]).toEqual([[], []]);
    await close();
    await other.close();
  });
});

describe('the personal link', () => {
  it('outlives what the page asks meanwhile, and is told of by a line after a reload', async () => {
    const { page, faults, close, link } = await agreeAnew('Everyday media use');
    const asked = page.waitForResponse(/participant\/donations/);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })));
    await asked;
    expect(await linkField(page).inputValue()).toBe(link);
    await page.reload();
    await page.getByText('It cannot be shown a second time.').waitFor();
    expect(await linkField(page).count()).toBe(0);
    await expectGoodPage(page);
    await page.getByRole('link', { name: 'See all my donations' }).click();
    await heading(page, 'My donations').waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('is made once: what is agreed to later is behind the same one', async () => {
    const { page, faults, close, link } = await agreeAnew('First');
    const { donation_url: second } = await newLink(study('Second'));
    await openAnew(page, second);
    await press(page, 'I agree');
    await heading(page, 'Next: Google asks you').waitFor();
    await page.getByText('It cannot be shown a second time.').waitFor();

    const phone = await window({ size: SIZES[0] });
    await phone.page.goto(link);
    await heading(phone.page, 'My donations').waitFor();
    expect(await titles(phone.page)).toEqual(['Second', 'First']);
    await expectGoodPage(phone.page);
    expect([faults, phone.faults]).toEqual([[], []]);
    await close();
    await phone.close();
  });

  it('is replaced by a new one, and no longer works then', async () => {
    const { page, faults, close, link } = await agreeAnew('Everyday media use', { expected: /status of 401/ });
    await page.goto(`${origin()}/me/`);
    await press(page, 'Make a new link');
    await linkField(page).waitFor();
    const renewed = await linkField(page).inputValue();
    expect(renewed).not.toBe(link);
    await expectGoodPage(page);

    const other = await window({ expected: /status of 401/ });
    await other.page.goto(link);
    await heading(other.page, 'This personal link does not work').waitFor();
    await expectGoodPage(other.page);
    await other.page.getByLabel('Your link').fill(renewed);
    await press(other.page, 'Open');
    await heading(other.page, 'My donations').waitFor();
    expect(await titles(other.page)).toEqual(['Everyday media use']);
    expect([faults, other.faults]).toEqual([[], []]);
    await close();
    await other.close();
  });

  it('from an earlier donation takes the place of the one that was made', async () => {
    const earlier = await agreeAnew('Earlier');
    const later = await agreeAnew('Later', { size: SIZES[0], expected: /status of 400/ });
    const { page } = later;
    await page.getByText('Do you have a personal link from an earlier donation?').click();
    await page.getByLabel('Your link').fill(earlier.link.slice(0, -3));
    await press(page, 'Use this link');
    await page.getByText('This personal link is not complete').waitFor();
    await page.getByLabel('Your link').fill(earlier.link);
    await press(page, 'Use this link');
    await page.getByText('Your personal link leads to these donations, too, from now on.').waitFor();
    expect(await linkField(page).count()).toBe(0);
    await expectGoodPage(page);
    await earlier.page.goto(`${origin()}/me/`);
    await heading(earlier.page, 'My donations').waitFor();
    expect(await titles(earlier.page)).toEqual(['Later', 'Earlier']);
    expect([earlier.faults, later.faults]).toEqual([[], []]);
    await earlier.close();
    await later.close();
  });

  it('stays valid when its browser is logged out', async () => {
    const { page, faults, close, link } = await agreeAnew('Everyday media use', { expected: /status of 401/ });
    await page.goto(`${origin()}/me/`);
    await press(page, 'Log out of this browser');
    await heading(page, 'You are logged out').waitFor();
    await page.reload();
    await heading(page, 'Open your personal link, or the link of an invitation').waitFor();
    await page.getByLabel('Your link').fill(link);
    await press(page, 'Open');
    await heading(page, 'My donations').waitFor();
    expect(await titles(page)).toEqual(['Everyday media use']);
    expect(faults).toEqual([]);
    await close();
  });

  it('does not stand in the way: one that cannot be made leaves the consent as it is', async () => {
    const { donation_url: donationLink } = await newLink();
    const { page, close } = await window({ expected: /Failed to load resource/ });
    await page.route('**/api/participant/identity/', (route) => route.abort());
    await agree(page, donationLink);
    expect(await linkField(page).count()).toBe(0);
    await page.unroute('**/api/participant/identity/');
    await page.reload();
    await press(page, 'Make my personal link');
    await linkField(page).waitFor();
    await close();
  });

  it('is made, kept and renewed by the keyboard alone', async () => {
    const { donation_url: donationLink } = await newLink();
    const { page, faults, close } = await window();
    const tabTo = async (name: string): Promise<void> => {
      for (let presses = 0; presses < 40; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = page.locator(':focus');
        const label = await focused.evaluate((element) => element.getAttribute('id') && element.tagName === 'INPUT');
        if (label ? name === 'field' : (await focused.innerText()) === name) return;
      }
      throw new Error(`no way to “${name}”`);
    };
    await page.goto(donationLink);
    await heading(page, 'Your decision').waitFor();
    await tabTo('I agree');
    await page.keyboard.press('Enter');
    await linkField(page).waitFor();
    await tabTo('field');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe(await linkField(page).inputValue());
    await tabTo('Copy the link');
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    await tabTo('Show it as a code for a phone’s camera');
    await page.keyboard.press('Space');
    await page.getByRole('img', { name: 'A square code' }).waitFor();

    await page.goto(`${origin()}/me/`);
    await page.getByText('It cannot be shown a second time.').waitFor();
    await tabTo('Make a new link');
    await page.keyboard.press('Enter');
    await linkField(page).waitFor();
    expect(await page.locator(':focus').innerText()).toContain('This is your personal link.');
    expect(faults).toEqual([]);
    await close();
  });
});
