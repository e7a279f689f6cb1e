/** functions/api/data/search.ts — the rows that hold a text, anywhere a person can read it. */
import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Found, Table } from '../../archive/table.ts';
import { matcher, plain, textColumns } from '../../archive/text-search.ts';
import type { TableSchema } from '../../archive/types.ts';
import type { DataObject } from '../../core/donation.ts';
import type { Interval } from '../../core/period.ts';

/** Row numbers that are kept for the next pages, of four bytes each. */
const KEPT_NUMBERS = 4 * 1024 * 1024;

const found = new LRUCache<string, Found>({
  maxSize: KEPT_NUMBERS,
  sizeCalculation: ({ numbers }) => numbers.length + 1,
});

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
