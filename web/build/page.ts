/** web/build/page.ts — one built page in one language: its text, the institution's facts, the catalogue's words. */
import type { Messages } from '../content/en/messages/index.ts';
import { LANGUAGES, type Language, pageAddress } from '../i18n/languages.ts';
import { type Facts, fill } from './fill.ts';
import { alternateLinks, switchItems } from './language-links.ts';
import { readText } from './markdown.ts';
import { isLive, NOT_FOUND, stayQuery } from './pages.ts';
import type { Site } from './site.ts';

/** `<!-- content terms -->`: the page's text; `everywhere`: in every language, one below the other. */
const CONTENT = /<!-- content (\S+?)( everywhere)? -->/g;

/** What the pages of all languages are made of. */
export type Material = {
  readonly root: string;
  readonly sites: Readonly<Record<Language, Site>>;
  readonly catalogues: Readonly<Record<Language, Messages>>;
  /** The institution's colour. */
  readonly accentFile: string;
  /** The scripts that hold the catalogues. */
  readonly catalogueFiles: Readonly<Record<Language, string>>;
};

/** `{{base}}` stands before the path of a page, `{{stay}}` behind that of a live one. */
const factsIn = (language: Language, { sites, catalogues }: Material): Facts => ({
  site: sites[language],
  text: catalogues[language],
  base: pageAddress('', language),
  stay: stayQuery(language),
});

function textIn(language: Language, name: string, material: Material): string {
  const text = readText(material.root, language, name);
  return fill(text, `content/${language}/${name}.md`, factsIn(language, material));
}

/** A page has one heading of the first rank, however many languages it speaks. */
const textInAll = (name: string, material: Material): string =>
  LANGUAGES.map((language, index) => {
    const text = textIn(language, name, material);
    return `<section lang="${language}">\n${index ? text.replaceAll('h1>', 'h2>') : text}</section>\n`;
  }).join('');

/** What a page's head links to. The catalogue is to arrive together with the script that asks for it. */
function headLinks(language: Language, file: string, { accentFile, catalogueFiles }: Material): string {
  const links = [
    `<link rel="stylesheet" href="/${accentFile}" />`,
    ...(file === NOT_FOUND ? [] : alternateLinks(file)),
    ...(isLive(file) ? [`<link rel="modulepreload" crossorigin href="/${catalogueFiles[language]}" />`] : []),
  ];
  return links.join('\n    ');
}

/**
 * @param html the page as Vite has built it, with its placeholders
 * @param file its path, without a language
 * @throws Error that names the page, its language and the placeholder nobody fills
 */
export function pageIn(language: Language, html: string, file: string, material: Material): string {
  const filled = fill(html, `/${file} in "${language}"`, factsIn(language, material));
  // Last, for no text is to be taken for a placeholder: what is put in here is filled.
  return filled
    .replace('<html lang="en">', `<html lang="${language}">`)
    .replace('<!-- links -->', () => headLinks(language, file, material))
    .replace('<!-- languages -->', () => switchItems(file, language, (tag) => material.catalogues[tag].languageName))
    .replace(CONTENT, (_, name: string, everywhere?: string) =>
      everywhere ? textInAll(name, material) : textIn(language, name, material),
    );
}
