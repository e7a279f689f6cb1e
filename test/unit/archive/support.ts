/** test/unit/archive/support.ts — records, and what the engine makes of them in memory. */
import { filterEntry } from '../../../functions/archive/filter-entry.ts';
import { DEFAULT_LIMITS } from '../../../functions/archive/limits.ts';
import { mergeRuns } from '../../../functions/archive/merge.ts';
import { createTableWriter } from '../../../functions/archive/parquet-writer.ts';
import { openTable } from '../../../functions/archive/table.ts';
import type { EntryReader, Row, TableSchema } from '../../../functions/archive/types.ts';
import { toInterval } from '../../../functions/core/period.ts';
import { bufferSink, bufferSource, inPieces } from '../../support/bytes.ts';

export const SCHEMA: TableSchema = {
  version: 1,
  columns: [
    { name: 'time', type: 'timestamp', description: 'When' },
    { name: 'title', type: 'string', description: 'What', distinct: true },
    { name: 'is_ad', type: 'boolean', description: 'Whether' },
    { name: 'extra', type: 'json', description: 'The rest' },
  ],
};

export type Source = { readonly time?: unknown; readonly title?: unknown; readonly drop?: boolean };

/** Any JSON value as a title: `String` would call a `toString` that the value brings along. */
export const titleText = (title: unknown): string =>
  typeof title === 'string' ? title : (JSON.stringify(title) ?? '');

/** Keeps each record's title; a record may ask to be left out. */
export const READER: EntryReader = {
  format: 'json',
  rawTime: { key: 'time', form: 'iso' },
  time: ({ time }) => (typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? Date.parse(time) : null),
  toRow: ({ title, drop }, time) =>
    drop ? 'filtered' : { time, title: titleText(title), is_ad: null, extra: JSON.stringify({ title }) },
};
export const TIMELESS: EntryReader = { format: 'json', time: () => undefined, toRow: READER.toRow };

export const DAY = 86_400_000;
export const BASE = Date.parse('2024-03-01T12:00:00Z');
export const PERIOD = toInterval({ start: '2024-02-01', end: '2024-03-31' });
export const ALWAYS = toInterval({});

/** Filters bytes that come in pieces of the given size. */
export async function filter(
  bytes: Uint8Array,
  { piece = 65_536, reader = READER, interval = PERIOD, limits = DEFAULT_LIMITS } = {},
) {
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const summary = await filterEntry({
    bytes: inPieces(bytes, piece),
    entry: 'entry.json',
    ...{ reader, schema: SCHEMA, interval, limits },
    openRun: (n) => {
      const sink = bufferSink();
      sinks[n] = sink;
      return sink;
    },
  });
  return { ...summary, runs: sinks.map((sink) => sink.bytes()), complete: sinks.every(({ closed }) => closed) };
}

export const filterRecords = (records: readonly unknown[], options?: Parameters<typeof filter>[1]) =>
  filter(Buffer.from(JSON.stringify(records)), options);

/** Rows as a file, in the order given. */
export async function store(rows: readonly Row[], schema = SCHEMA) {
  const sink = bufferSink();
  const writer = createTableWriter(schema, sink);
  for (const row of rows) await writer.write(row);
  const file = await writer.finish();
  return { file, bytes: sink.bytes() };
}

export async function merge(runs: readonly { readonly entry: string; readonly bytes: Buffer }[]) {
  const sink = bufferSink();
  const file = await mergeRuns({
    runs: runs.map(({ entry, bytes }) => ({ entry, source: bufferSource(bytes) })),
    schema: SCHEMA,
    sink,
  });
  return { file, bytes: sink.bytes() };
}

export async function rowsOf(bytes: Uint8Array): Promise<Row[]> {
  return (await Array.fromAsync((await openTable(bufferSource(bytes))).rows())).flat();
}

export const titlesOf = async (bytes: Uint8Array): Promise<unknown[]> =>
  (await rowsOf(bytes)).map(({ title }) => title);

export const rowAt = (time: number | null, title: string): Row => ({ time, title, is_ad: null, extra: null });
