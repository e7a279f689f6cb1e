/** test/bench/activity.ts — a seeded export of one product's activity, of any size, written as a deflated entry. */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import type { ZipEntry } from '../../functions/archive/types.ts';
import type { Interval } from '../../functions/core/period.ts';

/** Times are spread over this interval, newest first; a few are out of order by some seconds, as in real exports. */
export const SPAN: Interval = { from: Date.parse('2016-01-01T00:00:00Z'), until: Date.parse('2026-01-01T00:00:00Z') };
/** The last of twenty parts of it. */
export const TWENTIETH: Interval = { from: Date.parse('2025-07-02T00:00:00Z'), until: SPAN.until };
const ROWS_A_CHUNK = 1000;

const SYLLABLES = 'ba de ki lo mu na pe ri so tu ver wan xi yo zen har mon tel qua fish'.split(' ');
/** Eight thousand words of three syllables: titles that compress about as real ones do. */
const WORDS = SYLLABLES.flatMap((a) => SYLLABLES.flatMap((b) => SYLLABLES.map((c) => a + b + c)));

/** Park and Miller's generator: the same numbers for the same seed. @see https://doi.org/10.1145/63039.63042 */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed % 2147483647 || 1; ; ) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

/** One record as Google prints it: nasty ones with quotes, braces and a time within the title are among them. */
function recordOf(n: number, time: number, next: () => number): string {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(next() * items.length)] as Item;
  const words = Array.from({ length: 4 + Math.floor(next() * 6) }, () => pick(WORDS)).join(' ');
  const nasty = n % 997 === 0 ? ' },{ "time": "2020-01-01T00:00:00Z" \\ é' : '';
  const id = Array.from({ length: 11 }, () =>
    pick([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_']),
  ).join('');
  const channel = Math.floor(next() * 5000);
  const iso = new Date(time).toISOString();
  return JSON.stringify(
    {
      header: 'YouTube',
      title: `Watched ${words}${nasty}`,
      titleUrl: `https://www.youtube.com/watch?v=${id}`,
      subtitles: [
        { name: `Channel ${channel}`, url: `https://www.youtube.com/channel/UC${String(channel).padStart(22, 'x')}` },
      ],
      time: n % 1000 === 0 ? iso.replace(/\.\d+/, '') : iso,
      products: ['YouTube'],
      activityControls: ['YouTube watch history'],
    },
    null,
    2,
  ).replaceAll('=', '\\u003d');
}

export type ActivityFile = Pick<ZipEntry, 'method' | 'crc32' | 'compressedSize' | 'uncompressedSize'> & {
  readonly path: string;
  readonly rows: number;
  /** Rows within `TWENTIETH`. */
  readonly kept: number;
};

/** Writes an entry of so many records. */
export async function writeActivity(path: string, rows: number, seed: number): Promise<ActivityFile> {
  const random = numbers(seed);
  const next = () => random.next().value;
  let [checksum, uncompressedSize, compressedSize, kept] = [0, 0, 0, 0];
  async function* texts() {
    for (let from = 0; from < rows; from += ROWS_A_CHUNK) {
      const some = Array.from({ length: Math.min(ROWS_A_CHUNK, rows - from) }, (_, k) => {
        const n = from + k;
        const place = SPAN.until - ((n + 1) / (rows + 1)) * (SPAN.until - SPAN.from);
        const time = Math.floor(place - (n % 50 === 0 ? next() * 60_000 : 0));
        const at = n % 1000 === 0 ? Math.floor(time / 1000) * 1000 : time;
        if (at >= TWENTIETH.from && at < TWENTIETH.until) kept += 1;
        return recordOf(n, at, next);
      });
      const bytes = Buffer.from(`${from ? ',' : '['}${some.join(',')}${from + some.length === rows ? ']' : ''}`);
      checksum = crc32(bytes, checksum);
      uncompressedSize += bytes.length;
      yield bytes;
    }
  }
  const deflating = createDeflateRaw({ level: 6 });
  deflating.on('data', (chunk: Buffer) => {
    compressedSize += chunk.length;
  });
  await pipeline(Readable.from(texts()), deflating, createWriteStream(path));
  return { path, rows, kept, method: 'deflated', crc32: checksum, compressedSize, uncompressedSize };
}
