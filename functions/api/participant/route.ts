/** functions/api/participant/route.ts — who calls: a browser session, from our own pages only. */
import type { Donation } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { required } from '../../env.ts';
import { type ApiEvent, cookie, header } from '../../http/event.ts';
import { route } from '../../http/route.ts';
import { findDonation } from '../../store/donations.ts';
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

/** @throws AppError `not_found` for a donation whose link was not opened in this session */
export function refuseUnopened({ donations }: Session, id: string): void {
  if (!donations.includes(id)) throw new AppError('not_found');
}

/** @throws AppError `not_found` for a donation whose link was not opened in this session; `erased` */
export async function ownWholeDonation(session: Session, id: string): Promise<WholeDonation> {
  refuseUnopened(session, id);
  return findWholeDonation(id);
}

/** @throws AppError `not_found`, `erased`, as `ownWholeDonation` */
export async function ownDonation(session: Session, id: string): Promise<Donation> {
  refuseUnopened(session, id);
  return findDonation(id);
}
