/** test/unit/providers/tiktok/support.ts — documents as TikTok exports them, and the rows that come of them. */
import { filterEntry } from '../../../../functions/archive/filter-entry.ts';
import { DEFAULT_LIMITS } from '../../../../functions/archive/limits.ts';
import { openTable } from '../../../../functions/archive/table.ts';
import type { Row } from '../../../../functions/archive/types.ts';
import { type Period, toInterval } from '../../../../functions/core/period.ts';
import { tiktok } from '../../../../functions/providers/tiktok/index.ts';
import { tiktokLayout } from '../../../../functions/providers/tiktok/layout.ts';
import { bufferSink, bufferSource, inPieces } from '../../../support/bytes.ts';

export const FILE = 'user_data_tiktok.json';

/** The readers of a data type, as attribution names them for a job of the group. */
export function readersOf(dataType: string, text: string, group = 'all'): readonly string[] {
  const found = tiktokLayout.attribute({ name: FILE, group, head: Buffer.from(text).subarray(0, 65_536) });
  if (found.kind !== 'data_type') return [];
  return [found, ...(found.also ?? [])].filter((each) => each.dataType === dataType).map(({ reader }) => reader);
}

type Options = { readonly period?: Period; readonly salt?: string; readonly piece?: number; readonly reader?: string };

/** What one reader of a data type makes of a document. */
export async function readDocument(document: unknown, dataType: string, options: Options = {}) {
  const { period = {}, salt = 'salt', piece = 65_536 } = options;
  const text = typeof document === 'string' ? document : JSON.stringify(document);
  const reader = options.reader ?? readersOf(dataType, text)[0] ?? '';
  const sinks: ReturnType<typeof bufferSink>[] = [];
  const schema = tiktok.dataTypes[dataType]?.schema ?? { version: 0, columns: [] };
  const { counts, lists } = await filterEntry({
    bytes: inPieces(Buffer.from(text), piece),
    entry: FILE,
    reader: tiktokLayout.reader(dataType, reader, salt),
    ...{ schema, interval: toInterval(period), limits: DEFAULT_LIMITS },
    openRun: (run) => {
      const sink = bufferSink();
      sinks[run] = sink;
      return sink;
    },
  });
  const rows: Row[] = [];
  for (const sink of sinks)
    rows.push(...(await Array.fromAsync((await openTable(bufferSource(sink.bytes()))).rows())).flat());
  return { rows, counts, lists };
}

/** Puts a value at a path. */
export const at = (path: readonly string[], value: unknown): Record<string, unknown> => {
  const [key = '', ...rest] = path;
  return { [key]: rest.length ? at(rest, value) : value };
};

export const ms = (time: string): number => Date.parse(`${time.replace(' ', 'T')}Z`);
