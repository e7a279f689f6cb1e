/** functions/archive/without-rows.ts — the rows of a stored file without those that were taken out. */
import type { RowSet } from '../core/row-set.ts';
import type { Row } from './types.ts';

/** @param first number of the first row that comes */
export async function* withoutRows(
  groups: AsyncIterable<readonly Row[]>,
  first: number,
  taken: RowSet,
): AsyncGenerator<readonly Row[]> {
  let number = first;
  for await (const rows of groups) {
    const start = number;
    number += rows.length;
    const left = taken.count(start, number) ? rows.filter((_, at) => !taken.has(start + at)) : rows;
    if (left.length) yield left;
  }
}
