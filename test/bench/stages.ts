/** test/bench/stages.ts — what is measured: the ways from a deflated entry to stored rows, each further than the one before. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { JsonWalker } from '../../functions/archive/json-walker.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { parseJson } from '../../functions/archive/parse-json.ts';
import type { ByteSink } from '../../functions/archive/types.ts';
import type { Interval } from '../../functions/core/period.ts';
import { DATA_TYPES } from '../../functions/providers/google/data-types.ts';
import { readerOf } from '../../functions/providers/google/readers/index.ts';
import { type ActivityFile, SPAN, TWENTIETH } from './activity.ts';

const CHUNK_BYTES = 256 * 1024;
const DATA_TYPE = 'youtube_history';
const reader = readerOf(DATA_TYPE, 'activity');
const { maxRecordBytes } = DEFAULT_LIMITS;

const compressed = ({ path }: ActivityFile) => createReadStream(path, { highWaterMark: CHUNK_BYTES });
const inflated = (file: ActivityFile) => inflateEntry(compressed(file), file, DEFAULT_LIMITS, { transient: true });

/** The file that rows of a measured ingest go to. */
export const storedPath = (file: ActivityFile): string => `${file.path}.parquet`;

/** A file as a sink. */
async function fileSink(path: string): Promise<ByteSink> {
  const file = await open(path, 'w');
  return {
    write: async (bytes) => void (await file.write(bytes)),
    close: () => file.close(),
  };
}

async function parse(file: ActivityFile, interval: Interval): Promise<number> {
  let rows = 0;
  const prefilter = reader.rawTime && { rawTime: reader.rawTime, interval };
  for await (const { records } of parseJson(inflated(file), { maxRecordBytes, prefilter })) rows += records.length;
  return rows;
}

/** The whole way, as the filter step goes it. @returns the rows kept */
export async function ingest(file: ActivityFile, interval: Interval): Promise<number> {
  const schema = DATA_TYPES[DATA_TYPE]?.schema;
  if (!schema) throw new Error(`No data type ${DATA_TYPE}`);
  // The measured exports are nearly sorted: they make one run.
  const sink = await fileSink(storedPath(file));
  const options = { bytes: inflated(file), entry: file.path, reader, schema, interval, limits: DEFAULT_LIMITS };
  const { counts, runs } = await filterEntry({ ...options, openRun: () => sink });
  if (runs.length !== 1) throw new Error(`${runs.length} runs`);
  return counts.kept;
}

/** Each stage gives the number it can be checked by: bytes, or rows. */
export const STAGES = {
  /** node:zlib and nothing else: what the others are compared with. */
  inflate: (file: ActivityFile) =>
    new Promise<number>((resolve, reject) => {
      let bytes = 0;
      compressed(file)
        .pipe(createInflateRaw({ chunkSize: CHUNK_BYTES }))
        .on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        })
        .on('end', () => resolve(bytes))
        .on('error', reject);
    }),
  /** Inflated our way: memory given back at once, CRC-32 checked. */
  inflate_checked: async (file: ActivityFile) => {
    let bytes = 0;
    for await (const chunk of inflated(file)) bytes += chunk.length;
    return bytes;
  },
  scan: async (file: ActivityFile) => {
    let rows = 0;
    const walker = new JsonWalker({}, { maxRecordBytes }, (_, { bounds }) => {
      rows += bounds.length / 2;
    });
    for await (const chunk of inflated(file)) walker.write(chunk);
    walker.end();
    return rows;
  },
  parse_5: (file: ActivityFile) => parse(file, TWENTIETH),
  parse_100: (file: ActivityFile) => parse(file, SPAN),
  ingest_5: (file: ActivityFile) => ingest(file, TWENTIETH),
  ingest_100: (file: ActivityFile) => ingest(file, SPAN),
} as const;
export type Stage = keyof typeof STAGES;

/** What a stage must give. */
export function expected(stage: Stage, { rows, kept, uncompressedSize }: ActivityFile): number {
  if (stage === 'inflate' || stage === 'inflate_checked') return uncompressedSize;
  return stage.endsWith('_5') ? kept : rows;
}
