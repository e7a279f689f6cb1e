/** functions/store/removals.ts — the rows that a participant wants removed before the release, as predicates. */
import type { Removal } from '../core/review.ts';
import { deleteItem, IS_NEW, putItem, queryItems } from './items.ts';
import { keys } from './table.ts';

/** Keeps a removal; it holds once the donation names it. */
export async function saveRemoval(donationId: string, removal: Removal): Promise<void> {
  await putItem(keys.removal(donationId, removal.id), removal, IS_NEW);
}

export async function deleteRemoval(donationId: string, removalId: string): Promise<void> {
  await deleteItem(keys.removal(donationId, removalId));
}

/** Forgets all of them, those that hold no more included. */
export async function deleteRemovals(donationId: string): Promise<void> {
  const { pk, sk } = keys.removal(donationId, '');
  for (const { id } of await queryItems<Removal>(pk, sk)) await deleteRemoval(donationId, id);
}
