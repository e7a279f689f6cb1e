/** functions/api/participant/identity.ts — /api/participant/identity/: the personal link, and the donations it leads to. */
import type { Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { identityBody } from '../../core/schemas-participant.ts';
import { hashToken, newToken } from '../../core/token.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import { recordEvent } from '../../store/events.ts';
import {
  createParticipant,
  donationsOfParticipant,
  dropParticipant,
  findByPersonalLink,
  findParticipant,
  type Participant,
  renewPersonalLink,
} from '../../store/participants.ts';
import { type Session, setPersonalLink } from '../../store/sessions.ts';
import { whyNotOpened } from './link-refusal.ts';
import { giveTo, ownDonations } from './own-donations.ts';
import { participantRoute } from './route.ts';

/**
 * GET — whether this session is that of a personal link, whether one can be made in it, and whether the participant is
 * to be asked first if the link is theirs.
 */
export const getIdentity = participantRoute({}, async ({ session }) => {
  const unlinked = (await unlinkedDonations(session)).length > 0;
  const personal_link = session.participant !== undefined;
  const to_claim = personal_link && !session.participant?.claimed && unlinked;
  return { status: 200, body: { personal_link, can_make: personal_link || unlinked, to_claim } };
});

/**
 * POST — `{}` makes a personal link for the donations that were consented to in this session; a new one where there is
 * one, which is void at once, unless only a `first` one is asked for. `{claim}`: the link that this browser was opened
 * with is the participant's own, and leads to them, too. `{participant_token}`: another personal link does.
 * @throws AppError `consent_required`, `already_linked`, `no_session`; `invalid` for a token that is none, or void
 */
export const postIdentity = participantRoute({ body: identityBody }, async ({ session, body, now }) => {
  const { participant } = session;
  if (body.participant_token !== undefined) return linkTo(await namedBy(body.participant_token, now), session, now);
  if (body.claim) {
    if (!participant) throw new AppError('no_session');
    return linkTo(participant, session, now);
  }
  // A link that may be somebody else's is left to them.
  const isOthers = participant && !participant.claimed && (await unlinkedDonations(session)).length > 0;
  if (!participant || isOthers) return make(session, now);
  if (body.first) throw new AppError('already_linked');
  return renew(session, participant, now);
});

const unlinkedDonations = async (session: Session) =>
  (await ownDonations(session)).filter(({ participant_id }) => !participant_id);

const shownOnce = (token: string): Answer => ({
  status: 201,
  body: { participant_url: `${required('PUBLIC_ORIGIN')}/me/#${token}` },
});

async function make(session: Session, now: number): Promise<Answer> {
  const own = await ownDonations(session);
  if (!own.length) throw new AppError('consent_required', { detail: 'Agree to a donation in this browser first.' });
  const unlinked = await unlinkedDonations(session);
  if (!unlinked.length) throw new AppError('already_linked');
  const { participant, token } = await createParticipant(now);
  // First: whatever interrupts the rest, this browser can make another link for what was given to this one.
  await setPersonalLink(session.hash, { ...participant, claimed: true });
  const given = await giveAll(participant, unlinked, now);
  if (!given) {
    // Another tab was quicker: its link is the one.
    await dropParticipant(participant, now);
    await followOtherTab(session);
    throw new AppError('already_linked');
  }
  return shownOnce(token);
}

/** @returns how many donations the personal link leads to now that it did not lead to before */
async function giveAll({ id }: Participant, donations: readonly Donation[], now: number): Promise<number> {
  let given = 0;
  for (const donation of donations) {
    if (!(await giveTo(id, donation, now))) continue;
    given += 1;
    await recordEvent(donation.id, { event: 'personal_link_made', by: 'participant' }, now);
  }
  return given;
}

/** The link that another tab of this browser has just made is this tab's, too. */
async function followOtherTab(session: Session): Promise<void> {
  const [given] = (await ownDonations(session)).filter(({ participant_id }) => participant_id !== undefined);
  const participant = given?.participant_id && (await findParticipant(given.participant_id));
  if (participant) await setPersonalLink(session.hash, { ...participant, claimed: true });
}

async function renew(session: Session, participant: NonNullable<Session['participant']>, now: number) {
  const token = newToken('participant');
  const link_hash = hashToken(token);
  await setPersonalLink(session.hash, { ...participant, claimed: true }, link_hash);
  // Another tab was first: this session's link is void.
  if (!(await renewPersonalLink(participant, token, now))) throw new AppError('no_session');
  await setPersonalLink(session.hash, { id: participant.id, link_hash, claimed: true });
  // Where making the first one was interrupted, some are still to be given to it.
  await giveAll(participant, await unlinkedDonations(session), now);
  return shownOnce(token);
}

/** @throws AppError `invalid` for a token that is none, or void */
async function namedBy(token: string, now: number): Promise<Participant> {
  const participant = await findByPersonalLink(token, now);
  if (participant) return participant;
  throw new AppError('invalid', { errors: { participant_token: [await whyNotOpened('participant', token)] } });
}

/** The session's own donations go to the participant of the token; a link that led to them before is void. */
async function linkTo(participant: Participant, session: Session, now: number): Promise<Answer> {
  const linked: string[] = [];
  for (const donation of await ownDonations(session)) {
    if (donation.participant_id === participant.id || !(await giveTo(participant.id, donation, now))) continue;
    await recordEvent(donation.id, { event: 'personal_link_linked', by: 'participant' }, now);
    linked.push(donation.id);
  }
  await setPersonalLink(session.hash, { ...participant, claimed: true });
  const before = session.participant;
  const isLeft = before && before.id !== participant.id && !(await donationsOfParticipant(before.id)).length;
  if (isLeft) await dropParticipant(before, now);
  return { status: 200, body: { linked } };
}
