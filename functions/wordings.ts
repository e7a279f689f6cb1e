/** functions/wordings.ts — the words of the consent and of what is asked for, by language, from the site's folders. */
import { consent as german, providerFacts as germanFacts } from '../web/content/de/consent.ts';
import { dataTypes as germanTypes } from '../web/content/de/data-types/index.ts';
import { consent as english } from '../web/content/en/consent.ts';
import { consent as finnish, providerFacts as finnishFacts } from '../web/content/fi/consent.ts';
import { dataTypes as finnishTypes } from '../web/content/fi/data-types/index.ts';
import type { Wording } from '../web/content/wording.ts';
import type { OnAccessRemoved } from './core/donation.ts';
import type { Language } from './core/languages.ts';
import type { ProviderFacts } from './providers/provider.ts';

const WORDINGS: Readonly<Record<Language, Wording>> = {
  en: { consent: english, dataTypes: {}, providerFacts: {} },
  fi: { consent: finnish, dataTypes: finnishTypes, providerFacts: finnishFacts },
  de: { consent: german, dataTypes: germanTypes, providerFacts: germanFacts },
};

export const consentWording = (language: Language) => WORDINGS[language].consent;

/** A data type in plain words. One that a language has no words for is told in English. */
export function describedIn(language: Language, { dataTypes }: Pick<ProviderFacts, 'dataTypes'>, name: string) {
  const { label: english = name, description: inEnglish = '' } = dataTypes[name] ?? {};
  const [label, description] = WORDINGS[language].dataTypes[name] ?? [english, inEnglish];
  return { label, description };
}

/** What the provider wants people to be told. */
export const providerFactsIn = (
  language: Language,
  { sourceType, consentFacts }: Pick<ProviderFacts, 'sourceType' | 'consentFacts'>,
  onAccessRemoved: OnAccessRemoved,
): readonly string[] => (WORDINGS[language].providerFacts[sourceType] ?? consentFacts)(onAccessRemoved);
