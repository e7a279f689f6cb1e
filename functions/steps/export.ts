/** functions/steps/export.ts — renders rows for a download, as a stream. */
import type { ByteSink } from '../archive/types.ts';
import { PROVIDERS } from '../providers/index.ts';
import { type ExportOrder, exportKey, finishExport, forgetExport } from '../store/exports.ts';
import { deletePrefix, openUpload } from '../store/objects.ts';
import { findWholeDonation, type WholeDonation } from '../store/whole-donation.ts';
import { renderBundle } from './bundle/render-bundle.ts';
import { renderType } from './render-type.ts';
import { step } from './step.ts';

/**
 * Safe to repeat: the same file under the same key. A donation that was erased meanwhile leaves no file.
 * @throws what broke it; the order is forgotten, so that the next download orders it again
 */
export const handler = step<ExportOrder, Record<string, never>>('export', async (order, { clock }) => {
  try {
    const whole = await findWholeDonation(order.donationId);
    const sink = openUpload(exportKey(order));
    try {
      await (order.bundleFor ? renderBundle(order, whole, sink, clock()) : renderFile(order, whole, sink));
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

async function renderFile({ dataTypes, rendering }: ExportOrder, whole: WholeDonation, sink: ByteSink): Promise<void> {
  const [name = ''] = dataTypes;
  const definition = PROVIDERS[whole.donation.source_type]?.dataTypes[name];
  if (!definition) throw new Error(`No data type ${name}`);
  const object = whole.objects.find(({ data_type }) => data_type === name);
  for await (const { bytes } of renderType(object, definition.schema, rendering)) {
    if (bytes.length) await sink.write(bytes);
  }
  await sink.close();
}
