/** web/build/site.ts — the institution's facts that the texts of the site are filled with. */
import { readFileSync } from 'node:fs';
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

export type Site = Readonly<Record<keyof typeof FIELDS, string>>;

/** Domains kept for examples: nobody reads mail sent there. */
const EXAMPLE_DOMAIN = /@(?:[\w-]+\.)*example(?:\.(?:org|com|net))?$/;

/**
 * Reads the institution's facts.
 * @param file path of `site.json`
 * @throws Error that names every missing, empty or unknown field, and a colour that could not be read
 */
export function readSite(file: string): Site {
  const given = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const missing = Object.entries(FIELDS).filter(([name]) => typeof given[name] !== 'string' || !given[name].trim());
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(FIELDS, name));
  const faults = [
    ...missing.map(([name, meaning]) => `"${name}" is missing: ${meaning}`),
    ...unknown.map((name) => `"${name}" is not a field of this file`),
    ...(missing.length ? [] : accentFaults(given as Accents)),
  ];
  if (faults.length) throw new Error(`${file}:\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
  return given as Site;
}

/** Whether the facts are still those of the example institution. */
export const isExample = (site: Site): boolean => EXAMPLE_DOMAIN.test(site.contact_email);
