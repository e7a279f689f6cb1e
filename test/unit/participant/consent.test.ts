import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ConsentFacts, consentText as textIn } from '../../../functions/core/consent.ts';
import { hashToken } from '../../../functions/core/token.ts';
import { consent } from '../../../web/content/en/consent.ts';

const consentText = (facts: ConsentFacts, wording = consent) => textIn(facts, wording);

const FACTS: ConsentFacts = {
  study: {
    title: 'Screens and sleep',
    purpose: 'We study how evening use of platforms relates to sleep.',
    institution: 'University of Oulu',
    contact: 'sleep@example.org',
  },
  provider: 'Google',
  dataTypes: [
    { label: 'YouTube history', description: 'Videos you watched and searches you made on YouTube.' },
    { label: 'Discover', description: 'What you follow and like in Discover.' },
  ],
  period: { start: '2023-01-01', end: '2023-12-31' },
};

const GOLDEN = `University of Oulu asks you to give data to the study “Screens and sleep”.

Why: We study how evening use of platforms relates to sleep.

What: if you agree, Google will make a copy of this data of yours, from 1 January 2023 to 31 December 2023, both days included:

• YouTube history: Videos you watched and searches you made on YouTube.
• Discover: What you follow and like in Discover.

Everything outside this period is removed before anything is kept, and you will see how much that was. Only lists that carry no dates, such as what you follow, are kept whole.

What is never kept: your password, pictures, films and sound, and any data that is not in the list above. We cannot see your Google account; we only receive the copy, once, and then give the access back.

Your data is kept encrypted. The researchers of the study can read and download it. It is kept until you withdraw or the researchers delete it.

You are free to take part. You can see everything that is kept, and withdraw at any moment, with the same link and without giving a reason: your data is then deleted. Researchers may have downloaded a copy before; ask them to delete it too.

Questions: sleep@example.org`;

describe('the consent text', () => {
  it('says who asks, why, for what, how long it is kept and how to leave', () => {
    expect(consentText(FACTS).text).toBe(GOLDEN);
  });

  it('is known by the SHA-256 of exactly what is shown', () => {
    const { id, version, language, text, textHash } = consentText(FACTS);
    expect(textHash).toBe(hashToken(text));
    expect(id).toBe(`con_${hashToken(`${version}\n${textHash}`)}`);
    expect(language).toBe('en');
  });

  it('is the same for the same facts', () => {
    expect(consentText(structuredClone(FACTS))).toEqual(consentText(FACTS));
  });

  const OTHERS: readonly (readonly [what: string, facts: ConsentFacts])[] = [
    ['another start', { ...FACTS, period: { start: '2023-01-02', end: '2023-12-31' } }],
    ['no end', { ...FACTS, period: { start: '2023-01-01' } }],
    ['no start', { ...FACTS, period: { end: '2023-12-31' } }],
    ['no period', { ...FACTS, period: {} }],
    ['one data type fewer', { ...FACTS, dataTypes: FACTS.dataTypes.slice(1) }],
    ['another description', { ...FACTS, dataTypes: [{ label: 'YouTube history', description: 'Videos.' }] }],
    ['another provider', { ...FACTS, provider: 'TikTok' }],
    ['an end', { ...FACTS, retentionDays: 90 }],
    ['a review', { ...FACTS, reviewDays: 7 }],
    ['another title', { ...FACTS, study: { ...FACTS.study, title: 'Screens' } }],
    ['another purpose', { ...FACTS, study: { ...FACTS.study, purpose: 'Another.' } }],
    ['another institution', { ...FACTS, study: { ...FACTS.study, institution: 'University of Turku' } }],
    ['no contact', { ...FACTS, study: { title: 'a', purpose: 'b', institution: 'c' } }],
  ];

  it('says when the data are deleted by themselves', () => {
    expect(consentText({ ...FACTS, retentionDays: 90 }).text).toContain(
      'It is deleted 90 days after your donation has arrived, or before, when you withdraw or the researchers delete it. What you allow later does not put that off.',
    );
    expect(consentText({ ...FACTS, retentionDays: 1 }).text).toContain('It is deleted one day after');
  });

  it('says that the participant sees the rows first, where the study has it so', () => {
    const { text } = consentText({ ...FACTS, reviewDays: 7 });
    expect(text).toContain('For 7 days you can look through it and remove what you do not want to give.');
    expect(consentText({ ...FACTS, reviewDays: 1 }).text).toContain('For one day you can');
    expect(consentText(FACTS).text).not.toContain('look through');
  });

  it.each(OTHERS)('has another id for %s', (_, facts) => {
    expect(consentText(facts).id).not.toBe(consentText(FACTS).id);
  });

  it('does not promise to remove anything where the study has no period', () => {
    const { text } = consentText({ ...FACTS, period: {} });
    expect(text).toContain('of all times');
    expect(text).not.toContain('removed');
  });

  it('leaves out what the study does not say, without gaps', () => {
    const { text } = consentText({ ...FACTS, study: {} });
    expect(text).toMatch(/^A study asks you to give data to a study\.\n\nWhat: /);
    expect(text).not.toContain('undefined');
  });

  it('names every data type of any request, each on a line of its own', () => {
    const word = fc.stringMatching(/^[A-Za-z][a-z ]{0,20}[a-z]$/);
    const types = fc.array(fc.record({ label: word, description: word }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(types, (dataTypes) => {
        const lines = consentText({ ...FACTS, dataTypes }).text.split('\n');
        const listed = lines.filter((line) => line.startsWith('• '));
        expect(listed).toEqual(dataTypes.map(({ label, description }) => `• ${label}: ${description}`));
      }),
    );
  });
});
