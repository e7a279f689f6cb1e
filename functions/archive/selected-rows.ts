/** functions/archive/selected-rows.ts — which rows of a stored file a participant has selected for removal. */
import { intervalOfDays } from '../core/period.ts';
import type { Selection } from '../core/review.ts';
import { RowSet } from '../core/row-set.ts';
import type { Table } from './table.ts';
import { plain, plainTexts, textColumns } from './text-search.ts';
import type { TableSchema } from './types.ts';

/** Rows of which only reading them tells. */
type Sought = { readonly from: number; readonly until: number; readonly text: string };

/**
 * All rows that one of the selections names. The file is read at most once, however many searches there are, and of it
 * only the columns that hold words.
 * @throws ArchiveError `bad_structure`
 */
export async function selectedRows(
  table: Table,
  schema: TableSchema,
  selections: readonly Selection[],
): Promise<RowSet> {
  const selected = new RowSet(table.length);
  const columns = textColumns(schema);
  const sought: Sought[] = [];
  for (const selection of selections) {
    for (const row of selection.rows ?? []) selected.add(row);
    if (selection.rows) continue;
    const { from, until } = await table.span(intervalOfDays(selection.start_date, selection.end_date));
    if (selection.q === undefined) selected.addRange(from, until);
    else sought.push({ from, until, text: plain(selection.q) });
  }
  await addFound(selected, table, columns, sought);
  return selected;
}

/** Looks through rows that are not selected yet. */
async function addFound(
  selected: RowSet,
  table: Table,
  columns: readonly string[],
  sought: readonly Sought[],
): Promise<void> {
  let number = 0;
  for await (const rows of sought.length ? table.rows(undefined, undefined, columns) : []) {
    for (const row of rows) {
      const at = number;
      number += 1;
      if (selected.has(at)) continue;
      const texts = plainTexts(row, columns);
      const isFound = ({ from, until, text }: Sought) =>
        at >= from && at < until && texts.some((one) => one.includes(text));
      if (sought.some(isFound)) selected.add(at);
    }
  }
}
