/** functions/steps/render-type.ts — the rows of a data type as the bytes of a file, piece by piece. */
import { createTableWriter } from '../archive/parquet-writer.ts';
import { renderCsv, renderNdjson } from '../archive/render.ts';
import { openTable } from '../archive/table.ts';
import type { ByteSink, Row, TableSchema } from '../archive/types.ts';
import { withoutRows } from '../archive/without-rows.ts';
import { toTimestamp } from '../core/clock.ts';
import type { DataObject } from '../core/donation.ts';
import { intervalOfDays } from '../core/period.ts';
import type { DataTypeDefinition } from '../providers/provider.ts';
import { removalsOf, removedRows } from '../removed-rows.ts';
import type { ExportOrder } from '../store/exports.ts';
import { objectSource } from '../store/objects.ts';
import type { WholeDonation } from '../store/whole-donation.ts';

type Groups = AsyncIterable<readonly Row[]>;

/** What went into a file, complete once all of it has been read. Times are RFC 3339; null where no row has one. */
export type Contents = { rows: number; min_time: string | null; max_time: string | null };
export const noContents = (): Contents => ({ rows: 0, min_time: null, max_time: null });

/** What is rendered: a data type of a donation, as it was ordered. */
export type Rendered = {
  readonly whole: WholeDonation;
  readonly definition: DataTypeDefinition;
  readonly order: Pick<ExportOrder, 'rendering' | 'by'>;
};

/**
 * A stored file that is asked for as it is goes through unread. An empty data type has a header, or nothing.
 * @param contents filled on the way
 */
export async function* renderType(rendered: Rendered, contents = noContents()): AsyncGenerator<Uint8Array> {
  const { whole, definition, order } = rendered;
  const { schema } = definition;
  const { format, start_date, end_date, exact = false } = order.rendering;
  const object = whole.objects.find(({ data_type }) => data_type === definition.name);
  const isReduced = order.by === 'participant' && removalsOf(whole, definition.name).length > 0;
  if (format === 'parquet' && object && !start_date && !end_date && !isReduced) {
    const { rows, min_time = null, max_time = null } = object;
    Object.assign(contents, { rows, min_time, max_time });
    return yield* objectSource(object.key, object.bytes).stream(0, object.bytes);
  }
  const rows = noting(rowsOf(rendered, object, isReduced), contents);
  if (format === 'parquet') return yield* parquetOf(rows, schema);
  const text = format === 'csv' ? renderCsv(rows, schema, { exact }) : renderNdjson(rows, schema);
  for await (const piece of text) yield Buffer.from(piece);
}

async function* rowsOf(
  { whole, definition, order }: Rendered,
  object: DataObject | undefined,
  isReduced: boolean,
): AsyncGenerator<readonly Row[]> {
  if (!object) return;
  const interval = intervalOfDays(order.rendering.start_date, order.rendering.end_date);
  const table = await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes });
  const rows = table.rows(interval);
  if (!isReduced) return yield* rows;
  const removed = await removedRows(whole, definition.name, table, definition.schema);
  yield* withoutRows(rows, (await table.span(interval)).from, removed);
}

/** Rows come newest first, those without a time last. */
async function* noting(groups: Groups, contents: Contents): AsyncGenerator<readonly Row[]> {
  for await (const rows of groups) {
    contents.rows += rows.length;
    const [newest, oldest] = [rows[0]?.time ?? null, rows.findLast(({ time }) => time !== null)?.time ?? null];
    if (newest !== null) contents.max_time ??= toTimestamp(newest);
    if (oldest !== null) contents.min_time = toTimestamp(oldest);
    yield rows;
  }
}

/** What the writer has written so far, row group by row group. */
async function* parquetOf(groups: Groups, schema: TableSchema): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const sink: ByteSink = { write: async (bytes) => void written.push(bytes), close: async () => {} };
  const writer = createTableWriter(schema, sink);
  for await (const rows of groups) {
    for (const row of rows) await writer.write(row);
    yield* written.splice(0);
  }
  await writer.finish();
  yield* written;
}
