/**
 * bin/screenshots.ts — `npm run docs:screenshots`: what participants see, as pictures in docs/screenshots, from a service
 * and a simulated platform that are started for it and leave nothing behind.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSite } from '../local/build-site.ts';
import { requireNode } from '../local/node-version.ts';
import { startStack } from '../local/stack.ts';
import { startBrowser } from '../test/support/browser.ts';
import { createCamera, SIZES } from './screenshots/camera.ts';
import { showDonation } from './screenshots/donation.ts';
import { showOtherLanguages } from './screenshots/languages.ts';
import { showWaysIn } from './screenshots/ways-in.ts';

requireNode();

const home = mkdtempSync(path.join(tmpdir(), 'datagift-screenshots-'));
await buildSite();
const [stack, browser] = await Promise.all([startStack({ home, env: { DATAGIFT_DATA_TYPES: 'all' } }), startBrowser()]);
try {
  for (const size of SIZES) {
    const camera = createCamera(browser, size);
    await showWaysIn(camera, stack.origin);
    await showDonation(camera, stack);
    await showOtherLanguages(camera, stack);
    console.log(`${size.name}: done`);
  }
} finally {
  await browser.close();
  await stack.close();
  rmSync(home, { recursive: true, force: true });
}
