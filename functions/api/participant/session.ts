/** functions/api/participant/session.ts — a link's token becomes a session, and ends. */
import { AppError } from '../../core/errors.ts';
import { sessionBody } from '../../core/schemas-participant.ts';
import { TOKEN_PREFIX } from '../../core/token.ts';
import type { Answer } from '../../http/answer.ts';
import type { ApiEvent } from '../../http/event.ts';
import { findDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { findByPersonalLink, type Participant } from '../../store/participants.ts';
import { addDonation, createSession, deleteSession, setPersonalLink } from '../../store/sessions.ts';
import { findToken } from '../../store/tokens.ts';
import { whyNotOpened } from './link-refusal.ts';
import { readSession, sessionCookie, siteRoute } from './route.ts';

/**
 * POST /api/participant/session/ — opens a link in this browser. A session that is there already keeps its donations.
 * @throws AppError `no_session` for a token that is none, or void; `erased` with the receipt
 */
export const openSession = siteRoute({ body: sessionBody }, async ({ body, event, now }) => {
  if (body.token.startsWith(TOKEN_PREFIX.participant)) {
    const participant = await findByPersonalLink(body.token, now);
    if (participant) return openPersonalLink(participant, event, now);
    throw new AppError('no_session', { detail: await whyNotOpened('participant', body.token) });
  }
  const found = await findToken('donation', body.token, now);
  if (found) return openDonation(found.subject, event, now);
  throw new AppError('no_session', { detail: await whyNotOpened('donation', body.token) });
});

async function openDonation(id: string, event: ApiEvent, now: number): Promise<Answer> {
  const donation = await findDonation(id);
  await recordEvent(donation.id, { event: 'opened', by: 'participant' }, now);
  const answer = { status: 200, body: { kind: 'donation', donation_id: donation.id } };
  const session = await readSession(event, now);
  if (session) {
    await addDonation(session, donation.id);
    return answer;
  }
  const { secret } = await createSession([donation.id], now);
  return { ...answer, cookies: [sessionCookie(secret)] };
}

/** A session of another personal link becomes one of this: whoever holds a link may put it into their browser. */
async function openPersonalLink(participant: Participant, event: ApiEvent, now: number): Promise<Answer> {
  const session = await readSession(event, now);
  const made = session ? undefined : await createSession([], now);
  const hash = (session ?? made)?.hash as string;
  // Opened again, it stays whose it was said to be.
  const claimed = session?.participant?.id === participant.id && session.participant.claimed;
  await setPersonalLink(hash, { ...participant, claimed });
  return { status: 200, body: { kind: 'participant' }, ...(made && { cookies: [sessionCookie(made.secret)] }) };
}

/** DELETE /api/participant/session/ — logs out; nothing is deleted but the session. */
export const closeSession = siteRoute({}, async ({ event, now }) => {
  const session = await readSession(event, now);
  if (session) await deleteSession(session.hash);
  return { status: 204, cookies: [sessionCookie('')] };
});
