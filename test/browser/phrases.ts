/** test/browser/phrases.ts — what a language's catalogue says, cut into the phrases that stand on a page as they are. */
import type { Language } from '../../functions/core/languages.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { consentWording, describedIn } from '../../functions/wordings.ts';
import type { Messages } from '../../web/content/en/messages/index.ts';

/** Stands for whatever a sentence is filled with. */
const FILLING = '§';
/** Shorter ones may be a word of several languages. */
const SHORTEST = 10;

/** A function of words or of numbers: only one of them does not throw, or both say the same. */
function called(fill: (...filling: unknown[]) => unknown): readonly unknown[] {
  return [FILLING, 7, 1].flatMap((filling) => {
    try {
      return [fill(filling, filling, filling)];
    } catch {
      return [];
    }
  });
}

function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return called(value as () => unknown).flatMap(textsOf);
  return value && typeof value === 'object' ? Object.values(value).flatMap(textsOf) : [];
}

const normal = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Every phrase of a language: of the pages, of the consent, and of what is asked for. */
function phrasesOf(language: Language, messages: Messages): ReadonlySet<string> {
  const types = Object.values(PROVIDERS).flatMap((provider) =>
    Object.keys(provider.dataTypes).map((name) => describedIn(language, provider, name)),
  );
  const { language: _, languageName, locale, ...words } = messages;
  const texts = [words, consentWording(language), types].flatMap(textsOf);
  const phrases = texts.flatMap((text) => text.split(/[§\d\n]|NaN/)).map(normal);
  return new Set(phrases.filter((phrase) => phrase.length >= SHORTEST && phrase.includes(' ')));
}

type Spoken = readonly [language: Language, messages: Messages];

/** Tells which phrases of one language stand in a text of another. */
export function foreignPhrases(foreign: Spoken, own: Spoken): (text: string) => readonly string[] {
  const ours = [...phrasesOf(...own)].join('\n');
  const theirs = [...phrasesOf(...foreign)].filter((phrase) => !ours.includes(phrase));
  return (text) => {
    const shown = normal(text);
    return theirs.filter((phrase) => shown.includes(phrase));
  };
}
