/** web/donate/removal-words.ts — a removal in words, and how many rows all of them take. */
import { formatDay, t } from '../i18n/messages.ts';
import type { RemovalsView, RemovalView } from '../lib/contract.ts';

/** Rows that are removed, each counted once. */
export const removedIn = ({ removed }: RemovalsView): number =>
  Object.values(removed).reduce((sum, rows) => sum + rows, 0);

function spanText({ start_date: start, end_date: end }: RemovalView): string {
  const words = t.review.removals;
  if (start && end) return words.between(formatDay(start), formatDay(end));
  if (start) return words.since(formatDay(start));
  return end ? words.before(formatDay(end)) : '';
}

/** Which rows a removal takes; how many are ticked ones is a part of it. */
export function removalText(removal: RemovalView): string {
  const words = t.review.removals;
  if (removal.all) return words.all;
  const span = spanText(removal);
  if (removal.q) return span ? words.both(words.words(removal.q), span) : words.words(removal.q);
  return span ? words.dates(span) : words.rows(removal.count);
}

/** Whether the rows were ticked one by one. */
export const isTicked = ({ all, q, start_date: start, end_date: end }: RemovalView): boolean =>
  !all && !q && !start && !end;
