/** functions/steps/export.ts — renders rows for a download, as a stream. */
import { PROVIDERS } from '../providers/index.ts';
import { type ExportOrder, exportKey, finishExport, forgetExport } from '../store/exports.ts';
import { uploadAll } from '../store/object-upload.ts';
import { deletePrefix } from '../store/objects.ts';
import { findWholeDonation, type WholeDonation } from '../store/whole-donation.ts';
import { renderBundle } from './bundle/render-bundle.ts';
import { renderType } from './render-type.ts';
import { step } from './step.ts';

/**
 * Safe to repeat: the same file under the same key. A donation that was erased meanwhile leaves no file.
 * @throws what broke it; the order is forgotten, so that the next download orders it again
 */
export const handler = step<ExportOrder, Record<string, never>>('export', async (order) => {
  try {
    const whole = await findWholeDonation(order.donationId);
    await uploadAll(exportKey(order), order.bundle ? renderBundle(order, whole) : renderFile(order, whole));
    if (!(await finishExport(order))) await deletePrefix(exportKey(order));
    return {};
  } catch (error) {
    await forgetExport(order);
    throw error;
  }
});

function renderFile(order: ExportOrder, whole: WholeDonation): AsyncIterable<Uint8Array> {
  const [name = ''] = order.dataTypes;
  const definition = PROVIDERS[whole.donation.source_type].dataTypes[name];
  if (!definition) throw new Error(`No data type ${name}`);
  return renderType({ whole, definition, order });
}
