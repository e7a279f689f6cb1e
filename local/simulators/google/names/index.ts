/** local/simulators/google/names/index.ts — a name in the language of an account. */
import { FILES, type Names } from './files.ts';
import { HEADERS } from './headers.ts';

export const LANGUAGES = ['en', 'fi', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** @throws Error for a name that the dictionary lacks, in every language: so none is forgotten */
const inLanguage =
  (names: Names, language: Language) =>
  (english: string): string => {
    const found = names[english];
    if (!found) throw new Error(`There is no translation of ${english}`);
    return [english, ...found][LANGUAGES.indexOf(language)] as string;
  };

export const placeIn = (language: Language) => inLanguage(FILES, language);
export const headerIn = (language: Language) => inLanguage(HEADERS, language);
