import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../../../local/build-site.ts';

const DIST = path.join(import.meta.dirname, '../../../web/dist');
const KB = 1024;

beforeAll(() => buildSite());

const sizeOf = (file: string): number => gzipSync(readFileSync(path.join(DIST, file))).length;
const within = (html: string, pattern: RegExp): readonly string[] =>
  [...html.matchAll(pattern)].map(([, address = '']) => address).filter((address) => address.startsWith('/assets/'));

describe('what a phone loads first', () => {
  it.each([
    ['donate/index.html', 30],
    ['index.html', 0],
    ['privacy/index.html', 0],
  ])('of %s is at most %d KB of scripts, and 60 KB in all', (page, scriptKb) => {
    const html = readFileSync(path.join(DIST, page), 'utf8');
    const scripts = within(html, /(?:src|href)="([^"]+\.js)"/g);
    const styles = within(html, /href="([^"]+\.css)"/g);
    expect(styles.length).toBeGreaterThan(0);
    const scriptBytes = scripts.reduce((sum, file) => sum + sizeOf(file), 0);
    const allBytes = [page, ...styles].reduce((sum, file) => sum + sizeOf(file), scriptBytes);
    expect(scriptBytes).toBeLessThanOrEqual(scriptKb * KB);
    expect(allBytes).toBeLessThanOrEqual(60 * KB);
    // Pictures come when they are opened.
    expect(html).not.toContain('charts');
  });
});
