/** functions/store/donations.ts — donations: the META item, and what an erased one leaves behind. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { dynamo } from '../clients.ts';
import { RESEARCHER_INDEX } from '../constants.ts';
import { toTimestamp } from '../core/clock.ts';
import {
  type Donation,
  type Status,
  type Step,
  type StoredStatus,
  type Tombstone,
  TRANSITIONS,
} from '../core/donation.ts';
import { AppError } from '../core/errors.ts';
import { newToken } from '../core/token.ts';
import { required } from '../env.ts';
import { type DonationCondition, isCurrent } from './donation-condition.ts';
import { deletePartition, getItem, IS_NEW, type Item, putItem, updateItem, withoutKeys } from './items.ts';
import { createReceipt } from './receipts.ts';
import { keys } from './table.ts';
import { disableToken, saveToken } from './tokens.ts';

type Stored = Donation | Tombstone;
export const isTombstone = (stored: Stored): stored is Tombstone => 'erased_at' in stored;

const owned = (researcherId: string, createdAt: string, id: string) => ({
  gsi1pk: `RESEARCHER#${researcherId}`,
  gsi1sk: `${createdAt}#${id}`,
});

/** Keeps a new donation. */
export async function createDonation(donation: Donation): Promise<void> {
  const { id, researcher_id, created_at } = donation;
  await putItem(keys.donation(id), { ...donation, ...owned(researcher_id, created_at, id) }, IS_NEW);
}

/** @returns the donation or its tombstone, or undefined when there never was one */
export async function lookUpDonation(id: string): Promise<Stored | undefined> {
  const item = await getItem<Stored>(keys.donation(id));
  return item && withoutKeys(item);
}

/**
 * @param ownedBy id of the researcher who asks; absent where the caller has another right to it
 * @throws AppError `not_found` when unknown or another researcher's; `erased` (with the receipt) when erased
 */
export async function findDonation(id: string, owner: { ownedBy?: string } = {}): Promise<Donation> {
  return livingOf(await lookUpDonation(id), owner);
}

/** What was found, if it is a donation that the caller may see. @throws AppError as `findDonation` */
export function livingOf(stored: Stored | undefined, { ownedBy }: { ownedBy?: string }): Donation {
  if (!stored || (ownedBy && stored.researcher_id !== ownedBy)) throw new AppError('not_found');
  if (isTombstone(stored)) {
    const { receipt, erased_at, erased_by } = stored;
    throw new AppError('erased', { extra: { receipt, erased_at, erased_by } });
  }
  return stored;
}

export type DonationFilter = { readonly status?: Status | 'erased'; readonly externalId?: string };
export type DonationPage = { readonly items: readonly Stored[]; readonly next?: string };

/** One page of a researcher's donations, newest first. @param from `next` of the page before */
export async function listDonations(
  researcherId: string,
  { status, externalId }: DonationFilter,
  limit: number,
  from?: string,
): Promise<DonationPage> {
  const conditions = [status === 'erased' ? 'attribute_exists(erased_at)' : 'attribute_not_exists(erased_at)'];
  const values: Record<string, unknown> = { ':owner': `RESEARCHER#${researcherId}` };
  if (status && status !== 'erased') {
    conditions.push('#status IN (:status, :stored)');
    values[':status'] = status;
    values[':stored'] = status === 'processing' ? 'review' : status;
  }
  if (externalId !== undefined) {
    conditions.push('external_id = :external');
    values[':external'] = externalId;
  }
  const items: Stored[] = [];
  let start = from ? startKey(researcherId, from) : undefined;
  do {
    const page = await dynamo().send(
      new QueryCommand({
        TableName: required('TABLE_NAME'),
        IndexName: RESEARCHER_INDEX,
        KeyConditionExpression: 'gsi1pk = :owner',
        FilterExpression: conditions.join(' AND '),
        ...(':status' in values && { ExpressionAttributeNames: { '#status': 'status' } }),
        ExpressionAttributeValues: values,
        ScanIndexForward: false,
        ExclusiveStartKey: start,
      }),
    );
    items.push(...((page.Items ?? []) as Stored[]));
    start = page.LastEvaluatedKey as typeof start;
  } while (start && items.length <= limit);
  const shown = items.slice(0, limit);
  const last = shown.at(-1) as (Stored & { gsi1sk: string }) | undefined;
  const next = items.length > limit || start ? last?.gsi1sk : undefined;
  return { items: shown.map((item) => withoutKeys(item)), ...(next && { next }) };
}

/** A page starts after an index key `<created_at>#<id>`, which holds all that the table's own key needs. */
function startKey(researcherId: string, from: string) {
  const id = from.slice(from.indexOf('#') + 1);
  return { ...keys.donation(id), gsi1pk: `RESEARCHER#${researcherId}`, gsi1sk: from };
}

/**
 * Changes a donation that is not erased, if the condition holds.
 * @param steps appended to the timeline
 * @returns the donation as it is now; undefined when the condition did not hold
 */
export async function updateDonation(
  id: string,
  condition: DonationCondition,
  changes: Partial<Donation>,
  steps: readonly { step: Step; at: string }[] = [],
): Promise<Donation | undefined> {
  const append: Record<string, readonly unknown[]> = steps.length ? { timeline: steps } : {};
  const item = await updateItem<Donation>(keys.donation(id), changes as Item, isCurrent(condition), append);
  return item && withoutKeys(item);
}

/** The statuses from which a status may be reached. */
export const comingFrom = (to: StoredStatus): readonly StoredStatus[] =>
  (Object.keys(TRANSITIONS) as StoredStatus[]).filter((from) => TRANSITIONS[from].includes(to));

/**
 * A new link; the old one is void at once.
 * @returns the link's token; undefined when the donation is no longer `pending`
 */
export async function renewLink(donation: Donation, tokenHash: (token: string) => string, now: number) {
  const token = newToken('donation');
  await saveToken(token, { kind: 'donation', subject: donation.id, created_at: toTimestamp(now) });
  const changed = await updateDonation(donation.id, { status: ['pending'] }, { link_hash: tokenHash(token) });
  await disableToken(changed ? donation.link_hash : tokenHash(token), toTimestamp(now));
  return changed && token;
}

/**
 * Keeps a receipt, and replaces the donation by its tombstone: reads answer 410 from now on. Idempotent: the first
 * receipt stays.
 * @returns the tombstone that stands now; undefined when there never was a donation
 */
export async function buryDonation(
  id: string,
  erased: Pick<Tombstone, 'receipt' | 'erased_by' | 'erased_at'>,
): Promise<Tombstone | undefined> {
  const stored = await lookUpDonation(id);
  if (!stored || isTombstone(stored)) return stored;
  const { researcher_id, execution, source_type, session_hash, subject_hash, project_member_id, participant_id } =
    stored;
  const pending = {
    ...{ execution, source_type },
    ...(session_hash && { session_hash }),
    ...(subject_hash && { subject_hash }),
    ...(project_member_id && { project_member_id }),
    ...(participant_id && { participant_id }),
  };
  const tombstone: Tombstone = { id, researcher_id, ...erased, pending };
  // Before the tombstone: whoever is told the code finds it. One that another erasure was quicker than is told to nobody.
  await createReceipt(erased.receipt, erased.erased_at);
  await putItem(
    keys.donation(id),
    { ...tombstone, ...owned(stored.researcher_id, stored.created_at, id) },
    { expression: 'attribute_exists(pk) AND attribute_not_exists(erased_at)' },
  );
  return (await lookUpDonation(id)) as Tombstone;
}

/** Takes away what only the erasure needed. */
export async function finishTombstone(id: string): Promise<void> {
  await updateItem(keys.donation(id), { pending: undefined }, { expression: 'attribute_exists(erased_at)' });
}

/** Deletes everything that is stored of an erased donation but its tombstone. @returns how many items */
export function deleteDonationItems(id: string): Promise<number> {
  const { pk, sk } = keys.donation(id);
  return deletePartition(pk, sk);
}
