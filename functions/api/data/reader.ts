/** functions/api/data/reader.ts — who reads rows, and what the review before release leaves them. */
import { LRUCache } from 'lru-cache';
import type { Table } from '../../archive/table.ts';
import { AppError } from '../../core/errors.ts';
import { isHeldBack, isUnreleased } from '../../core/review.ts';
import type { RowSet } from '../../core/row-set.ts';
import { removedRows } from '../../removed-rows.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import type { Readable } from './readable.ts';

/** `own`: the session in which the participant consented, or one of their personal link. */
export type Reader = { readonly by: 'researcher' } | { readonly by: 'participant'; readonly own: boolean };

/** Bits of rows, a byte for eight: those of a million rows take 125 kB. */
const KEPT_BYTES = 4 * 1024 * 1024;

const removed = new LRUCache<string, RowSet>({
  maxSize: KEPT_BYTES,
  sizeCalculation: ({ length }) => Math.ceil(length / 8) + 1,
});

/**
 * Until the release the rows are the participant's alone.
 * @throws AppError `under_review` for the study; `personal_link_needed` for a browser that only has the donation's link
 */
export function refuseUnreleased(
  { donation }: Pick<WholeDonation, 'donation'>,
  type: Readable['type'],
  reader: Reader,
): void {
  const isEarly = donation.status === 'review' && !donation.processed_at;
  if (!isEarly && !isHeldBack(donation, type)) return;
  if (reader.by === 'researcher') throw new AppError('under_review');
  if (!reader.own) throw new AppError('personal_link_needed');
}

/**
 * The rows of a data type that its participant has removed so far; undefined where nothing of it is under review.
 * @param version of the review: whatever is changed makes another one
 */
export async function hiddenRows(
  whole: WholeDonation,
  { type, definition, object }: Readable,
  table: Table,
): Promise<RowSet | undefined> {
  const version = reviewVersion(whole, type);
  if (version === undefined || !object) return undefined;
  const name = [object.key, object.sha256, version].join(' ');
  const known = removed.get(name);
  if (known) return known;
  const rows = await removedRows(whole, type.data_type, table, definition.schema);
  removed.set(name, rows);
  return rows;
}

/** The version of the review that a data type is under; undefined where it is under none. */
export const reviewVersion = ({ donation }: WholeDonation, type: Readable['type']): number | undefined =>
  isUnreleased(donation, type) ? donation.reviewing?.version : undefined;
