/** functions/core/languages.ts — the languages that participants are spoken to in, and where each one's pages are. */

/** The first one is at the addresses without a language: `/terms/`, where the others are at `/fi/terms/`. */
export const LANGUAGES = ['en', 'fi', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DEFAULT_LANGUAGE: Language = LANGUAGES[0];

/**
 * The language that a tag asks for.
 * @param tag e.g. `fi` or `de-AT`
 * @see https://www.rfc-editor.org/info/bcp47
 */
export function spokenLanguage(tag: string): Language | undefined {
  const primary = tag.split('-')[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary);
}

/** Where a page is in a language. @param page without a language, e.g. `/donate/` */
export const pageAddress = (page: string, language: Language): string =>
  language === DEFAULT_LANGUAGE ? page : `/${language}${page}`;

/**
 * The same, where the browser is not to choose another one: at an address without a language it goes to the language
 * of its own settings.
 */
export const chosenAddress = (page: string, language: Language): string =>
  language === DEFAULT_LANGUAGE ? `${page}?lang=${language}` : pageAddress(page, language);
