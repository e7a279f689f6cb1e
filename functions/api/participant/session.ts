/** functions/api/participant/session.ts — a link's token becomes a session, and ends. */
import { AppError } from '../../core/errors.ts';
import { sessionBody } from '../../core/schemas-participant.ts';
import { TOKEN_PREFIX } from '../../core/token.ts';
import { findDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { addDonation, createSession, deleteSession } from '../../store/sessions.ts';
import { findToken, isDisabled } from '../../store/tokens.ts';
import { readSession, sessionCookie, siteRoute } from './route.ts';

const BROKEN = 'This link is not complete. Copy it whole, or ask the study for a new one.';
const VOID = 'This link is no longer valid: ask the study for the new one.';

/**
 * POST /api/participant/session/ — opens a link in this browser. A session that is there already keeps its donations.
 * @throws AppError `no_session` for a token that is none, or void; `erased` with the receipt
 */
export const openSession = siteRoute({ body: sessionBody }, async ({ body, event, now }) => {
  const isDonation = body.token.startsWith(TOKEN_PREFIX.donation);
  const found = isDonation ? await findToken('donation', body.token, now) : undefined;
  if (!found) throw new AppError('no_session', { detail: (await isDisabled(body.token)) ? VOID : BROKEN });
  const donation = await findDonation(found.subject);
  await recordEvent(donation.id, { event: 'opened', by: 'participant' }, now);
  const answer = { status: 200, body: { kind: 'donation', donation_id: donation.id } };
  const session = await readSession(event, now);
  if (session) {
    await addDonation(session, donation.id);
    return answer;
  }
  const { secret } = await createSession([donation.id], now);
  return { ...answer, cookies: [sessionCookie(secret)] };
});

/** DELETE /api/participant/session/ — logs out; nothing is deleted but the session. */
export const closeSession = siteRoute({}, async ({ event, now }) => {
  const session = await readSession(event, now);
  if (session) await deleteSession(session.hash);
  return { status: 204, cookies: [sessionCookie('')] };
});
