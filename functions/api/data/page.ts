/** functions/api/data/page.ts — one page of rows: of all, of those between dates, of those with a text, without those removed. */
import type { Page, Table } from '../../archive/table.ts';
import type { TableSchema } from '../../archive/types.ts';
import type { DataObject } from '../../core/donation.ts';
import type { Interval } from '../../core/period.ts';
import type { RowSet } from '../../core/row-set.ts';
import { search } from './search.ts';

export type Wanted = {
  readonly q?: string | undefined;
  readonly interval: Interval | undefined;
  readonly offset: number;
  readonly limit: number;
  readonly maxBytes: number;
  /** Rows that the participant removed; there, if only empty, while the data type is under review. */
  readonly hidden: RowSet | undefined;
};

/** `numbers`: what each row is called in a removal; there while rows can be removed. */
export type RowsPage = Page & { readonly numbers?: readonly number[] };

type Numbered = { readonly numbers: Uint32Array; readonly count: number; readonly undatedExcluded: number };

export async function pageOf(table: Table, object: DataObject, schema: TableSchema, wanted: Wanted): Promise<RowsPage> {
  const { q, interval, offset, limit, maxBytes, hidden } = wanted;
  if (!q && !hidden) return table.page({ ...(interval && { interval }), offset, limit, maxBytes });
  const { numbers, count, undatedExcluded } = q
    ? await found(table, object, schema, { ...wanted, q })
    : await left(table, wanted);
  const rows = await table.at(numbers, maxBytes);
  return { rows, count, undatedExcluded, ...(hidden && { numbers: [...numbers.subarray(0, rows.length)] }) };
}

/** Of what a search finds, the page that is wanted. */
async function found(
  table: Table,
  object: DataObject,
  schema: TableSchema,
  { q, interval, offset, limit, hidden }: Wanted & { readonly q: string },
): Promise<Numbered> {
  const { numbers: all, undatedExcluded } = await search(table, object, schema, q, interval);
  const numbers = hidden?.count() ? all.filter((number) => !hidden.has(number)) : all;
  return { numbers: numbers.subarray(offset, offset + limit), count: numbers.length, undatedExcluded };
}

/** Of what is not removed, the page that is wanted. */
async function left(table: Table, { interval, offset, limit, hidden }: Wanted): Promise<Numbered> {
  const { from, until, undatedExcluded } = await table.span(interval);
  const rows = hidden as RowSet;
  return {
    numbers: rows.absent(from, until, offset, limit),
    count: until - from - rows.count(from, until),
    undatedExcluded,
  };
}
