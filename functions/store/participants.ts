/** functions/store/participants.ts — participants: a personal link, and the donations it leads to. */
import { toTimestamp } from '../core/clock.ts';
import { newId } from '../core/id.ts';
import { hashToken, newToken } from '../core/token.ts';
import { deleteItem, getItem, IS_NEW, putItem, queryItems, updateItem } from './items.ts';
import { keys } from './table.ts';
import { disableToken, findToken, saveToken } from './tokens.ts';

/** Nothing of it tells of a person: an id of our own, and the hash of the link that is valid now. */
export type Participant = { readonly id: string; readonly link_hash: string; readonly created_at: string };

/** A participant with a first personal link. @param now milliseconds since the epoch @returns the token, shown once */
export async function createParticipant(now: number): Promise<{ participant: Participant; token: string }> {
  const token = newToken('participant');
  const participant = { id: newId('par'), link_hash: hashToken(token), created_at: toTimestamp(now) };
  await saveToken(token, { kind: 'participant', subject: participant.id, created_at: participant.created_at });
  await putItem(keys.participant(participant.id), participant, IS_NEW);
  return { participant, token };
}

/**
 * Puts a new personal link in the place of the old one, which is void at once, and with it the sessions that it opened.
 * @param token of the new one
 * @returns false when another link took the old one's place meanwhile
 */
export async function renewPersonalLink({ id, link_hash }: Participant, token: string, now: number): Promise<boolean> {
  const at = toTimestamp(now);
  await saveToken(token, { kind: 'participant', subject: id, created_at: at });
  const changed = await updateItem(
    keys.participant(id),
    { link_hash: hashToken(token) },
    { expression: 'link_hash = :old', values: { ':old': link_hash } },
  );
  // Where only the answer was lost, the write was made all the same.
  const isMade = changed !== undefined || (await findParticipant(id))?.link_hash === hashToken(token);
  await disableToken(isMade ? link_hash : hashToken(token), at);
  return isMade;
}

/** Makes the personal link of a participant void whose donations went to another one. */
export async function dropParticipant({ id, link_hash }: Participant, now: number): Promise<void> {
  await disableToken(link_hash, toTimestamp(now));
  await deleteItem(keys.participant(id));
}

export const findParticipant = (id: string): Promise<Participant | undefined> => getItem(keys.participant(id));

/** @returns whose personal link it is; a link whose place a newer one has taken is nobody's, even if it still stands */
export async function findByPersonalLink(token: string, now: number): Promise<Participant | undefined> {
  const found = await findToken('participant', token, now);
  const participant = found && (await findParticipant(found.subject));
  return participant?.link_hash === hashToken(token) ? participant : undefined;
}

/** @returns the ids of the donations that the personal link leads to */
export async function donationsOfParticipant(id: string): Promise<readonly string[]> {
  const { pk, sk } = keys.linked(id, '');
  return (await queryItems<{ readonly sk: string }>(pk, sk)).map((item) => item.sk.slice(sk.length));
}

/** The personal link leads to the donation; whose it is stands in the donation itself. */
export async function linkDonation(id: string, donationId: string, now: number): Promise<void> {
  await putItem(keys.linked(id, donationId), { linked_at: toTimestamp(now) });
}

export async function unlinkDonation(id: string, donationId: string): Promise<void> {
  await deleteItem(keys.linked(id, donationId));
}
