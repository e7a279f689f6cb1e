/** functions/store/provider-people.ts — which donations are those of a person whom the provider names, by a hash of it. */
import { DAY_MS } from '../core/clock.ts';
import { deleteItem, putItem, queryItems, ttl } from './items.ts';
import { keys } from './table.ts';

/** A grant is given back at most 13 days after it was given; what is told of it later concerns nothing of ours. */
const LIFETIME_MS = 15 * DAY_MS;

/** Notes whose a donation is. @param now milliseconds since the epoch */
export async function notePerson(subjectHash: string, donationId: string, now: number): Promise<void> {
  await putItem(keys.providerPerson(subjectHash, donationId), { ttl: ttl(now + LIFETIME_MS) });
}

export async function forgetPerson(subjectHash: string, donationId: string): Promise<void> {
  await deleteItem(keys.providerPerson(subjectHash, donationId));
}

/** @returns the donations of a person */
export async function donationsOfPerson(subjectHash: string): Promise<readonly string[]> {
  const { pk } = keys.providerPerson(subjectHash, '');
  return (await queryItems<{ readonly sk: string }>(pk)).map(({ sk }) => sk);
}
