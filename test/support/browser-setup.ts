/** test/support/browser-setup.ts — unpacks Chromium once, before files that start it run side by side. */
import { unpackedBrowser } from './browser-path.ts';

export const setup = async (): Promise<void> => void (await unpackedBrowser());
