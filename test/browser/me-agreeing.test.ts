import { describe, expect, it } from 'vitest';
import { expectGoodPage } from '../support/browser.ts';
import { problem } from '../support/participant-site.ts';
import { AT, agreed, newDonation } from '../support/participant-views.ts';
import { CONSENT, DONATION, heading, PAGE, useDonationPage } from './donate-harness.ts';
import { answerSession, LINK, MAKE } from './me-harness.ts';

const { api, open } = useDonationPage();

describe('the personal link on a donation’s page', () => {
  /** A donation that waits for a decision, and takes it. */
  function deciding(): void {
    let now = newDonation();
    answerSession(api);
    api[DONATION] = () => ({ body: now });
    api[CONSENT] = () => {
      now = newDonation({ consent: agreed });
      return { body: {} };
    };
  }

  it.each(['light', 'dark'] as const)(
    'stands before the way to the platform, and fits a narrow screen, in %s',
    async (colorScheme) => {
      deciding();
      const { page, faults, close } = await open(PAGE, { colorScheme });
      await page.setViewportSize({ width: 320, height: 640 });
      await page.getByRole('button', { name: 'I agree' }).click();
      const field = page.getByRole('textbox', { name: 'Your personal link' });
      await field.waitFor();
      expect(await page.locator(':focus').innerText()).toBe('Next: Google asks you');
      await expectGoodPage(page);
      const [linkBox, button] = [
        await field.boundingBox(),
        await page.getByRole('button', { name: /^Continue/ }).boundingBox(),
      ];
      expect(linkBox?.y).toBeLessThan(button?.y ?? 0);
      expect(faults).toEqual([]);
      await close();
    },
  );

  it('that comes later does not move the way to the platform', async () => {
    deciding();
    api[MAKE] = () => problem(500, 'internal');
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'I agree' }).click();
    const button = page.getByRole('button', { name: /^Continue/ });
    const make = page.getByRole('button', { name: 'Make my personal link' });
    await make.waitFor();
    const before = await button.boundingBox();
    await make.click();
    await page.getByText('Something went wrong on our side').or(page.getByText('Nothing is lost')).waitFor();
    await expectGoodPage(page);
    api[MAKE] = () => ({ status: 201, body: { participant_url: LINK } });
    await make.click();
    await page.getByRole('textbox', { name: 'Your personal link' }).waitFor();
    expect(await button.boundingBox()).toEqual(before);
    await close();
  });

  it('is not made for who declines', async () => {
    deciding();
    let made = 0;
    api[MAKE] = () => {
      made += 1;
      return { status: 201, body: { participant_url: LINK } };
    };
    api[CONSENT] = () => {
      api[DONATION] = () => ({ body: newDonation({ consent: { ...agreed, accepted_at: null, declined_at: AT } }) });
      return { body: {} };
    };
    const { page, close } = await open(PAGE);
    await page.getByRole('button', { name: 'I do not agree' }).click();
    await heading(page, 'You have decided not to take part').waitFor();
    expect(made).toBe(0);
    await close();
  });
});
