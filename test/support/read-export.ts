/** test/support/read-export.ts — what a donation would keep of an export's files, without service and store. */
import { filterEntry } from '../../functions/archive/filter-entry.ts';
import { inflateEntry } from '../../functions/archive/inflate.ts';
import { DEFAULT_LIMITS } from '../../functions/archive/limits.ts';
import { openTable } from '../../functions/archive/table.ts';
import type { RangeSource, Row, TableSchema, ZipEntry } from '../../functions/archive/types.ts';
import { entryHead, rawEntry, readDirectory } from '../../functions/archive/zip.ts';
import type { Interval } from '../../functions/core/period.ts';
import { providerOf } from '../../functions/providers/index.ts';
import { layoutOf } from '../../functions/providers/layouts.ts';
import { bufferSink, bufferSource } from './bytes.ts';

export const google = layoutOf('google_portability');

export type ReadFile = {
  readonly name: string;
  /** `unknown` is told to both sides; with `other` nothing is missed. */
  readonly kind: 'data_type' | 'other' | 'unknown';
  readonly rows: readonly Row[];
  readonly seen: number;
  /** Records that are neither kept nor outside the period. */
  readonly lost: number;
};

/** Reads a part's candidates as Download and Filter do. */
export async function readPart(group: string, part: Uint8Array, interval: Interval): Promise<readonly ReadFile[]> {
  const source = bufferSource(part);
  const directory = await readDirectory(source, DEFAULT_LIMITS);
  const indexed = directory.find(({ name }) => google.isIndex(name));
  const index: unknown = indexed && JSON.parse(Buffer.from(await entryHead(source, indexed, 1e6)).toString());
  const read: ReadFile[] = [];
  for (const entry of directory.filter(({ name }) => google.isCandidate(name))) {
    const { name } = entry;
    const attribution = google.attribute({ name, group, head: await entryHead(source, entry), index });
    const { kind } = attribution;
    if (kind !== 'data_type') read.push({ name, kind, rows: [], seen: 0, lost: 0 });
    else read.push({ name, kind, ...(await readEntry(source, entry, attribution, interval)) });
  }
  return read;
}

async function readEntry(
  source: RangeSource,
  entry: ZipEntry,
  { dataType, reader }: { readonly dataType: string; readonly reader: string },
  interval: Interval,
) {
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const { counts } = await filterEntry({
    bytes: inflateEntry(rawEntry(source, entry), entry, DEFAULT_LIMITS),
    ...{ entry: entry.name, reader: google.reader(dataType, reader, 'salt'), interval, limits: DEFAULT_LIMITS },
    schema: providerOf('google_portability').dataTypes[dataType]?.schema as TableSchema,
    openRun: (run) => {
      sinks[run] = bufferSink();
      return sinks[run];
    },
  });
  const rows: Row[] = [];
  for (const sink of sinks) {
    for await (const batch of (await openTable(bufferSource(sink.bytes()))).rows()) rows.push(...batch);
  }
  return { rows, seen: counts.seen, lost: counts.malformed + counts.undated + counts.filtered };
}
