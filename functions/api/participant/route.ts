/** functions/api/participant/route.ts — who calls: a browser session, from our own pages only. */
import type { Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { required } from '../../env.ts';
import { type ApiEvent, cookie, header } from '../../http/event.ts';
import { route } from '../../http/route.ts';
import { findDonation, isTombstone, lookUpDonation } from '../../store/donations.ts';
import { findSession, type Session } from '../../store/sessions.ts';
import { findWholeDonation, type WholeDonation } from '../../store/whole-donation.ts';

const MAX_AGE_SECONDS = 7 * 24 * 3600;

/** Over https the browser itself then holds the cookie to this host. @see https://www.rfc-editor.org/rfc/rfc6265 */
const isSecure = (): boolean => required('PUBLIC_ORIGIN').startsWith('https:');
const cookieName = (): string => (isSecure() ? '__Host-datagift_session' : 'datagift_session');

/** @param secret the session's; empty takes the cookie away */
export function sessionCookie(secret: string): string {
  const attributes = ['Path=/', 'HttpOnly', 'SameSite=Lax', `Max-Age=${secret ? MAX_AGE_SECONDS : 0}`];
  return [`${cookieName()}=${secret}`, ...attributes, ...(isSecure() ? ['Secure'] : [])].join('; ');
}

/** @returns the session of the request's cookie, if it has one that is still good */
export async function readSession(event: ApiEvent, now: number): Promise<Session | undefined> {
  const secret = cookie(event, cookieName());
  return secret ? findSession(secret, now) : undefined;
}

/**
 * A cookie travels with requests that other sites make: those are refused.
 * @throws AppError `forbidden`
 */
function refuseForeign(event: ApiEvent): void {
  const origin = header(event, 'origin');
  const foreign = origin !== undefined && origin !== required('PUBLIC_ORIGIN');
  if (foreign || header(event, 'sec-fetch-site') === 'cross-site') throw new AppError('forbidden');
}

/** A route that needs no session yet. */
export const siteRoute = route({
  authenticate: async (event) => {
    refuseForeign(event);
    return {};
  },
});

/** A route for participants; the handler is given the `session`. */
export const participantRoute = route({
  authenticate: async (event, now) => {
    refuseForeign(event);
    const session = await readSession(event, now);
    if (!session) throw new AppError('no_session');
    return { session };
  },
});

/**
 * Whether a session leads to a donation: its link was opened there, or the donation itself names the participant whose
 * personal link the session is of. The link's own item is an index, and proves nothing.
 */
const leadsTo = ({ opened, participant }: Session, { id, participant_id }: Donation): boolean =>
  opened.includes(id) || (participant_id !== undefined && participant_id === participant?.id);

/** @throws AppError `not_found` for a donation that the session does not lead to */
export async function refuseOthers(session: Session, id: string): Promise<void> {
  const stored = session.donations.includes(id) ? await lookUpDonation(id) : undefined;
  if (!stored || !(isTombstone(stored) || leadsTo(session, stored))) throw new AppError('not_found');
}

/** The donations that a session leads to, erased ones left out. */
export async function livingDonations(session: Session): Promise<readonly Donation[]> {
  const found = await Promise.all(session.donations.map(lookUpDonation));
  return found.flatMap((stored) => (stored && !isTombstone(stored) && leadsTo(session, stored) ? [stored] : []));
}

/** @throws AppError `not_found` for a donation that the session does not lead to; `erased` */
export async function ownWholeDonation(session: Session, id: string): Promise<WholeDonation> {
  if (!session.donations.includes(id)) throw new AppError('not_found');
  const whole = await findWholeDonation(id);
  if (!leadsTo(session, whole.donation)) throw new AppError('not_found');
  return whole;
}

/** @throws AppError `not_found`, `erased`, as `ownWholeDonation` */
export async function ownDonation(session: Session, id: string): Promise<Donation> {
  if (!session.donations.includes(id)) throw new AppError('not_found');
  const donation = await findDonation(id);
  if (!leadsTo(session, donation)) throw new AppError('not_found');
  return donation;
}
