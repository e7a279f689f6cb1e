/** functions/store/data-objects.ts — which stored file holds the rows of a data type. */
import type { DataObject } from '../core/donation.ts';
import { deleteItem, getItem, putItem, withoutKeys } from './items.ts';
import { keys } from './table.ts';

export async function saveDataObject(donationId: string, object: DataObject): Promise<void> {
  await putItem(keys.object(donationId, object.data_type), object);
}

export async function findDataObject(donationId: string, dataType: string): Promise<DataObject | undefined> {
  const item = await getItem<DataObject>(keys.object(donationId, dataType));
  return item && withoutKeys(item);
}

export async function forgetDataObject(donationId: string, dataType: string): Promise<void> {
  await deleteItem(keys.object(donationId, dataType));
}
