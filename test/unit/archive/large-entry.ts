/** test/unit/archive/large-entry.ts — filters and merges an entry larger than its memory; prints what it found. */
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import { mergeRuns } from '../../../functions/archive/merge.ts';
import { bufferSink, bufferSource } from '../../support/bytes.ts';
import { BASE, DAY, READER, SCHEMA } from './support.ts';

const RECORDS = 20_000;
const REPEATS = 60;

/** Records of 200 days, newest first, about 5 MB; the entry repeats them: sixty times out of order. */
const block = Buffer.from(
  Array.from({ length: RECORDS }, (_, n) =>
    JSON.stringify({
      title: `Watched video number ${n} {"time": "},{"} ${'lorem ipsum '.repeat(12)}`,
      time: new Date(BASE - n * 864_000).toISOString(),
      products: ['YouTube'],
    }),
  ).join(',\n'),
);

/** Deflated pieces can be put together as long as none but the last is final. */
const deflate = (bytes: Buffer, finishFlush: number): Buffer => deflateRawSync(bytes, { level: 1, finishFlush });
const first = deflate(Buffer.from('['), constants.Z_FULL_FLUSH);
const repeated = deflate(Buffer.concat([block, Buffer.from(',')]), constants.Z_FULL_FLUSH);
const last = deflate(Buffer.concat([block, Buffer.from(']')]), constants.Z_FINISH);

async function* compressed() {
  yield first;
  for (let n = 1; n < REPEATS; n += 1) {
    for (let at = 0; at < repeated.length; at += 65_536) yield repeated.subarray(at, at + 65_536);
  }
  yield last;
}

function checksum(): number {
  let sum = crc32('[');
  for (let n = 1; n < REPEATS; n += 1) sum = crc32(',', crc32(block, sum));
  return crc32(']', crc32(block, sum));
}

const entry = { method: 'deflated', crc32: checksum(), uncompressedSize: (block.length + 1) * REPEATS + 1 } as const;
const sinks: ReturnType<typeof bufferSink>[] = [];
const filtered = await filterEntry({
  bytes: inflateEntry(compressed(), entry, DEFAULT_LIMITS),
  ...{ entry: 'large.json', reader: READER, schema: SCHEMA, limits: DEFAULT_LIMITS },
  interval: { from: BASE - 20 * DAY + 1, until: BASE + 1 },
  openRun: (n) => {
    const sink = bufferSink();
    sinks[n] = sink;
    return sink;
  },
});
const runs = sinks.map((sink) => ({ entry: 'a', source: bufferSource(sink.bytes()) }));
const merged = await mergeRuns({ runs, schema: SCHEMA, sink: bufferSink() });
console.log(
  JSON.stringify({
    bytes: entry.uncompressedSize,
    counts: filtered.counts,
    merged: merged.counts,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }),
);
