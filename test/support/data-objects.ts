/** test/support/data-objects.ts — what is known of a stored file. */
import type { DataObject } from '../../functions/core/donation.ts';
import { getItem, withoutKeys } from '../../functions/store/items.ts';
import { keys } from '../../functions/store/table.ts';

export async function findDataObject(donationId: string, dataType: string): Promise<DataObject | undefined> {
  const item = await getItem<DataObject>(keys.object(donationId, dataType));
  return item && withoutKeys(item);
}
