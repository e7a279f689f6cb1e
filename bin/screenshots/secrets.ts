/** bin/screenshots/secrets.ts — a link is a secret: pictures show a made-up one. */
import type { Page } from 'playwright-core';

const MADE_UP = {
  me: 'https://datagift.example.org/me/#dgp_made-up-for-this-picture',
  donate: 'https://datagift.example.org/donate/#dgd_made-up-for-this-picture',
};

/** Writes made-up links where the page shows real ones. */
export const hideSecrets = (page: Page): Promise<void> =>
  page.evaluate((madeUp) => {
    for (const field of document.querySelectorAll<HTMLInputElement>('input[readonly]')) {
      field.value = field.value.includes('/me/') ? madeUp.me : madeUp.donate;
    }
  }, MADE_UP);
