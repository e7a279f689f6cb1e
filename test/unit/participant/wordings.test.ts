import { describe, expect, it } from 'vitest';
import { type ConsentFacts, consentText } from '../../../functions/core/consent.ts';
import { ON_ACCESS_REMOVED } from '../../../functions/core/donation.ts';
import { LANGUAGES } from '../../../functions/core/languages.ts';
import { PROVIDERS } from '../../../functions/providers/index.ts';
import { consentWording, describedIn, providerFactsIn } from '../../../functions/wordings.ts';

const FACTS: ConsentFacts = {
  study: { title: 'TITLE', purpose: 'PURPOSE', institution: 'INSTITUTION', contact: 'CONTACT' },
  provider: 'PROVIDER',
  dataTypes: [{ label: 'LABEL', description: 'DESCRIPTION' }],
  period: { start: '2023-01-02', end: '2024-11-30' },
  ...{ retentionDays: 91, reviewDays: 13, providerFacts: ['FACT'] },
};
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

describe.each(LANGUAGES)('the consent in %s', (language) => {
  const text = (facts: Partial<ConsentFacts> = {}): string =>
    consentText({ ...FACTS, ...facts }, consentWording(language)).text;

  it('says every fact', () => {
    const facts = ['TITLE', 'PURPOSE', 'INSTITUTION', 'CONTACT', 'PROVIDER', '• LABEL: DESCRIPTION', 'FACT'];
    for (const fact of [...facts, '2023', '2024', '30', '91', '13']) expect(text()).toContain(fact);
    expect(text().split('\n\n')).toHaveLength(11);
  });

  it('says each length of time and each period in its own words, without gaps', () => {
    const variants = [
      ...[{}, { reviewDays: 1 }, { retentionDays: 1 }, { retentionDays: undefined }],
      ...[{ period: {} }, { period: { start: '2023-01-02' } }, { period: { end: '2023-01-02' } }],
      ...[{ study: {} }, { study: { institution: 'INSTITUTION' } }, { study: { title: 'TITLE' } }],
    ].map(text);
    expect(new Set(variants).size).toBe(variants.length);
    for (const variant of variants) expect(variant).not.toMatch(/undefined|null| {2}|"|'/);
  });

  it('has an id that no other language’s has, and says which it is', () => {
    const ids = LANGUAGES.map((other) => consentText(FACTS, consentWording(other)).id);
    expect(new Set(ids).size).toBe(LANGUAGES.length);
    expect(consentText(FACTS, consentWording(language)).language).toBe(language);
  });
});

describe.each(OTHERS)('what is asked for, in %s', (language) => {
  it.each(Object.values(PROVIDERS))('is told in that language for $title', (provider) => {
    for (const name of Object.keys(provider.dataTypes)) {
      expect(describedIn(language, provider, name).description).not.toBe(describedIn('en', provider, name).description);
    }
    for (const choice of ON_ACCESS_REMOVED) {
      const [own, english] = [providerFactsIn(language, provider, choice), providerFactsIn('en', provider, choice)];
      expect(own).toHaveLength(english.length);
      expect(own.filter((fact) => english.includes(fact))).toEqual([]);
    }
  });

  it('falls back to English for a data type without words', () => {
    const provider = { dataTypes: { new_type: { label: 'New', description: 'Something new.' } } } as never;
    expect(describedIn(language, provider, 'new_type')).toEqual({ label: 'New', description: 'Something new.' });
  });
});
