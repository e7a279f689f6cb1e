/** web/content/wording.ts — what a language says besides the site's own words: the consent, and what is asked for. */
import type { ConsentWording } from '../../functions/core/consent.ts';
import type { OnAccessRemoved, SourceType } from '../../functions/core/donation.ts';

/** Label and description of each data type, by its name. */
export type DataTypeWords = Readonly<Record<string, readonly [label: string, description: string]>>;

/** What a provider wants people to be told, where it wants anything. Paragraphs. */
export type ProviderFacts = Readonly<
  Partial<Record<SourceType, (onAccessRemoved: OnAccessRemoved) => readonly string[]>>
>;

/** In English the providers' own words serve for what they describe. */
export type Wording = {
  readonly consent: ConsentWording;
  readonly dataTypes: DataTypeWords;
  readonly providerFacts: ProviderFacts;
};
