/** functions/store/sessions.ts — a participant's browser session: the set of donations whose links were opened in it. */
import { DAY_MS, HOUR_MS, toTimestamp } from '../core/clock.ts';
import { hashToken, newSecret } from '../core/token.ts';
import { deleteItem, EXISTS, getItem, IS_NEW, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

const IDLE_MS = 12 * HOUR_MS;
const LIFETIME_MS = 7 * DAY_MS;
/** How old the last use may be before a read writes it down again: saves a write a request. */
const TOUCH_AFTER_MS = HOUR_MS / 4;

export type Session = {
  readonly hash: string;
  readonly donations: readonly string[];
};

type StoredSession = {
  readonly donations: readonly string[];
  readonly created_at: string;
  readonly used_at: string;
};

/** @returns the cookie's value, which is not kept, and the session */
export async function createSession(donations: readonly string[], now: number) {
  const secret = newSecret();
  const hash = hashToken(secret);
  const stored: StoredSession = { donations, created_at: toTimestamp(now), used_at: toTimestamp(now) };
  await putItem(keys.session(hash), { ...stored, ttl: ttl(now + LIFETIME_MS) }, IS_NEW);
  return { secret, session: { hash, donations } satisfies Session };
}

/** @returns the session of a cookie, unless it is idle for 12 hours or older than 7 days */
export async function findSession(secret: string, now: number): Promise<Session | undefined> {
  const hash = hashToken(secret);
  const stored = await getItem<StoredSession>(keys.session(hash));
  if (!stored) return undefined;
  const idle = now - Date.parse(stored.used_at);
  if (idle > IDLE_MS || now - Date.parse(stored.created_at) > LIFETIME_MS) return undefined;
  if (idle > TOUCH_AFTER_MS) await updateItem(keys.session(hash), { used_at: toTimestamp(now) }, EXISTS);
  return { hash, donations: stored.donations };
}

/** The donations of a session, whatever its age. */
export async function donationsOfSession(hash: string): Promise<readonly string[]> {
  return (await getItem<StoredSession>(keys.session(hash)))?.donations ?? [];
}

/** Adds a donation whose link was opened in this session. */
export async function addDonation(session: Session, donationId: string): Promise<void> {
  if (session.donations.includes(donationId)) return;
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
