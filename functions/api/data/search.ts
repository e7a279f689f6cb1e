/** functions/api/data/search.ts — the rows that hold a text, anywhere a person can read it. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Found, Table } from '../../archive/table.ts';
import type { Row, TableSchema } from '../../archive/types.ts';
import type { DataObject } from '../../core/donation.ts';
import type { Interval } from '../../core/period.ts';

/** Row numbers that are kept for the next pages, of four bytes each. */
const KEPT_NUMBERS = 4 * 1024 * 1024;

const found = new LRUCache<string, Found>({
  maxSize: KEPT_NUMBERS,
  sizeCalculation: ({ numbers }) => numbers.length + 1,
});

const plain = (text: string): string => text.normalize('NFC').toLowerCase();

/** Whether a row holds a text, in any case, in one of the columns. */
export function matcher(text: string, columns: readonly string[]): (row: Row) => boolean {
  const wanted = plain(text);
  return (row) => columns.some((name) => typeof row[name] === 'string' && plain(row[name]).includes(wanted));
}

/** Columns that hold words. JSON is searched as it is stored. */
export const textColumns = ({ columns }: TableSchema): readonly string[] =>
  columns.filter(({ type }) => type === 'string' || type === 'json').map(({ name }) => name);

/**
 * Looks through all rows once; the next pages of the same search come from what was found.
 * @param text as somebody typed it
 */
export async function search(
  table: Table,
  { key, sha256 }: DataObject,
  schema: TableSchema,
  text: string,
  interval: Interval | undefined,
): Promise<Found> {
  const what = JSON.stringify([key, sha256, plain(text), interval?.from, interval?.until]);
  // What somebody searched for is not kept in the clear.
  const name = createHash('sha256').update(what).digest('base64');
  const known = found.get(name);
  if (known) return known;
  const columns = textColumns(schema);
  const result = await table.find({ ...(interval && { interval }), columns, matches: matcher(text, columns) });
  found.set(name, result);
  return result;
}
