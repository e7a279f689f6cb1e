/** functions/archive/order.ts — the order of stored rows: newest first, rows without a time last. */

/** A time as it sorts. @param time milliseconds since the epoch, or null */
export const rank = (time: number | null): number => time ?? Number.NEGATIVE_INFINITY;
