/** test/long/streams.ts — filters a stream that is made as it is read; prints how it ended and what memory that took. */

import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { ArchiveError, type ByteSink } from '../../functions/archive/types.ts';
import { toInterval } from '../../functions/core/period.ts';
import { DATA_TYPES } from '../../functions/providers/google/data-types.ts';
import { readerOf } from '../../functions/providers/google/readers/index.ts';

const MIB = 1024 ** 2;
const RECORD =
  '{"time":"2024-01-05T00:00:00Z","title":"Watched it","titleUrl":"https://www.youtube.com/watch?v=abcdefghijk"}';

/** Before, what is repeated up to so many mebibytes, behind; which reader; what comes of it. */
type Stream = readonly [start: string, repeated: string, mebibytes: number, end: string, reader?: 'follows' | 'liked'];

export const STREAMS = {
  'a text of 100 MiB': ['[{"title":"', 'a', 100, '"}]'],
  'a text of escapes': ['[{"title":"', '\\\\', 100, '"}]'],
  'a number of 100 MiB': ['[', '9', 100, ']'],
  'numbers of 10 MiB': ['[', `${'9'.repeat(10 * MIB)},`, 100, '1]'],
  'opening brackets': ['', '[', 100, ''],
  'nested objects': ['[', '{"a":', 100, ''],
  'nested details of a record': [
    '[',
    `{"time":"2024-01-05T00:00:00Z","details":${'['.repeat(MIB)}${']'.repeat(MIB)}},`,
    100,
    '1]',
  ],
  'records of nothing': ['[', '{},', 100, '{}]'],
  'words without records': ['[', '1,', 50, '1]'],
  space: ['', ' ', 500, '[]'],
  'space between records': ['[1,', ' ', 500, '1]'],
  'records just short of the limit': [
    '[',
    `{"time":"2024-01-05T00:00:00Z","title":"${'a'.repeat(15 * MIB)}"},`,
    150,
    '1]',
  ],
  'records of many fields': [
    '[',
    `{"time":"2024-01-05T00:00:00Z"${Array.from({ length: 100_000 }, (_, n) => `,"k${n}":${n}`).join('')}},`,
    50,
    '1]',
  ],
  'a record of empty lists': [
    '[',
    `{"time":"2024-01-05T00:00:00Z","details":[${'[],'.repeat(5 * MIB - 100)}1]},`,
    100,
    '1]',
  ],
  'a record of a million numbers': [
    '[',
    `{"time":"2024-01-05T00:00:00Z","details":[${'1,'.repeat(7 * MIB)}1]},`,
    100,
    '1]',
  ],
  'a record of a million fields': [
    '[',
    `{"time":"2024-01-05T00:00:00Z"${Array.from({ length: 850_000 }, (_, n) => `,"k${n}":${n}`).join('')}},`,
    100,
    '1]',
  ],
  'records, all kept': ['[', `${RECORD},`, 200, `${RECORD}]`],
  'titles of combining marks': [
    '[',
    `{"time":"2024-01-05T00:00:00Z","title":"${'\u0315'.repeat(999)}${'\u0327'.repeat(999)}"},`,
    5,
    '1]',
  ],
  commas: ['a,b\n', ',', 100, '', 'follows'],
  'fields that end their lines': ['a,b\n', '"\n",', 20, '', 'follows'],
  'a quote that never ends': ['a,b\n"', 'x', 100, '', 'liked'],
  'a header that never ends': ['a', 'b', 100, '', 'liked'],
  'blank lines': ['a,b\n', '\n', 50, '', 'liked'],
  'days of many words': ['a,b\n', `c,"1 2024 ${'Januar Februar '.repeat(60_000)}"\n`, 100, '', 'liked'],
  'short lines': ['a,b\n', 'c,"Jan 5, 2024"\n', 5, '', 'liked'],
} as const satisfies Record<string, Stream>;

async function* bytesOf([start, repeated, mebibytes, end]: Stream): AsyncGenerator<Uint8Array> {
  if (start) yield Buffer.from(start);
  const one = Buffer.from(repeated);
  const chunk = Buffer.concat(Array.from({ length: Math.max(1, Math.floor(65_536 / one.length)) }, () => one));
  for (let sent = 0; sent < mebibytes * MIB; sent += chunk.length) {
    for (let at = 0; at < chunk.length; at += 65_536) yield chunk.subarray(at, at + 65_536);
  }
  if (end) yield Buffer.from(end);
}

/** Nothing is kept: what is measured is what the engine holds. */
const sink: ByteSink = { write: async () => {}, close: async () => {} };

async function outcomeOf(stream: Stream): Promise<string> {
  const [dataType, reader] = stream[4]
    ? (['discover', stream[4]] as const)
    : (['youtube_history', 'activity'] as const);
  const entry = { method: 'stored', crc32: 0, uncompressedSize: Number.MAX_SAFE_INTEGER } as const;
  try {
    await filterEntry({
      entry: 'x',
      bytes: inflateEntry(bytesOf(stream), entry, DEFAULT_LIMITS),
      ...{ reader: readerOf(dataType, reader), schema: DATA_TYPES[dataType]?.schema ?? { version: 1, columns: [] } },
      ...{ interval: toInterval({ start: '2024-01-01' }), limits: DEFAULT_LIMITS, openRun: () => sink },
    });
    return 'read';
  } catch (error) {
    // The whole stream was taken, and only then its length found to be another than announced.
    if (error instanceof ArchiveError) return error.code;
    throw error;
  }
}

const [name] = process.argv.slice(2);
if (import.meta.main) {
  const before = process.resourceUsage().maxRSS;
  const outcome = await outcomeOf(STREAMS[name as keyof typeof STREAMS]);
  console.log(JSON.stringify({ outcome, grownBytes: (process.resourceUsage().maxRSS - before) * 1024 }));
}
