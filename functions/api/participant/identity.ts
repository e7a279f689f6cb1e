/** functions/api/participant/identity.ts — /api/participant/identity/: the personal link, and the donations it leads to. */
import { AppError } from '../../core/errors.ts';
import { identityBody } from '../../core/schemas-participant.ts';
import { hashToken } from '../../core/token.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import { recordEvent } from '../../store/events.ts';
import {
  createParticipant,
  donationsOfParticipant,
  dropParticipant,
  findParticipant,
  renewPersonalLink,
} from '../../store/participants.ts';
import { type Session, setPersonalLink } from '../../store/sessions.ts';
import { findToken } from '../../store/tokens.ts';
import { whyNotOpened } from './link-refusal.ts';
import { giveTo, ownDonations } from './own-donations.ts';
import { participantRoute } from './route.ts';

/** GET — whether this session is that of a personal link, and whether one can be made in it. */
export const getIdentity = participantRoute({}, async ({ session }) => {
  const unlinked = (await ownDonations(session)).some(({ participant_id }) => !participant_id);
  const personal_link = session.participant !== undefined;
  return { status: 200, body: { personal_link, can_make: personal_link || unlinked } };
});

/**
 * POST — `{}` makes a personal link for the donations that were consented to in this session; a new one where there is
 * one, which is void at once. `{participant_token}`: another personal link leads to them from now on.
 * @throws AppError `consent_required`, `already_linked`, `no_session`; `invalid` for a token that is none, or void
 */
export const postIdentity = participantRoute({ body: identityBody }, ({ session, body, now }) => {
  if (body.participant_token !== undefined) return linkTo(body.participant_token, session, now);
  return session.participant ? renew(session, session.participant, now) : make(session, now);
});

const shownOnce = (token: string): Answer => ({
  status: 201,
  body: { participant_url: `${required('PUBLIC_ORIGIN')}/me/#${token}` },
});

async function make(session: Session, now: number): Promise<Answer> {
  const own = await ownDonations(session);
  if (!own.length) throw new AppError('consent_required', { detail: 'Agree to a donation in this browser first.' });
  const unlinked = own.filter(({ participant_id }) => !participant_id);
  if (!unlinked.length) throw new AppError('already_linked');
  const { participant, token } = await createParticipant(now);
  for (const donation of unlinked) {
    if (await giveTo(participant.id, donation, now))
      await recordEvent(donation.id, { event: 'personal_link_made', by: 'participant' }, now);
  }
  await setPersonalLink(session.hash, participant);
  return shownOnce(token);
}

async function renew(session: Session, participant: NonNullable<Session['participant']>, now: number) {
  const token = await renewPersonalLink(participant, now);
  // Another tab was first: this session's link is void.
  if (!token) throw new AppError('no_session');
  await setPersonalLink(session.hash, { id: participant.id, link_hash: hashToken(token) });
  return shownOnce(token);
}

/** The session's own donations go to the participant of the token; a link that led to them before is void. */
async function linkTo(token: string, session: Session, now: number): Promise<Answer> {
  const found = await findToken('participant', token, now);
  const participant = found && (await findParticipant(found.subject));
  if (!participant) {
    throw new AppError('invalid', { errors: { participant_token: [await whyNotOpened('participant', token)] } });
  }
  const linked: string[] = [];
  for (const donation of await ownDonations(session)) {
    if (donation.participant_id === participant.id || !(await giveTo(participant.id, donation, now))) continue;
    await recordEvent(donation.id, { event: 'personal_link_linked', by: 'participant' }, now);
    linked.push(donation.id);
  }
  await setPersonalLink(session.hash, participant);
  const before = session.participant;
  const isLeft = before && before.id !== participant.id && !(await donationsOfParticipant(before.id)).length;
  if (isLeft) await dropParticipant(before, now);
  return { status: 200, body: { linked } };
}
