/** functions/steps/export.ts — renders the rows of a data type for a download, as a stream. */
import { createTableWriter } from '../archive/parquet-writer.ts';
import { renderCsv, renderNdjson } from '../archive/render.ts';
import { openTable } from '../archive/table.ts';
import type { ByteSink, Row } from '../archive/types.ts';
import { toInterval } from '../core/period.ts';
import { PROVIDERS } from '../providers/index.ts';
import type { DataTypeDefinition } from '../providers/provider.ts';
import { findDataObject } from '../store/data-objects.ts';
import { findDonation } from '../store/donations.ts';
import { type ExportOrder, exportKey, finishExport, forgetExport } from '../store/exports.ts';
import { deletePrefix, objectSource, openUpload } from '../store/objects.ts';
import { step } from './step.ts';

/**
 * Safe to repeat: the same file under the same key. A donation that was erased meanwhile leaves no file.
 * @throws what broke it; the order is forgotten, so that the next download orders it again
 */
export const handler = step<ExportOrder, Record<string, never>>('export', async (order) => {
  try {
    const { source_type } = await findDonation(order.donationId);
    const definition = PROVIDERS[source_type]?.dataTypes[order.dataType];
    if (!definition) return {};
    const sink = openUpload(exportKey(order));
    try {
      await render(order, definition, sink);
    } catch (error) {
      await sink.abort();
      throw error;
    }
    if (!(await finishExport(order))) await deletePrefix(exportKey(order));
    return {};
  } catch (error) {
    await forgetExport(order);
    throw error;
  }
});

/** The rows of the dates, group by group; none where the data type is empty. */
async function* rowsOf({
  donationId,
  dataType,
  start_date: start,
  end_date: end,
}: ExportOrder): AsyncGenerator<readonly Row[]> {
  const object = await findDataObject(donationId, dataType);
  if (!object) return;
  const table = await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes });
  const dated = start || end ? toInterval({ ...(start && { start }), ...(end && { end }) }) : undefined;
  yield* table.rows(dated);
}

async function render(order: ExportOrder, { schema }: DataTypeDefinition, sink: ByteSink): Promise<void> {
  if (order.format === 'parquet') {
    const writer = createTableWriter(schema, sink);
    for await (const rows of rowsOf(order)) for (const row of rows) await writer.write(row);
    await writer.finish();
    return;
  }
  const text = order.format === 'csv' ? renderCsv(rowsOf(order), schema) : renderNdjson(rowsOf(order), schema);
  for await (const piece of text) await sink.write(Buffer.from(piece));
  await sink.close();
}
