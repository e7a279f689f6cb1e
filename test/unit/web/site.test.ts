import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accentStyles } from '../../../web/build/accent.ts';
import { fill, withIncludes } from '../../../web/build/fill.ts';
import { readText } from '../../../web/build/markdown.ts';
import { type Material, pageIn } from '../../../web/build/page.ts';
import { isExample, readSite } from '../../../web/build/site.ts';
import { CATALOGUES } from '../../../web/i18n/languages.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

const web = path.join(import.meta.dirname, '../../../web');
const shipped = path.join(web, 'content/site.json');
const facts = JSON.parse(readFileSync(shipped, 'utf8')) as Record<string, string>;
const SENTENCE_FIELDS = ['legal_basis', 'storage_location', 'supervisory_authority', 'updated'];

function siteFile(content: Record<string, unknown>): string {
  const file = path.join(folder, 'site.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("the institution's facts", () => {
  it('are read in each language, and the same in all where one text is given', () => {
    const address = { en: '1 Street', fi: 'Katu 1', de: 'Straße 1' };
    const { en, fi, de } = readSite(siteFile({ ...facts, address, institution: 'Aalto' }));
    expect([en.address, fi.address, de.address]).toEqual(Object.values(address));
    expect([en.institution, fi.institution, de.institution]).toEqual(['Aalto', 'Aalto', 'Aalto']);
  });

  it.each(Object.keys(facts))('are refused without %s, by name', (name) => {
    const { [name]: _, ...rest } = facts;
    expect(() => readSite(siteFile(rest))).toThrow(`"${name}" is missing: `);
  });

  it('are refused when one is empty, and when one is unknown', () => {
    const file = siteFile({ ...facts, address: ' ', adress: 'x' });
    expect(() => readSite(file)).toThrow(/"address" is missing[\s\S]*"adress" is not a field/);
  });

  it('are refused when a language lacks one, and when one is in a language that there is not', () => {
    const address = { en: '1 Street', fi: ' ', sv: 'Gata 1' };
    expect(() => readSite(siteFile({ ...facts, address }))).toThrow(
      /"address" is missing in "fi"[\s\S]*"address" is missing in "de"[\s\S]*"address" is given in "sv", which is not/,
    );
  });

  it.each(SENTENCE_FIELDS)('are refused with one text of %s for all languages', (name) => {
    const file = siteFile({ ...facts, [name]: 'consent' });
    for (const language of ['en', 'fi', 'de'])
      expect(() => readSite(file)).toThrow(`"${name}" is missing in "${language}": it is part of a sentence`);
  });

  it.each([
    ['accent_light', 'teal', '"accent_light" is not a colour: write it as #rrggbb'],
    ['accent_light', '#86c9cc', /"accent_light" cannot be read on the page \(contrast 1\.8.*darker/],
    ['accent_dark', '#175e63', /"accent_dark" cannot be read on the page \(contrast 2\.\d.*lighter/],
  ])('are refused with a colour that nobody could read: %s %s', (field, colour, told) => {
    expect(() => readSite(siteFile({ ...facts, [field]: colour }))).toThrow(told);
  });

  it('colour links, buttons and what they mark, in both themes', () => {
    const styles = accentStyles({ accent_light: '#7a1f5c', accent_dark: '#f0b429' });
    expect(styles).toBe(
      ':root{--accent:#7a1f5c;--accent-ink:#ffffff;--accent-wash:#efe6ea}' +
        '@media (prefers-color-scheme:dark){:root{--accent:#f0b429;--accent-ink:#0d1416;--accent-wash:#28271c}}\n',
    );
  });

  it('tell the example institution from a real one', () => {
    expect(isExample(readSite(shipped).en)).toBe(true);
    expect(isExample(readSite(siteFile({ ...facts, contact_email: 'data@uni.fi' })).en)).toBe(false);
  });
});

describe('filling a page', () => {
  it('escapes what it puts in', () => {
    expect(fill('<p>{{site.name}}</p>', '/x', { site: { name: 'A & <b>"C"</b>' } })).toBe(
      '<p>A &#38; &#60;b&#62;&#34;C&#34;&#60;/b&#62;</p>',
    );
  });

  it('takes included files in', () => {
    writeFileSync(path.join(folder, 'part.html'), '<i>{{site.name}}</i>\n');
    expect(withIncludes('  <!-- include part.html -->\n', folder)).toBe('<i>{{site.name}}</i>\n');
  });

  it('names the page and the placeholder that nobody fills', () => {
    expect(() => fill('{{site.nmae}}', '/terms/', { site: {} })).toThrow('/terms/: nothing is known for {{site.nmae}}');
  });
});

describe('a page in a language', async () => {
  const root = mkdtempSync(path.join(folder, 'web-'));
  const write = (language: string, text: string): void => {
    mkdirSync(path.join(root, 'content', language), { recursive: true });
    writeFileSync(path.join(root, 'content', language, 'terms.md'), text);
  };
  const [en, fi, de] = await Promise.all([CATALOGUES.en(), CATALOGUES.fi(), CATALOGUES.de()]);
  const material: Material = {
    root,
    sites: readSite(shipped),
    catalogues: { en: en.messages, fi: fi.messages, de: de.messages },
    accentFile: 'assets/accent.css',
    catalogueFiles: { en: 'assets/en.js', fi: 'assets/fi.js', de: 'assets/de.js' },
  };

  it('has its text from Markdown, with placeholders in addresses, too', () => {
    write('fi', '# Ehdot\n\n[Kirjoita](mailto:{{site.contact_email}}), **{{site.institution}}**, [alku]({{base}}/)\n');
    expect(pageIn('fi', '<main><!-- content terms --></main>', 'terms/index.html', material)).toBe(
      '<main><h1>Ehdot</h1>\n<p><a href="mailto:datagift@example.org">Kirjoita</a>, ' +
        '<strong>Esimerkkiyliopisto</strong>, <a href="/fi/">alku</a></p>\n</main>',
    );
  });

  it('names the text that a language lacks', () => {
    expect(() => readText(root, 'de', 'terms')).toThrow('content/de/terms.md is missing');
  });

  it('names text, language and the placeholder that nobody fills', () => {
    write('fi', '{{site.nmae}}');
    expect(() => pageIn('fi', '<!-- content terms -->', 'terms/index.html', material)).toThrow(
      'content/fi/terms.md: nothing is known for {{site.nmae}}',
    );
    expect(() => pageIn('de', '{{text.site.nmae}}', 'terms/index.html', material)).toThrow(
      '/terms/index.html in "de": nothing is known for {{text.site.nmae}}',
    );
  });
});

describe('the built site', () => {
  const dist = mkdtempSync(path.join(folder, 'dist-'));
  const read = (file: string): string => readFileSync(path.join(dist, file), 'utf8');
  const pages = ['index.html', 'donate/index.html', 'me/index.html', 'privacy/index.html', 'terms/index.html'];
  const all = ['', 'de/', 'fi/'].flatMap((prefix) => pages.map((page) => prefix + page));

  beforeAll(async () => {
    await build({ configFile: path.join(web, 'vite.config.ts'), logLevel: 'error', build: { outDir: dist } });
  }, 60_000);

  it('has every page in every language, and one for what is not there', () => {
    const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => file.endsWith('.html')).sort()).toEqual([...all, '404.html'].sort());
  });

  it('leaves no placeholder and no mark in a page', () => {
    for (const file of [...all, '404.html']) expect(read(file), file).not.toMatch(/\{\{|\}\}|<!--|%7B/);
  });

  it.each(all)('writes %s in its own language, with the ways to the others', (file) => {
    const html = read(file);
    const language = /^(fi|de)\//.exec(file)?.[1] ?? 'en';
    const address = `/${file.replace(/^(fi|de)\//, '').replace('index.html', '')}`;
    expect(html).toContain(`<html lang="${language}">`);
    expect([...html.matchAll(/rel="alternate" hreflang="(\w+)" href="([^"]+)"/g)].map(([, ...link]) => link)).toEqual([
      ['en', address],
      ['fi', `/fi${address}`],
      ['de', `/de${address}`],
    ]);
    expect([...html.matchAll(/data-language="(\w+)" aria-current/g)].map(([, current]) => current)).toEqual([language]);
  });

  it('keeps to the language in what leads on, but not where there is only one', () => {
    const links = (file: string) => [...read(file).matchAll(/<a [^>]*href="(\/[^"]*)"/g)].map(([, href]) => href);
    const [finnish, english] = [links('fi/index.html'), links('index.html')];
    expect(finnish).toEqual(
      expect.arrayContaining(['/fi/', '/fi/me/', '/fi/donate/', '/fi/terms/', '/fi/privacy/', '/api/docs/']),
    );
    expect(english).toEqual(expect.arrayContaining(['/', '/me/?lang=en', '/donate/?lang=en', '/terms/', '/privacy/']));
    expect(links('fi/donate/index.html')).toEqual(expect.arrayContaining(['/donate/?lang=en', '/de/donate/']));
  });

  it('lets a live page load its catalogue without waiting for the script that asks for it', () => {
    for (const [prefix, word] of [
      ['', 'My donations'],
      ['fi/', 'Omat lahjoitukset'],
      ['de/', 'Meine Datenspenden'],
    ]) {
      const scripts = [...read(`${prefix}me/index.html`).matchAll(/rel="modulepreload" crossorigin href="\/([^"]+)"/g)];
      expect(scripts.filter(([, file = '']) => read(file).includes(word as string))).toHaveLength(1);
    }
    expect(read('fi/terms/index.html')).not.toContain('modulepreload');
  });

  it('says that there is no such page in every language', () => {
    const html = read('404.html');
    for (const [language, text] of [
      ['en', 'There is no such page'],
      ['fi', 'Sivua ei löydy'],
      ['de', 'Diese Seite gibt es nicht'],
    ])
      expect(html).toMatch(new RegExp(`<section lang="${language}">\\s*<h[12]>${text}<`));
    expect(html.match(/<h1>/g)).toHaveLength(1);
  });

  it('tells those without JavaScript in the language of the page', () => {
    expect(read('fi/donate/index.html')).toContain('Tämä sivu tarvitsee JavaScriptin');
    expect(read('de/me/index.html')).toContain('Diese Seite braucht JavaScript');
  });
});
