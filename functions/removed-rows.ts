/** functions/removed-rows.ts — which rows of a stored file its participant has removed, as long as they are not released. */
import { selectedRows } from './archive/selected-rows.ts';
import type { Table } from './archive/table.ts';
import type { TableSchema } from './archive/types.ts';
import { isUnreleased, type Removal } from './core/review.ts';
import { RowSet } from './core/row-set.ts';
import type { WholeDonation } from './store/whole-donation.ts';

type Removing = Pick<WholeDonation, 'donation' | 'types' | 'removals'>;

/**
 * The removals that hold for a data type. A file that is released already lacks their rows: others have their numbers.
 * @throws Error where one that the donation names is not there: without it, rows would be given that were removed
 */
export function removalsOf({ donation, types, removals }: Removing, dataType: string): readonly Removal[] {
  const type = types.find(({ data_type }) => data_type === dataType);
  if (!type || !isUnreleased(donation, type)) return [];
  const isOf = ({ data_type }: Pick<Removal, 'data_type'>): boolean => data_type === dataType;
  const found = removals.filter(isOf);
  if (found.length !== (donation.reviewing?.removals ?? []).filter(isOf).length)
    throw new Error('A removal is missing');
  return found;
}

/** @throws ArchiveError `bad_structure` */
export async function removedRows(
  whole: Removing,
  dataType: string,
  table: Table,
  schema: TableSchema,
): Promise<RowSet> {
  const removals = removalsOf(whole, dataType);
  return removals.length ? selectedRows(table, schema, removals) : new RowSet(table.length);
}
