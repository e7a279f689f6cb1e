/** functions/store/receipts.ts — the receipt of an erasure: no content, no id of the donation. */
import { EXISTS, getItem, IS_NEW, putItem, updateItem, withoutKeys } from './items.ts';
import { keys } from './table.ts';

/** `dead`: the grant was gone already. `given_up`: the provider did not answer for seven days. */
export const REVOCATION_STATES = ['pending', 'done', 'dead', 'given_up', 'not_needed'] as const;
export type RevocationState = (typeof REVOCATION_STATES)[number];

export type Receipt = {
  /** When reads began to answer 410. */
  readonly marked_at: string;
  /** When objects and items were deleted. */
  readonly erased_at: string | null;
  /** When a listing after the longest step's time-out found nothing. */
  readonly verified_at: string | null;
  readonly revocation: RevocationState;
};

/** Keeps a new receipt; an existing one stays. */
export async function createReceipt(code: string, markedAt: string): Promise<void> {
  const receipt: Receipt = { marked_at: markedAt, erased_at: null, verified_at: null, revocation: 'pending' };
  await putItem(keys.receipt(code), receipt, IS_NEW);
}

export async function updateReceipt(code: string, changes: Partial<Receipt>): Promise<void> {
  await updateItem(keys.receipt(code), changes, EXISTS);
}

export async function findReceipt(code: string): Promise<Receipt | undefined> {
  const item = await getItem<Receipt>(keys.receipt(code));
  return item && withoutKeys(item);
}
