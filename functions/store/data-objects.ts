/** functions/store/data-objects.ts — which stored file holds the rows of a data type. */
import type { DataObject } from '../core/donation.ts';
import { deleteItem, putItem } from './items.ts';
import { keys } from './table.ts';

export async function saveDataObject(donationId: string, object: DataObject): Promise<void> {
  await putItem(keys.object(donationId, object.data_type), object);
}

export async function forgetDataObject(donationId: string, dataType: string): Promise<void> {
  await deleteItem(keys.object(donationId, dataType));
}

/**
 * Changes what is known of a stored file that a release has not put in its place yet.
 * @param before as it was read
 * @returns false when the release has, or the file is another one or gone
 */
export const replaceDataObject = (donationId: string, before: DataObject, after: DataObject): Promise<boolean> =>
  putItem(keys.object(donationId, before.data_type), after, {
    expression: 'sha256 = :before AND attribute_not_exists(#released)',
    names: { '#released': 'released' },
    values: { ':before': before.sha256 },
  });
