import { describe, expect, it } from 'vitest';
import { PROVIDERS } from '../../../functions/providers/index.ts';
import { messages as de } from '../../../web/content/de/messages/index.ts';
import { messages as fi } from '../../../web/content/fi/messages/index.ts';

const LABELS = new Set(
  Object.values(PROVIDERS)
    .flatMap(({ dataTypes }) => Object.values(dataTypes))
    .flatMap(({ ranked }) => ranked?.label ?? []),
);

describe.each(Object.entries({ fi, de }))('what pictures rank, in %s', (_, { pictures: { rankedBy } }) => {
  it('has words for every label of the service, and for no other one', () => {
    expect(Object.keys(rankedBy).sort()).toEqual([...LABELS].sort());
  });

  it('is translated, each in words of its own', () => {
    const words = Object.values(rankedBy);
    expect(words.filter((word) => word.trim() !== word || word === '')).toEqual([]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    // A word may be the same in both languages, but not all of a sentence.
    expect(words.filter((word) => word.includes(' ') && LABELS.has(word))).toEqual([]);
  });
});
