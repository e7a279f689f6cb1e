/** test/support/fuzz/exports.ts — what is mutated: entries of every kind that Google exports, and an archive of them. */
import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import { ArchiveError } from '../../../functions/archive/types.ts';
import { activityJson, buildArchive } from '../archives.ts';
import { inPieces } from '../bytes.ts';
import { watched } from '../study.ts';
import { filterTo } from './read-archive.ts';

const HOUR = 3_600_000;
const NEWEST = Date.parse('2024-01-31T20:00:00Z');

/** Records of five weeks, of which one lies outside the period; some of the forms that exports have. */
const records = Array.from({ length: 60 }, (_, n) => ({
  ...watched(n, new Date(NEWEST - n * 14 * HOUR).toISOString()),
  ...(n % 7 === 0 && { details: [{ name: 'From Google Ads' }], subtitles: [] }),
  ...(n % 5 === 0 && { title: `Watched Ääkkösiä 日本 \u{1f600} ${n}`, locationInfos: [{ name: 'Home' }] }),
}));

export const ACTIVITY = Buffer.from(activityJson(records));

export type Entry = { readonly dataType: string; readonly reader: string; readonly content: Buffer };

const table = (dataType: string, reader: string, text: string): Entry => ({
  dataType,
  reader,
  content: Buffer.from(text),
});

/** One entry for every reader's form. */
export const ENTRIES: readonly Entry[] = [
  { dataType: 'youtube_history', reader: 'activity', content: ACTIVITY },
  { dataType: 'search', reader: 'activity', content: ACTIVITY },
  { dataType: 'discover', reader: 'activity', content: ACTIVITY },
  table('discover', 'follows', 'Followed Entity\r\nTea\r\n"Tea, green"\r\nTee „grün“\r\n'),
  table(
    'discover',
    'liked',
    'Content Url,Liked Date\nhttps://a.example/1,"Jan 15, 2024"\nhttps://a.example/2,15.1.2024\n',
  ),
  table('discover', 'not_interested', 'Entity Name\tSetting Value\nTea\tBLOCKED\nMilk\tNOT_PREFERRED\n'),
];

export const ACTIVITY_NAME = 'Portability/My Activity/YouTube/MyActivity.json';
export const ROWS = records.filter(({ time }) => time >= '2024-01').length;

/** Its activity in the form for sizes beyond 4 GB. */
export function largeForm(): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  zip.addBuffer(ACTIVITY, ACTIVITY_NAME, { forceZip64Format: true });
  zip.end({ forceZip64Format: true, comment: '' });
  return buffer(zip.outputStream as NodeJS.ReadableStream);
}

/** An archive as Google makes it: an index, activity, and a photo's description. */
export const archive = (): Promise<Buffer> =>
  buildArchive([
    { name: 'Portability/archive_browser.json', content: '{"serviceStatus":[]}' },
    { name: ACTIVITY_NAME, content: ACTIVITY },
    { name: 'Portability/Photos/1.jpg.json', content: '{"title":"1.jpg"}' },
  ]);

/**
 * Filters an entry whose bytes come in pieces.
 * @returns whether it was read; false when it was refused as damaged or too large
 * @throws whatever else is thrown
 */
export async function isRead({ dataType, reader, content }: Entry, piece = 997): Promise<boolean> {
  try {
    await filterTo(dataType, reader, inPieces(content, piece));
    return true;
  } catch (error) {
    if (error instanceof ArchiveError) return false;
    throw error;
  }
}
