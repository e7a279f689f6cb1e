import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { messages as de } from '../../web/content/de/messages/index.ts';
import { messages as en } from '../../web/content/en/messages/index.ts';
import { messages as fi } from '../../web/content/fi/messages/index.ts';
import { heading } from './donate-harness.ts';
import { onEachSize, press, useService } from './donation-harness.ts';
import { foreignPhrases } from './phrases.ts';
import { ticks } from './review-harness.ts';

const { newLink, origin, person, window } = useService();

const STUDIES = {
  fi: { title: 'Mediankäyttö arjessa', purpose: 'Opimme, mitä katsotaan.', institution: 'Esimerkkiyliopisto' },
  de: { title: 'Medien im Alltag', purpose: 'Wir lernen, was gesehen wird.', institution: 'Beispieluniversität' },
};

/** Looks at a page as it is, with all that is folded opened. */
async function textOf(page: Page): Promise<string> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  return `${await page.title()}\n${await page.locator('body').innerText()}`;
}

type Walk = (page: Page, words: typeof en, look: (stage: string) => Promise<void>) => Promise<void>;

/** From the question to the platform and back. */
const decide: Walk = async (page, words, look) => {
  const anna = await person(100);
  await look('consent');
  await press(page, words.consent.decline);
  await heading(page, words.consent.declinedTitle).waitFor();
  await look('declined');
  await press(page, words.consent.changeMind);
  await press(page, words.consent.accept);
  await page.locator('.shown-link').waitFor();
  await look('authorize, with the personal link');
  for (const decision of ['Cancel', 'Allow']) {
    await press(page, words.authorize.button('Google'));
    await page.getByRole('radio', { name: anna }).check();
    if (decision === 'Allow') await page.getByRole('checkbox', { name: /Search/ }).uncheck();
    await press(page, decision);
    if (decision === 'Cancel') await page.getByText(words.outcomes.access_denied).waitFor();
    await look(`after ${decision}`);
  }
};

/** From the rows to the receipt. */
const release: Walk = async (page, words, look) => {
  await ticks(page).first().click();
  await look('review');
  await press(page, words.review.removeSelected(1));
  await page.getByText(words.review.removed(1)).waitFor();
  await press(page, words.review.release.open);
  await look('release');
  await press(page, words.review.release.confirm);
  await heading(page, words.status.doneTitle).waitFor();
  await page
    .getByText(words.data.range(1, 25, 99))
    .or(page.getByText(words.data.range(1, 99, 99)))
    .waitFor();
  await look('arrived');
  await page.locator('.mine').click();
  await heading(page, words.me.title).waitFor();
  await look('all donations');
  await page.getByRole('main').getByRole('listitem').getByRole('link').first().click();
  await press(page, words.withdraw.open);
  await look('withdraw');
  await press(page, words.withdraw.confirm);
  await heading(page, words.receipt.title).waitFor();
  await look('receipt');
};

describe('no page mixes languages', () => {
  for (const [locale, words] of [
    ['fi', fi],
    ['de', de],
  ] as const) {
    onEachSize(`from the question to the receipt, for a browser that asks for “${locale}”,`, async (size) => {
      const english = foreignPhrases(['en', en], [locale, words]);
      const found: Record<string, readonly string[]> = {};
      const { donation_url: link } = await newLink({ study: STUDIES[locale], review: { days: 7 } });
      const { page, faults, close } = await window({ size, locale, expected: /status of 4(01|09|10)/ });
      const look = async (stage: string): Promise<void> => {
        const phrases = english(await textOf(page));
        if (phrases.length) found[stage] = phrases;
        expect(await page.locator('html').getAttribute('lang')).toBe(locale);
      };
      await page.goto(link);
      await heading(page, words.consent.title).waitFor();
      await decide(page, words, look);
      await release(page, words, look);
      await page.goto(`${origin()}/${locale}/donate/#dgd_${'x'.repeat(43)}`);
      await heading(page, words.problems.broken_link.title).waitFor();
      await look('broken link');
      expect(found).toEqual({});
      expect(faults).toEqual([]);
      await close();
    });
  }

  onEachSize('and the English one says what is looked for', async (size) => {
    const { donation_url: link } = await newLink();
    const { page, close } = await window({ size });
    await page.goto(link);
    await heading(page, en.consent.title).waitFor();
    const phrases = foreignPhrases(['en', en], ['fi', fi])(await textOf(page));
    expect(phrases).toContain(en.consent.intro);
    expect(phrases.length).toBeGreaterThan(30);
    await close();
  });
});
