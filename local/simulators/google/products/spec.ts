/** local/simulators/google/products/spec.ts — what a product's files hold, as data, and the files drawn from it. */
import { contains, type Interval } from '../../../../functions/core/period.ts';
import { type Random, randomOf } from '../../random.ts';
import type { ArchiveEntry } from '../../zip.ts';
import { activityTime } from '../activity/activity-json.ts';
import type { Locale } from '../locales/locale.ts';

/** The newest record's time: fixed, so that the archives are too. */
export const NEWEST = Date.parse('2026-11-20T21:14:37.512Z');

/** Whose data it is. */
export type Person = {
  readonly seed: string;
  readonly locale: Locale;
  /** How far back the oldest record lies, milliseconds. */
  readonly span: number;
  /** How much of an ordinary person's records there is, 0 to 1. */
  readonly share: number;
};

/** How exactly a file tells times, milliseconds; what is finer than one is not kept. */
export const PRECISION = { micro: 1, milli: 1, second: 1000, day: 86_400_000 } as const;

/** What a record is made of. */
export type Make = {
  /** From 0, in the file's order. */
  readonly n: number;
  /** Milliseconds since the epoch, UTC, cut to the file's precision. */
  readonly time: number;
  readonly random: Random;
  /** A name or value in the account's language. @throws Error where the dictionaries have none */
  readonly say: (english: string) => string;
  readonly locale: Locale;
};

/** A list of records in a file. */
export type Part = {
  /** In an ordinary person's file. Up to ten are everybody's. */
  readonly rows: number;
  /** Absent: its records are timeless. */
  readonly precision?: keyof typeof PRECISION;
  /** The list's name, where a file has several. */
  readonly section?: string;
  readonly record: (make: Make) => unknown;
};

export type Spec = {
  /** `service.name` of the index: the same in every language. */
  readonly service: string;
  /** Folders and file in English, below the archive's root. */
  readonly path: readonly string[];
  /** The name that the person gave it, which stands for `*` in the file's name. */
  readonly title?: string;
  /** The file's name is English in every language. */
  readonly plain?: boolean;
  readonly parts: readonly Part[];
  /** The file's content from each part's records. */
  readonly write: (records: readonly (readonly unknown[])[], say: Make['say']) => ArchiveEntry['content'];
};

/** A record as a reader should find it: its time in whole milliseconds, null where it is timeless. */
export type TrueRecord = { readonly time: number | null; readonly section?: string };

export type ProductFile = {
  readonly service: string;
  /** Below the archive's root, in the account's language. */
  readonly path: readonly string[];
  readonly content: ArchiveEntry['content'];
  /** What it holds, in its order; nothing in a medium. */
  readonly records: () => readonly TrueRecord[];
};

/** Longest file name without its ending: the exporter cuts what is longer. */
const NAME_CHARACTERS = 47;

/** A file's name as the exporter makes it: what file systems dislike becomes an underscore. */
export function fileName(name: string): string {
  const dot = name.lastIndexOf('.');
  return (
    name
      .slice(0, dot)
      .replace(/[<>:"/\\|?*']/g, '_')
      .slice(0, NAME_CHARACTERS) + name.slice(dot)
  );
}

/** The files of a group. A file whose records all lie outside the interval is left out. */
export function filesOf(person: Person, group: string, specs: readonly Spec[], interval: Interval): ProductFile[] {
  const { locale } = person;
  return specs.flatMap((spec) => {
    const { service, path, title = '', parts, write } = spec;
    const seed = `${group}/${path.join('/')}/${title}`;
    const drawn = parts.map((part) => draw(person, seed, part, interval));
    const records = drawn.flat().map(({ truth }) => truth);
    if (parts.length && !records.length) return [];
    const content = write(
      drawn.map((list) => list.map(({ record }) => record)),
      locale.header,
    );
    return [{ service, path: localPath(spec, locale), content, records: () => records }];
  });
}

function localPath({ path, title = '', plain }: Spec, locale: Locale): readonly string[] {
  const name = path.at(-1) as string;
  const dot = name.lastIndexOf('.');
  const base = plain ? name.slice(0, dot) : locale.place(name.slice(0, dot));
  const file = fileName(base.replace('*', () => title) + name.slice(dot));
  return [...path.slice(0, -1).map(locale.place), locale.decomposed ? file.normalize('NFD') : file];
}

/** Every record is drawn, so that a filtered archive holds the very same ones. */
function draw(person: Person, seed: string, { rows, precision, section, record }: Part, interval: Interval) {
  const { locale, span, share } = person;
  const random = randomOf(`${person.seed}/${seed}/${section ?? ''}`);
  const count = rows > 10 ? Math.ceil(rows * share) : rows;
  const step = span / count;
  const unit = precision ? PRECISION[precision] : 1;
  return Array.from({ length: count }, (_, n) => {
    // Nearly newest first: some stand behind the next one.
    const late = n % 12 === 11 ? step * 1.5 : 0;
    const exact = Math.floor(NEWEST - n * step - random.next() * step * 0.9 + late);
    // A few fall on a whole second, where writers leave the fraction out.
    const rounded = random.chance(0.05) ? exact - (exact % 1000) : exact;
    const time = rounded - (rounded % unit);
    const made = record({ n, time, random, say: locale.header, locale });
    return { record: made, truth: { time: precision ? time : null, ...(section && { section }) } };
  }).filter(({ truth: { time } }) => time === null || contains(interval, time));
}

/** `2024-11-20T10:00:00.123Z`, without the fraction when it is nought. */
export const isoTime = ({ time }: Make): string => activityTime(time);

/** Six digits behind the second, of which three are chance. */
const sixDigits = ({ time, random }: Make): string =>
  `${new Date(time).toISOString().slice(0, -1)}${String(random.below(1000)).padStart(3, '0')}`;

/** As Play writes times: `2024-08-27T22:55:15.184610Z`. */
export const microTime = (make: Make): string => `${sixDigits(make)}Z`;

/** As YouTube's tables write times: `2023-09-19T17:42:53.434647+00:00`. */
export const tableTime = (make: Make): string =>
  make.time % 1000 ? `${sixDigits(make)}+00:00` : new Date(make.time).toISOString().replace('.000Z', '+00:00');

/** Microseconds since the epoch. */
export const microseconds = ({ time, random }: Make): number => time * 1000 + random.below(1000);
