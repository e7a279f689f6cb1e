/** functions/store/work.ts — what has been begun and has to come to an end: the sweep looks after it. */
import { toTimestamp } from '../core/clock.ts';
import { deleteItem, putItem, queryItems } from './items.ts';
import { keys } from './table.ts';

export type Work = {
  readonly donation_id: string;
  /** When it was begun (again), RFC 3339. */
  readonly since: string;
};

/**
 * Notes that an authorization or an erasure begins, before anything of it is done: whatever interrupts it, the sweep
 * finds it.
 * @param now milliseconds since the epoch
 */
export async function beginWork(donationId: string, now: number): Promise<void> {
  const work: Work = { donation_id: donationId, since: toTimestamp(now) };
  await putItem(keys.work(donationId), work);
}

/** @returns everything that has been begun and not been seen to have ended */
export const listWork = (): Promise<readonly Work[]> => queryItems<Work>(keys.work('').pk);

/** Nothing is left to look after, unless it was begun again meanwhile. */
export async function endWork({ donation_id, since }: Work): Promise<void> {
  await deleteItem(keys.work(donation_id), { expression: 'since = :since', values: { ':since': since } });
}
