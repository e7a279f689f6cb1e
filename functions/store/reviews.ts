/** functions/store/reviews.ts — which reviews are over when: one partition, in the order of time. */
import { deleteItem, putItem, queryItems } from './items.ts';
import { keys } from './table.ts';

export type ReviewEnd = { readonly donation_id: string; readonly until: string };

/** Notes when a review is over. @param until RFC 3339, UTC */
export async function noteReview(end: ReviewEnd): Promise<void> {
  await putItem(keys.review(end.until, end.donation_id), end);
}

/** Those that are over, the oldest first. @param now RFC 3339, UTC */
export const listEndedReviews = (now: string): Promise<readonly ReviewEnd[]> =>
  queryItems<ReviewEnd>(keys.review('', '').pk, { from: '0', to: `${now}#~` });

export async function forgetReview({ donation_id, until }: ReviewEnd): Promise<void> {
  await deleteItem(keys.review(until, donation_id));
}
