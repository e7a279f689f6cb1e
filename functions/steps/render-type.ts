/** functions/steps/render-type.ts — the rows of a data type as the bytes of a file, piece by piece. */
import { createTableWriter } from '../archive/parquet-writer.ts';
import { renderCsv, renderNdjson } from '../archive/render.ts';
import { openTable } from '../archive/table.ts';
import type { ByteSink, Row, TableSchema } from '../archive/types.ts';
import type { DataObject } from '../core/donation.ts';
import { type Interval, toInterval } from '../core/period.ts';
import type { Rendering } from '../store/exports.ts';
import { objectSource } from '../store/objects.ts';

/** `rows`: how many have been begun in this piece. */
export type Piece = { readonly bytes: Uint8Array; readonly rows: number };

/** @param object absent where the data type is empty: then there is a header, or nothing */
export async function* renderType(
  object: DataObject | undefined,
  schema: TableSchema,
  { format, start_date: start, end_date: end, exact = false }: Rendering,
): AsyncGenerator<Piece> {
  const interval = start || end ? toInterval({ ...(start && { start }), ...(end && { end }) }) : undefined;
  if (format === 'parquet' && object && !interval) {
    yield { bytes: new Uint8Array(), rows: object.rows };
    for await (const bytes of objectSource(object.key, object.bytes).stream(0, object.bytes)) yield { bytes, rows: 0 };
    return;
  }
  let rows = 0;
  const counted = (async function* () {
    for await (const some of rowsOf(object, interval)) {
      rows += some.length;
      yield some;
    }
  })();
  const since = (before: number): number => rows - before;
  let told = 0;
  for await (const bytes of format === 'parquet'
    ? parquetOf(counted, schema)
    : textOf(counted, schema, format, exact)) {
    yield { bytes, rows: since(told) };
    told = rows;
  }
}

async function* rowsOf(object: DataObject | undefined, interval: Interval | undefined): AsyncGenerator<readonly Row[]> {
  if (!object) return;
  const table = await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes });
  yield* table.rows(interval);
}

async function* textOf(
  rows: AsyncIterable<readonly Row[]>,
  schema: TableSchema,
  format: 'csv' | 'ndjson',
  exact: boolean,
): AsyncGenerator<Uint8Array> {
  const text = format === 'csv' ? renderCsv(rows, schema, { exact }) : renderNdjson(rows, schema);
  for await (const piece of text) yield Buffer.from(piece);
}

/** What the writer has written so far, row group by row group. */
async function* parquetOf(rows: AsyncIterable<readonly Row[]>, schema: TableSchema): AsyncGenerator<Uint8Array> {
  const written: Uint8Array[] = [];
  const sink: ByteSink = { write: async (bytes) => void written.push(bytes), close: async () => {} };
  const writer = createTableWriter(schema, sink);
  for await (const some of rows) {
    for (const row of some) await writer.write(row);
    yield* written.splice(0);
  }
  await writer.finish();
  yield* written;
}
