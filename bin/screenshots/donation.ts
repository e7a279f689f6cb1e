/** bin/screenshots/donation.ts — one donation from the question to the receipt, and the list it stands in. */
import type { Page } from 'playwright-core';
import type { Stack } from '../../local/stack.ts';
import type { Camera } from './camera.ts';
import { hideSecrets } from './secrets.ts';
import { invite } from './study.ts';

/** A person of the simulated platform. */
const PERSON = /^Maija/;
const ARRIVAL_MS = 120_000;

const press = (page: Page, name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

/** The question, both answers to it, and what comes before the platform's own page. */
async function showDeciding(camera: Camera, page: Page): Promise<void> {
  await page.locator('.consent-text').waitFor();
  await camera.shoot(page, 'consent');
  await press(page, 'I do not agree');
  await page.getByRole('button', { name: 'Change my mind' }).waitFor();
  await camera.shoot(page, 'declined');
  await press(page, 'Change my mind');
  await press(page, 'I agree');
  await page.locator('.shown-link').waitFor();
  await hideSecrets(page);
  await camera.shoot(page, 'authorize');
}

async function showPlatform(camera: Camera, page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Continue to / }).click();
  await page.getByRole('radio', { name: PERSON }).check();
  await camera.shoot(page, 'platform');
  await press(page, 'Allow');
  await page.locator('.timeline').waitFor();
  await camera.shoot(page, 'working');
}

async function showReview(camera: Camera, page: Page): Promise<void> {
  const ticks = page.locator('.rows input[type=checkbox]');
  await ticks.first().waitFor({ timeout: ARRIVAL_MS });
  await camera.shoot(page, 'review', 'screen');
  for (const row of [1, 2]) await ticks.nth(row).click();
  await page.locator('.tick-page').evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await camera.shoot(page, 'review-selection', 'screen');
  await press(page, 'Remove 2 rows');
  await page.getByText('2 rows removed.').waitFor();
  await press(page, 'Release to the study …');
  await camera.shoot(page, 'release', 'screen');
  await press(page, 'Release');
}

async function showResult(camera: Camera, page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Your donation has arrived' }).waitFor({ timeout: ARRIVAL_MS });
  await page.locator('.rows td').first().waitFor();
  await camera.shoot(page, 'result');
  const pictures = page.locator('.pictures');
  await pictures.getByText('In pictures', { exact: true }).click();
  await pictures.locator('.hours').waitFor();
  await pictures.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await camera.shoot(page, 'pictures', 'screen');
}

async function showEnd(camera: Camera, page: Page): Promise<void> {
  await press(page, 'Withdraw and delete …');
  await camera.shoot(page, 'withdraw', 'screen');
  await press(page, 'Delete everything');
  await page.locator('.facts').waitFor();
  await camera.shoot(page, 'receipt');
}

/** Two other invitations in the same browser: one refused, one not answered yet. */
async function openOthers(page: Page, stack: Stack): Promise<void> {
  await page.goto(await invite(stack, { title: 'Sleep and screens' }));
  await press(page, 'I do not agree');
  await page.getByRole('button', { name: 'Change my mind' }).waitFor();
  await page.goto(await invite(stack, { title: 'Learning by video' }));
  await page.locator('.consent-text').waitFor();
}

/** Walks through a donation; the list of donations comes before its end. */
export async function showDonation(camera: Camera, stack: Stack): Promise<void> {
  const page = await camera.open();
  await openOthers(page, stack);
  await page.goto(await invite(stack));
  await showDeciding(camera, page);
  await showPlatform(camera, page);
  await showReview(camera, page);
  await showResult(camera, page);
  const donation = page.url();
  await page.goto(`${stack.origin}/me/`);
  await page.locator('.personal-link button').first().waitFor();
  await camera.shoot(page, 'my-donations');
  await page.goto(donation);
  await page.locator('.rows td').first().waitFor();
  await showEnd(camera, page);
  await page.context().close();
}
