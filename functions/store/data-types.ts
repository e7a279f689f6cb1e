/** functions/store/data-types.ts — the requested data types of a donation, each with a state of its own. */
import { NO_ROWS } from '../core/accounting.ts';
import type { DataTypeRecord, DataTypeState } from '../core/donation.ts';
import { IS_NEW, type Item, putItem, queryItems, updateItem, withoutKeys } from './items.ts';
import { keys } from './table.ts';

/** Keeps the requested data types of a new donation. */
export async function createDataTypes(donationId: string, names: readonly string[]): Promise<void> {
  const create = (data_type: string) => {
    const record: DataTypeRecord = { data_type, state: 'requested', counts: NO_ROWS };
    return putItem(keys.dataType(donationId, data_type), record, IS_NEW);
  };
  await Promise.all(names.map(create));
}

/** @returns the data types of a donation, by name */
export async function listDataTypes(donationId: string): Promise<readonly DataTypeRecord[]> {
  const items = await queryItems<DataTypeRecord>(keys.donation(donationId).pk, 'TYPE#');
  return items.map((item) => withoutKeys(item));
}

/**
 * Changes a data type that is in one of the given states.
 * @returns it as it is now; undefined when it is in another state or was erased
 */
export async function updateDataType(
  donationId: string,
  dataType: string,
  from: readonly DataTypeState[],
  changes: Partial<DataTypeRecord>,
): Promise<DataTypeRecord | undefined> {
  const item = await updateItem<DataTypeRecord>(keys.dataType(donationId, dataType), changes as Item, {
    expression: `attribute_exists(pk) AND #state IN (${from.map((_, at) => `:f${at}`).join(', ')})`,
    names: { '#state': 'state' },
    values: Object.fromEntries(from.map((state, at) => [`:f${at}`, state])),
  });
  return item && withoutKeys(item);
}
