/** local/build-site.ts — builds the site when it is not there, or older than its sources. */
import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { build } from 'vite';

const WEB = path.join(import.meta.dirname, '..', 'web');

/** @returns when the newest source was changed, milliseconds since the epoch */
function newestSource(): number {
  const names = readdirSync(WEB, { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => !name.startsWith('dist'));
  return Math.max(...sources.map((name) => statSync(path.join(WEB, name)).mtimeMs));
}

export async function buildSite(): Promise<void> {
  const page = path.join(WEB, 'dist', 'index.html');
  if (existsSync(page) && statSync(page).mtimeMs >= newestSource()) return;
  await build({ configFile: path.join(WEB, 'vite.config.ts'), logLevel: 'warn' });
}
