/** web/build/pages.ts — the pages of the site, and what each is called in each language. */

import { LANGUAGES, type Language, pageAddress } from '../i18n/languages.ts';

/** There is one of each in every language. */
export const PAGES = ['index.html', 'donate/index.html', 'me/index.html', 'terms/index.html', 'privacy/index.html'];

/** One for all languages: an address that leads nowhere names none that could be relied on. */
export const NOT_FOUND = '404.html';

/** Pages whose script goes to the browser's language where the address names none. */
const SETTLING = ['donate/index.html', 'me/index.html'];

export const [DEFAULT_LANGUAGE] = LANGUAGES;

/** Whether a script shows what is on the page. */
export const isLive = (file: string): boolean => SETTLING.includes(file);

/** In which languages a page is written. */
export const languagesOf = (file: string): readonly Language[] => (file === NOT_FOUND ? [DEFAULT_LANGUAGE] : LANGUAGES);

/** `terms/index.html` in Finnish is `fi/terms/index.html`. */
export const fileIn = (language: Language, file: string): string => pageAddress(`/${file}`, language).slice(1);

/** Where a page is; the first page stands for the one that is shown where there is none. */
export const addressOf = (file: string, language: Language): string =>
  pageAddress(file === NOT_FOUND ? '/' : `/${file.slice(0, -'index.html'.length)}`, language);

/** What to add to a live page's address, so that it stays in this language. */
export const stayQuery = (language: Language): string => (language === DEFAULT_LANGUAGE ? `?lang=${language}` : '');
