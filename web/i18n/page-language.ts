/** web/i18n/page-language.ts — in which language a page speaks: as its address says, else as the browser does. */
import { DEFAULT_LANGUAGE, type Language, pageAddress, spokenLanguage } from './languages.ts';

/** The language that an address names: `/fi/donate/`, or `?lang=en` where the path has none. */
export function namedLanguage({ pathname, search }: Pick<Location, 'pathname' | 'search'>): Language | undefined {
  const [, first = ''] = pathname.split('/');
  return spokenLanguage(first) ?? spokenLanguage(new URLSearchParams(search).get('lang') ?? '');
}

/** The first of the reader's languages that there is; the default one where there is none. @param wanted as BCP 47 */
export const preferredLanguage = (wanted: readonly string[]): Language =>
  wanted.map(spokenLanguage).find((language) => language !== undefined) ?? DEFAULT_LANGUAGE;

/** A page's address in the language that this page is read in, with `?lang=` where the path does not tell it. */
export function addressHere(page: string, query: Readonly<Record<string, string>> = {}): string {
  const kept = new URLSearchParams(window.location.search).get('lang');
  const parameters = new URLSearchParams({ ...(kept && { lang: kept }), ...query }).toString();
  const address = pageAddress(page, namedLanguage(window.location) ?? DEFAULT_LANGUAGE);
  return parameters ? `${address}?${parameters}` : address;
}

/**
 * The language to speak on this page. Where the address names none and the browser asks for another one than this page
 * is written in, it goes there, with all that the address says; the token behind `#` reaches no server by that.
 * @returns undefined while the page is being left
 */
export function settleLanguage(page: string): Language | undefined {
  const named = namedLanguage(window.location);
  if (named) return named;
  const preferred = preferredLanguage(navigator.languages);
  if (preferred === DEFAULT_LANGUAGE) return preferred;
  window.location.replace(pageAddress(page, preferred) + window.location.search + window.location.hash);
  return undefined;
}
