/** local/simulators/google/personas.ts — what the built-in accounts' exports hold, group by group and part by part. */
import { DAY_MS } from '../../../functions/core/clock.ts';
import type { Interval } from '../../../functions/core/period.ts';
import type { Account } from '../accounts.ts';
import { type ActivityRecord, activityChunks } from './activity-json.ts';
import { ENGLISH, FINNISH, type Locale, type Product } from './locales.ts';
import { randomOf } from './random.ts';
import { NEWEST, recordsOf } from './records.ts';
import type { ArchiveEntry } from './zip.ts';

const ROOT = 'Portability';
const YEARS = (years: number): number => years * 365 * DAY_MS;

/** My Activity folders of each group, and how many records an ordinary person has there. */
const FOLDERS: Readonly<Record<string, Partial<Record<Product, number>>>> = {
  'myactivity.youtube': { youtube: 6000 },
  'myactivity.search': { search: 5000, image: 400, video: 300, lens: 150, discover: 600 },
  'myactivity.play': { store: 800, games: 250 },
};

type Person = {
  readonly locale: Locale;
  readonly span: number;
  readonly share: number;
  readonly without: readonly Product[];
};

function personOf({ persona }: Account): Person {
  const ordinary: Person = { locale: ENGLISH, span: YEARS(8.5), share: 1, without: [] };
  switch (persona) {
    case 'finnish':
      return { ...ordinary, locale: FINNISH, share: 0.3 };
    case 'partial':
      return { ...ordinary, span: YEARS(0.4), share: 0.05, without: ['lens', 'games', 'image'] };
    case 'huge':
      return { ...ordinary, span: YEARS(15) };
    default:
      return ordinary;
  }
}

/** Whether the generator holds anything, without drawing all of it. */
function* withFirst(records: Generator<ActivityRecord>, first: ActivityRecord): Generator<ActivityRecord> {
  yield first;
  yield* records;
}

function activityEntries(account: Account, group: string, interval: Interval): ArchiveEntry[] {
  const { locale, span, share, without } = personOf(account);
  const found: ArchiveEntry[] = [];
  for (const [name, rows] of Object.entries(FOLDERS[group] ?? {})) {
    const product = name as Product;
    if (without.includes(product)) continue;
    const own =
      account.persona === 'huge' && product === 'youtube' ? (account.rows ?? 1_000_000) : Math.ceil(rows * share);
    const history = { seed: account.persona ?? 'ordinary', product, locale, rows: own, span };
    const records = recordsOf(history, interval);
    const first = records.next();
    // A product without records has no file.
    if (first.done) continue;
    const folder = `${ROOT}/${locale.myActivity}/${locale.products[product]}`;
    found.push({ name: `${folder}/${locale.file}`, content: activityChunks(withFirst(records, first.value)) });
    if (product === 'lens') found.push({ name: `${folder}/lens-1.jpg`, content: randomBytesOf(account, 40_000) });
  }
  return found;
}

/** An attachment: bytes that no study asks for. */
function randomBytesOf(account: Account, length: number): Uint8Array {
  const random = randomOf(`${account.persona}/attachment`);
  return Uint8Array.from({ length }, () => random.below(256));
}

type Cell = readonly string[];
const quoted = (cell: string): string => (/[",\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Both delimiters occur; the reader has to see which. */
const table = (delimiter: ',' | '\t', rows: readonly Cell[]): string =>
  `${rows.map((cells) => cells.map(quoted).join(delimiter)).join('\n')}\n\n`;

function discoverEntries(account: Account, group: string): ArchiveEntry[] {
  const { locale } = personOf(account);
  const folder = `${ROOT}/${locale.products.discover}`;
  const random = randomOf(`${account.persona}/${group}`);
  const topics = ['Winter sports', 'Ceramics, handmade', 'Public transport', 'Jazz', 'Baking "slow" bread'];
  const make = ([file, ...header]: readonly [string, ...string[]], delimiter: ',' | '\t', rows: readonly Cell[]) => [
    { name: `${folder}/${file}`, content: table(delimiter, [header, ...rows]) },
  ];
  switch (group) {
    case 'discover.follows':
      return make(
        locale.follows,
        ',',
        topics.map((topic) => [topic]),
      );
    case 'discover.likes': {
      const rows = Array.from({ length: 24 }, (_, n) => {
        const day = new Date(NEWEST - n * 90 * DAY_MS - random.below(80) * DAY_MS);
        return [`https://news.example/story/${n}`, locale.day(day)];
      });
      return make(locale.likes, '\t', rows);
    }
    case 'discover.not_interested': {
      const values = ['NOT_INTERESTED', 'NOT_PREFERRED', 'BLOCKED'];
      return make(
        locale.notInterested,
        '\t',
        topics.slice(0, 3).map((topic, n) => [topic, values[n] as string]),
      );
    }
    default:
      return [];
  }
}

/** The exporter's own index of a part. */
function index(locale: Locale, entries: readonly ArchiveEntry[]): ArchiveEntry {
  const folders = new Map<string, Map<string, string[]>>();
  for (const { name } of entries) {
    const [, service = '', ...rest] = name.split('/');
    const inner = rest.length > 1 ? (rest[0] as string) : '';
    const files = folders.get(service) ?? new Map<string, string[]>();
    files.set(inner, [...(files.get(inner) ?? []), rest.at(-1) as string]);
    folders.set(service, files);
  }
  const file = (name: string) => ({
    name,
    extension: name.split('.').at(-1) ?? '',
    state: 'SUCCESS',
    urlSafeName: encodeURIComponent(name),
  });
  const serviceStatus = [...folders].map(([folderName, files]) => ({
    service: { name: folderName === locale.myActivity ? 'MY_ACTIVITY' : 'DISCOVER' },
    ...{ localizedServiceName: folderName, isIncomplete: false, folderName },
    extractedFile: [...files].flatMap(([inner, names]) =>
      inner
        ? [
            {
              name: inner,
              extension: '',
              state: 'SUCCESS',
              urlSafeName: encodeURIComponent(inner),
              childFile: names.map(file),
            },
          ]
        : names.map(file),
    ),
    ...{ deletedFileCount: '0', extractedFileTotal: String([...files.values()].flat().length) },
  }));
  const content = JSON.stringify(
    { creationTime: new Date(NEWEST).toISOString(), totalSize: '0', serviceStatus },
    null,
    2,
  );
  return { name: `${ROOT}/archive_browser.json`, content };
}

/** The parts of an export. The YouTube group comes in two: the index and an attachment, then the activity. */
export function partsOf(account: Account, groups: readonly string[], interval: Interval): ArchiveEntry[][] {
  const { locale } = personOf(account);
  if (account.persona === undefined || account.persona === 'empty') return [[index(locale, [])]];
  const entries = groups.flatMap((group) => [
    ...activityEntries(account, group, interval),
    ...discoverEntries(account, group),
  ]);
  if (!groups.includes('myactivity.youtube') || !entries.length) return [[index(locale, entries), ...entries]];
  const image = {
    name: `${ROOT}/${locale.myActivity}/${locale.products.youtube}/post-1.png`,
    content: randomBytesOf(account, 20_000),
  };
  return [
    [index(locale, [...entries, image]), image],
    [index(locale, entries), ...entries],
  ];
}
