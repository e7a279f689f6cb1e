/** web/build/site.ts — the institution's facts that the texts of the site are filled with. */
import { readFileSync } from 'node:fs';
import { LANGUAGES, type Language } from '../i18n/languages.ts';
import { type Accents, accentFaults } from './accent.ts';

/** What `content/site.json` has to say, and what each field is for. */
const FIELDS = {
  institution: 'the institution that runs this service',
  address: 'its postal address',
  contact_email: 'where participants can write',
  data_protection_email: 'where its data protection officer can be reached',
  age_of_consent: 'the age from which people may take part',
  legal_basis: 'the legal basis for processing, as part of a sentence',
  storage_location: 'where the data is stored, as part of a sentence',
  supervisory_authority: 'the data protection authority, as part of a sentence',
  accent_light: 'the colour of links and buttons on light paper, as #rrggbb',
  accent_dark: 'the same on dark paper',
  updated: 'the day the terms and the privacy notice were last changed',
} as const;

type Field = keyof typeof FIELDS;

/** Words of a sentence: no text of one language fits into the others. */
const SENTENCE_FIELDS: readonly string[] = ['legal_basis', 'storage_location', 'supervisory_authority', 'updated'];

/** The facts in one language. */
export type Site = Readonly<Record<Field, string>>;

/** Domains kept for examples: nobody reads mail sent there. */
const EXAMPLE_DOMAIN = /@(?:[\w-]+\.)*example(?:\.(?:org|com|net))?$/;

const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isByLanguage = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** A field in one language: its text for that language, or the one for all. */
const textIn = (value: unknown, language: Language): unknown => (isByLanguage(value) ? value[language] : value);

/** What is wrong with one field: it is missing, in all languages or in some, or in one that there is not. */
function fieldFaults(field: Field, value: unknown): readonly string[] {
  const meaning = FIELDS[field];
  if (isByLanguage(value)) {
    const others = Object.keys(value).filter((key) => !(LANGUAGES as readonly string[]).includes(key));
    return [
      ...LANGUAGES.filter((language) => !isText(value[language])).map(
        (language) => `"${field}" is missing in "${language}": ${meaning}`,
      ),
      ...others.map((key) => `"${field}" is given in "${key}", which is not a language of this site`),
    ];
  }
  if (!isText(value)) return [`"${field}" is missing: ${meaning}`];
  if (!SENTENCE_FIELDS.includes(field)) return [];
  return LANGUAGES.map(
    (language) => `"${field}" is missing in "${language}": it is part of a sentence, so write {"${language}": …}`,
  );
}

/**
 * Reads the institution's facts. A field is a text for all languages, or an object with one for each.
 * @param file path of `site.json`
 * @throws Error that names every missing, empty or unknown field with its language, and a colour that could not be read
 */
export function readSite(file: string): Readonly<Record<Language, Site>> {
  const given = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const fields = Object.keys(FIELDS) as Field[];
  const wrong = fields.flatMap((field) => fieldFaults(field, given[field]));
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(FIELDS, name));
  const faults = [
    ...wrong,
    ...unknown.map((name) => `"${name}" is not a field of this file`),
    ...(wrong.length ? [] : accentFaults(given as Accents)),
  ];
  if (faults.length) throw new Error(`${file}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  const siteIn = (language: Language): Site =>
    Object.fromEntries(fields.map((field) => [field, textIn(given[field], language)])) as Site;
  return Object.fromEntries(LANGUAGES.map((language) => [language, siteIn(language)])) as Record<Language, Site>;
}

/** Whether the facts are still those of the example institution. */
export const isExample = (site: Site): boolean => EXAMPLE_DOMAIN.test(site.contact_email);
