/** functions/providers/google/date-text.ts — days that an export writes out for people, in the account's language. */
import { parseTime, utcDay } from './time.ts';

/** No day is written out in more characters. */
const MAX_LENGTH = 200;

/** Languages of the regions where Data Portability is offered. */
const LOCALES =
  'en bg ca cs da de el es et eu fi fr ga gl hr hu is it lb lt lv mk mt nb nl nn pl pt rm ro sk sl sq sr sv tr uk'.split(
    ' ',
  );

const normal = (word: string): string => word.normalize('NFC').toLowerCase().replace(/\.$/, '');

/** Month names of all languages, and which months (1 to 12) each means in one of them. */
function monthNames(): ReadonlyMap<string, ReadonlySet<number>> {
  const names = new Map<string, Set<number>>();
  for (const locale of LOCALES) {
    for (const style of ['short', 'long'] as const) {
      // With the day beside it a language uses the case it uses in dates; alone, the other one.
      for (const form of [{ day: 'numeric', month: style } as const, { month: style } as const]) {
        const format = new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' });
        for (let month = 1; month <= 12; month += 1) {
          const part = format.formatToParts(Date.UTC(2024, month - 1, 15)).find(({ type }) => type === 'month');
          for (const word of wordsOf(part?.value ?? '')) names.set(word, (names.get(word) ?? new Set()).add(month));
        }
      }
    }
  }
  return names;
}

let names: ReadonlyMap<string, ReadonlySet<number>> | undefined;

/** The month a word names or shortens (three letters at least); undefined when languages disagree. */
function monthOf(word: string): number | undefined {
  names ??= monthNames();
  const longer = [...names].filter(([name]) => word.length >= 3 && name.startsWith(word));
  const meant = names.get(word) ?? new Set(longer.flatMap(([, months]) => [...months]));
  return meant.size === 1 ? [...meant][0] : undefined;
}

const wordsOf = (text: string): string[] => (text.match(/[\p{L}\p{M}]+\.?/gu) ?? []).map(normal);

/**
 * Reads a day written as text: `Jan 15, 2024`, `15. Jan. 2024`, `15.1.2024`, `15. tammikuuta 2024`, `2024-01-15`.
 * A day of two numbers with slashes is read only where one of them cannot be a month.
 * @returns midnight UTC of that day in milliseconds since the epoch; null where it cannot be read for certain
 */
export function parseDateText(text: unknown): number | null {
  if (typeof text !== 'string' || text.length > MAX_LENGTH) return null;
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const exact = parseTime(plain);
  if (exact !== null) return Math.floor(exact / 86_400_000) * 86_400_000;
  const numbers = plain.match(/\d+/g)?.map(Number) ?? [];
  // Some languages close a date with a word for year.
  if (numbers.length === 3 && /^[\d\s./-]+(\p{L}+\.?)?$/u.test(plain)) return fromNumbers(plain, numbers);
  return numbers.length === 2 ? fromWords(plain, numbers) : null;
}

function fromWords(text: string, numbers: readonly number[]): number | null {
  const found = [...new Set(wordsOf(text).map(monthOf))].filter((month) => month !== undefined);
  const year = numbers.find((number) => number > 999);
  const day = numbers.find((number) => number <= 31);
  const [month] = found;
  if (found.length !== 1 || month === undefined || year === undefined || day === undefined) return null;
  return utcDay(year, month, day);
}

function fromNumbers(text: string, [first = 0, second = 0, third = 0]: readonly number[]): number | null {
  if (first > 999) return utcDay(first, second, third);
  // Points and hyphens: nobody in these languages writes the month first.
  if (text.includes('.') || text.includes('-') || first > 12) return utcDay(third, second, first);
  return second > 12 ? utcDay(third, first, second) : null;
}
