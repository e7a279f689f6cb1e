/** test/support/odd-zips.ts — archives as no test data has them: of many parts, huge, damaged, lying or meant to harm. */
import { crc32, deflateRawSync } from 'node:zlib';
import { type ActivityRecord, activityJson } from './archives.ts';
import { type CountingSource, type LaidEntry, type LayoutOptions, layOut, sourceOf } from './zip-layout.ts';

export const FILE = 'Portability/My Activity/YouTube/MyActivity.json';
export const INDEX: LaidEntry = { name: 'Portability/archive_browser.json', content: Buffer.from('{}') };

export type OddRecord = { readonly title: string; readonly time: string };

/** Records an hour apart, newest first. */
export const hourly = (count: number, newest = '2024-03-10T00:00:00Z'): readonly OddRecord[] =>
  Array.from({ length: count }, (_, n) => ({
    title: `Watched video ${n}`,
    time: new Date(Date.parse(newest) - n * 3_600_000).toISOString(),
  }));

/** A My Activity file as Google writes it. */
export const activity = (records: readonly ActivityRecord[], more: Partial<LaidEntry> = {}): LaidEntry => ({
  ...{ name: FILE, content: Buffer.from(activityJson(records)), descriptor: true },
  ...more,
});

export const archive = (entries: readonly LaidEntry[], options: LayoutOptions = {}): CountingSource =>
  sourceOf(layOut(entries, options));

/** An archive without holes as the bytes of a file. */
export const bytesOf = (entries: readonly LaidEntry[]): Buffer => Buffer.concat(layOut(entries) as Buffer[]);

/** One type in several parts: each has its index, and a file of the same name with a share of the records. */
export const inParts = (records: readonly OddRecord[], count: number): readonly (readonly LaidEntry[])[] =>
  Array.from({ length: count }, (_, part) => [
    INDEX,
    activity(
      records.slice(Math.floor((part * records.length) / count), Math.floor(((part + 1) * records.length) / count)),
    ),
  ]);

const GIB = 1024 ** 3;

/** A file that may hold records, as far as its name goes, and does not: only its beginning tells. */
const other = (): LaidEntry => {
  const places = Array.from({ length: 40_000 }, (_, n) => ({ place: Math.imul(n, 0x9e3779b1) >>> 0 }));
  return { name: 'Portability/Maps/Places.json', content: Buffer.from(JSON.stringify(places)), descriptor: true };
};

/** Films before and behind what is wanted, the first of 2 GiB. */
export const withFilms = (records: readonly OddRecord[]): CountingSource =>
  archive([
    { name: 'Portability/Google Photos/film-1.mp4', content: { zeros: 2 * GIB } },
    INDEX,
    other(),
    activity(records),
    { name: 'Portability/Google Photos/film-2.mp4', content: { zeros: GIB } },
  ]);

/** Beyond what four bytes can say: a film of 5 GiB, and everything else behind it. */
export const inZip64 = (records: readonly OddRecord[]): CountingSource =>
  archive(
    [
      { name: 'Portability/Google Photos/film.mp4', content: { zeros: 5 * GIB }, zip64: true },
      { ...INDEX, zip64: true },
      activity(records, { zip64: true }),
    ],
    { zip64: true },
  );

/** The same name twice in a part. */
export const withNameTwice = (first: readonly OddRecord[], second: readonly OddRecord[]): CountingSource =>
  archive([activity(first), activity(second)]);

/** A product's folder without a file, as some exporters leave it. */
export const emptyProduct = (): CountingSource =>
  archive([INDEX, { name: 'Portability/My Activity/YouTube/', content: Buffer.alloc(0), stored: true }]);

/** An entry that is itself an archive, of zeros that inflate a thousandfold. */
export const nested = (records: readonly OddRecord[]): CountingSource => {
  const bomb = bytesOf([{ name: 'zeros.json', content: Buffer.alloc(20 * 1024 ** 2) }]);
  return archive([activity(records), { name: 'Portability/My Maps/bomb.kmz', content: bomb, stored: true }]);
};

/** Entries that all point to the same bytes; a film makes the archive longer than they are together. */
export const overlapping = (count: number): CountingSource => {
  const content = Buffer.from(activityJson(hourly(2000)));
  const compressed = deflateRawSync(content).length;
  const directory = { compressed, inflated: content.length, crc: crc32(content), method: 8, offset: 0 };
  const copies = Array.from({ length: count }, (_, n) => ({
    ...{ name: `Portability/${n}.json`, content: Buffer.alloc(0), stored: true },
    directory,
  }));
  const film = { name: 'Portability/film.mp4', content: { zeros: GIB } };
  return archive([{ name: FILE, content }, ...copies, film]);
};

/** Names that would leave the folder, were they used as paths. */
export const TRICKY_NAMES: Readonly<Record<string, string>> = {
  'a path that climbs': '../../etc/x.json',
  'a path that climbs on its way': 'Portability/../../x.json',
  'an absolute path': '/etc/x.json',
  'a drive letter': 'C:/x.json',
  'a path that climbs by backslashes': '..\\..\\x.json',
  'an absolute path with a backslash': '\\x.json',
  'a drive letter with backslashes': 'C:\\x.json',
  'a NUL in the name': 'Portability/x.json\0.jpg',
};

/** JSON text of records, some of them given as they are. */
export const activityOf = (...records: readonly (string | Buffer)[]): LaidEntry => {
  const pieces = records.flatMap((record, n) => [Buffer.from(n ? ',' : '['), Buffer.from(record)]);
  return { name: FILE, content: Buffer.concat([...pieces, Buffer.from(']')]), descriptor: true };
};
