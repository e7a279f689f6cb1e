/** functions/archive/order.ts — the order of stored rows (newest first, rows without a time last), and their weight. */
import type { Row } from './types.ts';

/** A time as it sorts. @param time milliseconds since the epoch, or null */
export const rank = (time: number | null): number => time ?? Number.NEGATIVE_INFINITY;

/** What a value takes besides its text: a field, a header, a reference. */
const VALUE_BYTES = 16;

/** About how many bytes a row takes in memory: what windows and row groups are bounded by. */
export function weigh(row: Row): number {
  let bytes = 0;
  for (const name in row) {
    const value = row[name];
    bytes += typeof value === 'string' ? VALUE_BYTES + value.length : VALUE_BYTES;
  }
  return bytes;
}
