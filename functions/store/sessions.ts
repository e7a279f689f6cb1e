/** functions/store/sessions.ts — a participant's browser session: the donations whose links were opened in it, and whose it is. */
import { DAY_MS, HOUR_MS, toTimestamp } from '../core/clock.ts';
import { hashToken, newSecret } from '../core/token.ts';
import { deleteItem, EXISTS, getItem, IS_NEW, putItem, ttl, updateItem } from './items.ts';
import { donationsOfParticipant, findParticipant, type Participant } from './participants.ts';
import { keys } from './table.ts';

const IDLE_MS = 12 * HOUR_MS;
const LIFETIME_MS = 7 * DAY_MS;
/** How old the last use may be before a read writes it down again: saves a write a request. */
const TOUCH_AFTER_MS = HOUR_MS / 4;

export type Session = {
  readonly hash: string;
  /** Those whose links were opened in it. */
  readonly opened: readonly string[];
  /** Those, and the ones that its personal link leads to. */
  readonly donations: readonly string[];
  /** Whose personal link it was opened by, or made in, while that link is valid. */
  readonly participant?: SessionParticipant;
};

/**
 * `claimed`: whoever sits here has said that the link is theirs; they made it, pasted it, or confirmed it. A link that
 * was merely opened may be somebody else's, who sent it to have their data.
 */
export type SessionParticipant = Participant & { readonly claimed: boolean };

type PersonalLink = {
  readonly participant: string;
  readonly link_hash: string;
  readonly claimed?: boolean;
  /** Hash of the link that is about to take its place: whichever of them is valid, the session is its owner's. */
  readonly renewed_as?: string;
};

type StoredSession = {
  readonly donations: readonly string[];
  readonly created_at: string;
  readonly used_at: string;
  readonly personal_link?: PersonalLink;
};

/** @returns the cookie's value, which is not kept, and the session's hash */
export async function createSession(donations: readonly string[], now: number) {
  const secret = newSecret();
  const hash = hashToken(secret);
  const stored: StoredSession = { donations, created_at: toTimestamp(now), used_at: toTimestamp(now) };
  await putItem(keys.session(hash), { ...stored, ttl: ttl(now + LIFETIME_MS) }, IS_NEW);
  return { secret, hash };
}

/** @returns the session of a cookie, unless it is idle for 12 hours or older than 7 days */
export async function findSession(secret: string, now: number): Promise<Session | undefined> {
  const hash = hashToken(secret);
  const stored = await getItem<StoredSession>(keys.session(hash));
  if (!stored) return undefined;
  const idle = now - Date.parse(stored.used_at);
  if (idle > IDLE_MS || now - Date.parse(stored.created_at) > LIFETIME_MS) return undefined;
  if (idle > TOUCH_AFTER_MS) await updateItem(keys.session(hash), { used_at: toTimestamp(now) }, EXISTS);
  const { donations, personal_link } = stored;
  const participant = personal_link && (await findParticipant(personal_link.participant));
  const isValid = participant && [personal_link?.link_hash, personal_link?.renewed_as].includes(participant.link_hash);
  if (!isValid) return { hash, opened: donations, donations };
  const linked = await donationsOfParticipant(participant.id);
  return {
    hash,
    opened: donations,
    donations: [...new Set([...donations, ...linked])],
    participant: { ...participant, claimed: personal_link?.claimed === true },
  };
}

/** The session is from now on that of a participant whose personal link is this one. */
export async function setPersonalLink(
  hash: string,
  { id, link_hash, claimed }: Pick<SessionParticipant, 'id' | 'link_hash' | 'claimed'>,
  renewed_as?: string,
): Promise<void> {
  const personal_link: PersonalLink = { participant: id, link_hash, claimed, ...(renewed_as && { renewed_as }) };
  await updateItem(keys.session(hash), { personal_link }, EXISTS);
}

/** The donations of a session and of its personal link, whatever their age. */
export async function donationsOfSession(hash: string): Promise<readonly string[]> {
  const stored = await getItem<StoredSession>(keys.session(hash));
  if (!stored) return [];
  const { donations, personal_link } = stored;
  return personal_link ? [...donations, ...(await donationsOfParticipant(personal_link.participant))] : donations;
}

/** Adds a donation whose link was opened in this session. */
export async function addDonation(session: Session, donationId: string): Promise<void> {
  await updateItem(
    keys.session(session.hash),
    {},
    { expression: 'attribute_exists(pk) AND NOT contains(donations, :id)', values: { ':id': donationId } },
    { donations: [donationId] },
  );
}

export async function deleteSession(hash: string): Promise<void> {
  await deleteItem(keys.session(hash));
}
