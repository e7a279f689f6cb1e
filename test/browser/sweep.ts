/** test/browser/sweep.ts — goes through states of the site, each in every language, and tells what breaks a rule. */
import { expect, it } from 'vitest';
import { LANGUAGES, pageAddress } from '../../web/i18n/languages.ts';
import { SIZES } from '../support/browser.ts';
import { useDonationPage } from './donate-harness.ts';
import { faultsOf, NO_FAULTS } from './sweep-checks.ts';
import type { State } from './sweep-states.ts';

const LIVE = '[role=status], [role=alert], [aria-live]';

/** One test for each state and language. */
export function sweep(states: readonly State[], languages: readonly (typeof LANGUAGES)[number][] = LANGUAGES): void {
  const { api, open } = useDonationPage();
  const cases = states.flatMap((state) => languages.map((language) => [state.name, language, state] as const));
  it.each(cases)('%s, in "%s"', async (_, language, { path, answer, sign, act, userAgent, isLive }) => {
    answer?.(api);
    const address = pageAddress(path, language);
    const { page, faults, close } = await open(address, { size: SIZES[0], ...(userAgent && { userAgent }) });
    await page.locator(sign).first().waitFor();
    await act?.(page);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    if (isLive) expect(await page.locator('main').locator(LIVE).count()).toBeGreaterThan(0);
    expect(await faultsOf(page, language === languages[0])).toEqual(NO_FAULTS);
    expect(faults).toEqual([]);
    await close();
  });
}
