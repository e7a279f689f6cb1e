/** web/build/language-links.ts — the ways from a page to the same page in the other languages. */
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { addressOf, isLive, stayQuery } from './pages.ts';

/** For search engines and browsers. */
export const alternateLinks = (file: string): readonly string[] =>
  LANGUAGES.map((language) => `<link rel="alternate" hreflang="${language}" href="${addressOf(file, language)}" />`);

/**
 * The switch's items. A live page's script reads `data-language` to add what the address says besides.
 * @param nameOf what a language is called by those who speak it
 */
export function switchItems(file: string, current: Language, nameOf: (language: Language) => string): string {
  const item = (language: Language): string => {
    const address = addressOf(file, language) + (isLive(file) ? stayQuery(language) : '');
    const here = language === current ? ' aria-current="true"' : '';
    const attributes = `href="${address}" lang="${language}" hreflang="${language}" data-language="${language}"${here}`;
    return `<li><a ${attributes}>${nameOf(language)}</a></li>`;
  };
  return LANGUAGES.map(item).join('\n            ');
}
