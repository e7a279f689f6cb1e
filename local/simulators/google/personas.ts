/** local/simulators/google/personas.ts — what the built-in accounts' exports hold, group by group and part by part. */
import { DAY_MS } from '../../../functions/core/clock.ts';
import { contains, type Interval } from '../../../functions/core/period.ts';
import type { Account } from '../accounts.ts';
import type { ArchiveEntry } from '../zip.ts';
import { type ActivityPerson, activityFiles, postImage } from './activity/files.ts';
import { indexOf, ROOT } from './archive-index.ts';
import { ENGLISH } from './locales/english.ts';
import { FINNISH } from './locales/finnish.ts';
import { GERMAN } from './locales/german.ts';
import { PRODUCTS } from './products/index.ts';
import { filesOf, type ProductFile, type TrueRecord } from './products/spec.ts';

const YEARS = (years: number): number => years * 365 * DAY_MS;
const ALWAYS: Interval = { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY };

/** Whose archives are made on the fly, and how large the large one is. */
export type Described = Pick<Account, 'persona' | 'rows'>;

function personOf({ persona = 'ordinary', rows = 1_000_000 }: Described): ActivityPerson {
  const ordinary = { seed: persona, locale: ENGLISH, span: YEARS(8.5), share: 1, without: [], rows: {} };
  switch (persona) {
    case 'finnish':
      return { ...ordinary, locale: FINNISH, share: 0.3 };
    case 'german':
      return { ...ordinary, locale: GERMAN, share: 0.3 };
    case 'partial': {
      const without = ['lens', 'games', 'image', 'chrome.reading_list', 'maps.reviews', 'youtube.comments'];
      return { ...ordinary, span: YEARS(0.4), share: 0.05, without };
    }
    case 'huge':
      return { ...ordinary, span: YEARS(15), rows: { youtube: rows } };
    default:
      return ordinary;
  }
}

/** The files of a group, but for the index. */
function groupFiles(described: Described, group: string, interval: Interval): readonly ProductFile[] {
  const person = personOf(described);
  const specs = person.without.includes(group) ? [] : (PRODUCTS[group] ?? []);
  return isEmpty(described)
    ? []
    : [...activityFiles(person, group, interval), ...filesOf(person, group, specs, interval)];
}

const isEmpty = ({ persona }: Described): boolean => persona === undefined || persona === 'empty';

/** The parts of an export. The YouTube group comes in two: the index and an attachment, then the activity. */
export function partsOf(described: Described, groups: readonly string[], interval: Interval): ArchiveEntry[][] {
  const person = personOf(described);
  const files = groups.flatMap((group) => groupFiles(described, group, interval));
  const part = (indexed: readonly ProductFile[], held: readonly ProductFile[]): ArchiveEntry[] => [
    indexOf(indexed),
    ...held.map(({ path, content }) => ({ name: nameOf(path), content })),
  ];
  if (!groups.includes('myactivity.youtube') || !files.length) return [part(files, files)];
  const image = postImage(person);
  return [part([...files, image], [image]), part(files, files)];
}

const nameOf = (path: readonly string[]): string => [ROOT, ...path].join('/');

/** A file of an export, and the records that a reader should find in it, in their order. */
export type ExpectedFile = { readonly name: string; readonly records: readonly TrueRecord[] };

/**
 * The truth about an export, to compare with what a donation kept of it.
 * @param interval leaves out what is dated and lies outside; what is timeless stays
 */
export const expectedRows = (
  described: Described,
  group: string,
  interval: Interval = ALWAYS,
): readonly ExpectedFile[] =>
  groupFiles(described, group, ALWAYS).flatMap(({ path, records }) => {
    const inside = records().filter(({ time }) => time === null || contains(interval, time));
    return inside.length ? [{ name: nameOf(path), records: inside }] : [];
  });
