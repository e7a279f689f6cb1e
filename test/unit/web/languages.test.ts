import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { CATALOGUES, LANGUAGES } from '../../../web/i18n/languages.ts';

type Part = (...samples: unknown[]) => unknown;
type Entry = readonly [name: string, value: string | Part];

/** English says this by what it is called: `ranked-words.test.ts` knows what the others have to say. */
const NAMED_IN_ENGLISH = 'pictures.rankedBy';

/** Every text and every function that makes one, by its dotted name. */
function entriesOf(value: unknown, name: string): readonly Entry[] {
  if (name === NAMED_IN_ENGLISH) return [];
  if (typeof value === 'string') return [[name, value]];
  if (typeof value === 'function') return [[name, value as Part]];
  return Object.entries(value as object).flatMap(([key, part]) => entriesOf(part, name ? `${name}.${key}` : key));
}

const { messages: english } = await CATALOGUES.en();
const englishEntries = entriesOf(english, '');
const inEnglish = new Map(englishEntries);

/** What a function is tried with, by its parameters' names; other parameters are texts. */
const NUMBERS: Readonly<Record<string, readonly number[]>> = {
  count: [0, 1, 2, 1234],
  days: [1, 30],
  value: [1234],
  done: [0, 2],
  which: [2],
  of: [3],
};
const SAMPLES_OF_ONE: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'data.range': [[1001, 1100, 2345]],
};

const parametersOf = (part: Part): readonly string[] =>
  (/^\(?([^)=]*)\)?\s*=>/.exec(String(part))?.[1] ?? '').split(',').map((parameter) => parameter.trim());

/** Every parameter with each of its values, the others with their first or last one. @param name of the function */
function samplesFor(name: string): readonly (readonly unknown[])[] {
  const values = parametersOf(inEnglish.get(name) as Part).map(
    (parameter) => NUMBERS[parameter] ?? [`Tekst${parameter}`],
  );
  const most = Math.max(...values.map(({ length }) => length));
  const rows = Array.from({ length: most }, (_, at) => values.map((some) => some[Math.min(at, some.length - 1)]));
  return SAMPLES_OF_ONE[name] ?? rows;
}

const textOf = (made: unknown): string => (Array.isArray(made) ? made.join(' ') : String(made));

/** A text, or what a function makes of each of its samples. */
const textsOf = (name: string, value: Entry[1]): readonly string[] =>
  typeof value === 'string' ? [value] : samplesFor(name).map((samples) => textOf(value(...samples)));

/** Names and signs that are the same everywhere. */
const SAME_EVERYWHERE = /^(files\.of|review\.removals\.both|data\.forms\.(csv|parquet))$/;

/** The marks with which a language quotes, and those it never uses. */
const FOREIGN_QUOTES = { en: /["']|„/, fi: /["'„“]/, de: /["'”]/ } as const;

const others = LANGUAGES.filter((language) => language !== 'en');

describe.each(others)('the catalogue in "%s"', async (language) => {
  const { messages } = await CATALOGUES[language]();
  const entries = entriesOf(messages, '');
  const made = entries.map(([name, value]) => [name, textsOf(name, value)] as const);
  const texts = made.flatMap(([name, some]) => some.map((text) => [name, text] as const));

  it('says all that the English one says, and nothing else', () => {
    expect(entries.map(([name]) => name).sort()).toEqual(englishEntries.map(([name]) => name).sort());
  });

  it('names itself', () => {
    expect(messages.language).toBe(language);
    expect(new Intl.DisplayNames(language, { type: 'language' }).of(language)?.toLowerCase()).toBe(
      messages.languageName.toLowerCase(),
    );
    expect(messages.locale.split('-')[0]).toBe(language);
  });

  it('leaves no text empty, and writes no number that is none', () => {
    expect(texts.filter(([, text]) => !text.trim() || /NaN|undefined/.test(text))).toEqual([]);
  });

  it('puts into each text what it is given', () => {
    const lost = entries.flatMap(([name, value]) => {
      if (typeof value === 'string') return [];
      return samplesFor(name).flatMap((samples) => {
        const text = textOf(value(...samples));
        // One and none may be said in words.
        const given = samples.filter((sample) => typeof sample === 'string' || Number(sample) > 1);
        const shown = given.map((sample) => (typeof sample === 'number' ? messages.number(sample) : String(sample)));
        return shown.filter((sample) => !text.includes(sample)).map((sample) => `${name}: ${sample} in “${text}”`);
      });
    });
    expect(lost).toEqual([]);
  });

  it('is translated', () => {
    const same = made.filter(([name, [first]]) => {
      const [there] = textsOf(name, inEnglish.get(name) ?? '');
      return first === there && !SAME_EVERYWHERE.test(name);
    });
    expect(same).toEqual([]);
  });

  it('quotes as the language does', () => {
    expect(texts.filter(([, text]) => FOREIGN_QUOTES[language].test(text))).toEqual([]);
  });
});

const content = path.join(import.meta.dirname, '../../../web/content');
const readPage = (language: string, page: string): string =>
  readFileSync(path.join(content, language, `${page}.md`), 'utf8');

describe.each(['home', 'terms', 'privacy', 'not-found'])('the text of the page "%s"', (page) => {
  const headings = (text: string): readonly string[] => [...text.matchAll(/^(#+) /gm)].map(([, marks = '']) => marks);
  const items = (text: string): number => text.match(/^(- |\s*<li>)/gm)?.length ?? 0;
  const placeholders = (text: string): readonly string[] => [...text.matchAll(/\{\{[\w.]+\}\}/g)].map(String).sort();

  it.each(others)('has in "%s" the parts, the links and the facts of the English one', (language) => {
    const [text, model] = [readPage(language, page), readPage('en', page)];
    expect(headings(text)).toEqual(headings(model));
    expect(items(text)).toBe(items(model));
    expect(placeholders(text)).toEqual(placeholders(model));
  });

  it.each(LANGUAGES)('quotes in "%s" as the language does', (language) => {
    expect(readPage(language, page).replaceAll(/<[^>]*>/g, '')).not.toMatch(FOREIGN_QUOTES[language]);
  });
});
