import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { SITE_HEADERS } from '../../../functions/constants.ts';
import { buildSite } from '../../../local/build-site.ts';
import { PAGES } from '../../../web/build/pages.ts';
import { LANGUAGES, pageAddress } from '../../../web/i18n/languages.ts';

const DIST = path.join(import.meta.dirname, '../../../web/dist');
const KB = 1024;
/** Needed by few, and late: each is loaded when it is asked for. */
const LATER = ['charts', 'qr-code', 'review-rows', 'data-section'];
/** Pages of text run no script. */
const LIVE = ['donate/index.html', 'me/index.html'];

beforeAll(() => buildSite());

const sizeOf = (file: string): number => gzipSync(readFileSync(path.join(DIST, file))).length;
const sum = (files: readonly string[]): number => files.reduce((bytes, file) => bytes + sizeOf(file), 0);

/** What a page names in its head, and a browser fetches before anything is asked of it. */
function firstLoad(page: string) {
  const html = readFileSync(path.join(DIST, page), 'utf8');
  const named = [...html.matchAll(/<(?:link|script)\b[^>]*?(?:src|href)="(\/assets\/[^"]+)"/g)];
  const files = named.map(([, address = '']) => address);
  return {
    scripts: files.filter((file) => file.endsWith('.js')),
    styles: files.filter((file) => file.endsWith('.css')),
  };
}

/** The scripts that a script cannot begin without. */
const importsOf = (script: string): readonly string[] =>
  [...readFileSync(path.join(DIST, script), 'utf8').matchAll(/\b(?:from|import)\s*["'`]\.\/([^"'`]+)["'`]/g)].map(
    ([, file]) => `/assets/${file}`,
  );

const cases = LANGUAGES.flatMap((language) => PAGES.map((page) => [pageAddress(`/${page}`, language), page] as const));

describe('what a phone loads first', () => {
  it.each(cases)('of %s is at most 30 KB of scripts, and 60 KB in all', (file, page) => {
    const { scripts, styles } = firstLoad(file);
    expect(styles).not.toEqual([]);
    expect(scripts.length > 0).toBe(LIVE.includes(page));
    expect(sum(scripts)).toBeLessThanOrEqual(30 * KB);
    expect(sum([file, ...scripts, ...styles])).toBeLessThanOrEqual(60 * KB);
  });

  it.each(cases.filter(([, page]) => LIVE.includes(page)))('of %s has nothing that comes later', (file) => {
    const { scripts } = firstLoad(file);
    for (const name of LATER) expect(scripts.filter((script) => script.includes(`/${name}-`))).toEqual([]);
    // What is named there is all: no script asks for another one by itself.
    const imported = scripts.flatMap(importsOf);
    expect(imported).not.toEqual([]);
    expect(imported.filter((script) => !scripts.includes(script))).toEqual([]);
  });

  it('leaves what comes later to files of their own', () => {
    const assets = readdirSync(path.join(DIST, 'assets'));
    for (const name of LATER) expect(assets.filter((file) => file.startsWith(`${name}-`))).not.toEqual([]);
  });
});

describe('what pages may load', () => {
  const policy = SITE_HEADERS['content-security-policy'];

  it('is named one by one, and nothing stands in a page itself', () => {
    expect(policy).toMatch(/^default-src 'none'/);
    expect(policy).not.toMatch(/unsafe-|\*|https?:|\bdata:.*script/);
    for (const [file] of cases) {
      const html = readFileSync(path.join(DIST, file), 'utf8');
      expect(html, file).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
    }
  });
});
