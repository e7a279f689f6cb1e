import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { accentStyles } from '../../../web/build/accent.ts';
import { fillPage } from '../../../web/build/content.ts';
import { isExample, readSite } from '../../../web/build/site.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-site-'));
afterAll(() => rmSync(folder, { recursive: true }));

const shipped = path.join(import.meta.dirname, '../../../web/content/site.json');
const facts = JSON.parse(readFileSync(shipped, 'utf8')) as Record<string, string>;

function siteFile(content: Record<string, unknown>): string {
  const file = path.join(folder, 'site.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

describe("the institution's facts", () => {
  it('are read when all are there', () => {
    expect(readSite(siteFile(facts))).toEqual(facts);
  });

  it.each(Object.keys(facts))('are refused without %s, by name', (name) => {
    const { [name]: _, ...rest } = facts;
    expect(() => readSite(siteFile(rest))).toThrow(`"${name}" is missing`);
  });

  it('are refused when one is empty, and when one is unknown', () => {
    const file = siteFile({ ...facts, address: ' ', adress: 'x' });
    expect(() => readSite(file)).toThrow(/"address" is missing[\s\S]*"adress" is not a field/);
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
    expect(isExample(readSite(shipped))).toBe(true);
    expect(isExample(readSite(siteFile({ ...facts, contact_email: 'data@uni.fi' })))).toBe(false);
  });
});

describe('filling a page', () => {
  it('escapes what it puts in', () => {
    expect(fillPage('<p>{{site.name}}</p>', '/x', folder, { site: { name: 'A & <b>"C"</b>' } })).toBe(
      '<p>A &#38; &#60;b&#62;&#34;C&#34;&#60;/b&#62;</p>',
    );
  });

  it('fills placeholders of included files, too', () => {
    writeFileSync(path.join(folder, 'part.html'), '<i>{{site.name}}</i>\n');
    expect(fillPage('  <!-- include part.html -->\n', '/x', folder, { site: { name: 'N' } })).toBe('<i>N</i>\n');
  });

  it('names the page and the placeholder that nobody fills', () => {
    expect(() => fillPage('{{site.nmae}}', '/terms/', folder, { site: {} })).toThrow(
      '/terms/: nothing is known for {{site.nmae}}',
    );
  });
});
