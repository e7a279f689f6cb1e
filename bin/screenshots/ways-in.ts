/** bin/screenshots/ways-in.ts — the first page, and the ways in that do not lead to a donation. */

import type { Camera } from './camera.ts';
import { hideSecrets } from './secrets.ts';

/** A link in the right form that nobody was given. */
const BROKEN = `/donate/#dgd_${'a'.repeat(43)}`;
const IN_APP =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 Instagram 350.0.0';

export async function showWaysIn(camera: Camera, origin: string): Promise<void> {
  const page = await camera.open();
  await page.goto(origin);
  await camera.shoot(page, 'home');
  await page.goto(origin + BROKEN);
  await page.locator('.paste-link').waitFor();
  await camera.shoot(page, 'broken-link');
  await page.context().close();

  const withinApp = await camera.open({ userAgent: IN_APP });
  await withinApp.goto(origin + BROKEN);
  await withinApp.locator('.in-app').waitFor();
  await hideSecrets(withinApp);
  await camera.shoot(withinApp, 'in-app');
  await withinApp.context().close();
}
