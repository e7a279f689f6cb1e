/** bin/screenshots/languages.ts — the same pages to readers of Finnish and of German. */
import type { Stack } from '../../local/stack.ts';
import { donate, participant } from '../../local/walk.ts';
import type { Camera } from './camera.ts';
import { invite } from './study.ts';

const ARRIVAL_MS = 120_000;

async function showFinnishConsent(camera: Camera, stack: Stack): Promise<void> {
  const page = await camera.open({ locale: 'fi-FI' });
  await page.goto(await invite(stack, { language: 'fi' }));
  await page.locator('.consent-text').waitFor();
  await camera.shoot(page, 'consent-fi', 'screen');
  await page.context().close();
}

/** What comes before the review is walked without a browser; its session is then the browser's. */
async function showGermanReview(camera: Camera, stack: Stack): Promise<void> {
  const person = participant(stack.origin);
  const { id } = await donate(person, await invite(stack, { language: 'de' }), { account: 'german' });
  const page = await camera.open({ locale: 'de-DE' });
  const cookies = [...person.cookies].map(([name, value]) => ({ name, value, url: stack.origin }));
  await page.context().addCookies(cookies);
  await page.goto(`${stack.origin}/de/donate/?donation=${id}`);
  await page.locator('.rows td').first().waitFor({ timeout: ARRIVAL_MS });
  await camera.shoot(page, 'review-de', 'screen');
  await page.context().close();
}

export async function showOtherLanguages(camera: Camera, stack: Stack): Promise<void> {
  await showFinnishConsent(camera, stack);
  await showGermanReview(camera, stack);
}
