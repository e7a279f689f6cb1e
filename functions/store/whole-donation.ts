/** functions/store/whole-donation.ts — a donation with its data types and stored files, in one read. */
import type { DataObject, DataTypeRecord, Donation, Tombstone } from '../core/donation.ts';
import type { Removal } from '../core/review.ts';
import { livingOf } from './donations.ts';
import { queryItems, withoutKeys } from './items.ts';
import { keys } from './table.ts';

export type WholeDonation = {
  readonly donation: Donation;
  /** By name. */
  readonly types: readonly DataTypeRecord[];
  readonly objects: readonly DataObject[];
  /** Those that hold, in the order in which they were made. */
  readonly removals: readonly Removal[];
};

/** The sort keys from the donation itself to its last data type: files and removals lie between, jobs and events do not. */
const [FIRST, LAST] = ['META', 'TYPE#~'];

/**
 * @param ownedBy id of the researcher who asks; absent where the caller has another right to it
 * @throws AppError `not_found` when unknown or another researcher's; `erased` (with the receipt) when erased
 */
export async function findWholeDonation(id: string, owner: { ownedBy?: string } = {}): Promise<WholeDonation> {
  const { pk, sk } = keys.donation(id);
  const items = await queryItems<{ sk: string }>(pk, { from: FIRST as string, to: LAST as string });
  const ofKind = <Shape extends object>(prefix: string) =>
    items.filter((item) => item.sk.startsWith(prefix)).map((item) => withoutKeys(item as unknown as Shape));
  const [stored] = ofKind<Donation | Tombstone>(sk);
  const donation = livingOf(stored, owner);
  const removals = new Map(ofKind<Removal>('REMOVAL#').map((removal) => [removal.id, removal]));
  return {
    donation,
    removals: (donation.reviewing?.removals ?? []).flatMap(({ id }) => removals.get(id) ?? []),
    types: ofKind<DataTypeRecord>('TYPE#'),
    objects: ofKind<DataObject>('OBJECT#'),
  };
}
