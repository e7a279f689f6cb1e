/** functions/store/retention.ts — which donations are to be erased when: one partition, in the order of time. */
import { deleteItem, putItem, queryItems } from './items.ts';
import { keys } from './table.ts';

export type Retention = { readonly donation_id: string; readonly until: string };

/** Notes when a donation's time is over. @param until RFC 3339, UTC */
export async function noteRetention(retention: Retention): Promise<void> {
  await putItem(keys.retention(retention.until, retention.donation_id), retention);
}

/** Those whose time is over, the oldest first. @param now RFC 3339, UTC */
export const listOverdue = (now: string): Promise<readonly Retention[]> =>
  queryItems<Retention>(keys.retention('', '').pk, { from: '0', to: `${now}#~` });

export async function forgetRetention({ donation_id, until }: Retention): Promise<void> {
  await deleteItem(keys.retention(until, donation_id));
}
