/** web/donate/open.ts — from an address to the donation it means. */

import { addressHere } from '../i18n/page-language.ts';
import { listDonations, openSession } from '../lib/api.ts';
import type { DonationSummary } from '../lib/contract.ts';
import { type Erased, getReceiptOf, type Problem, problemOf } from './problem.ts';

/** What the page has to show. */
export type Opened =
  | { readonly kind: 'donation'; readonly id: string; readonly outcome: string | null }
  | { readonly kind: 'choose'; readonly donations: readonly DonationSummary[] }
  | { readonly kind: 'erased'; readonly erased: Erased }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** What an address asks for. The token is a secret: it is taken out of the address before anything else happens. */
export type Request = {
  readonly token: string | null;
  readonly donationId: string | null;
  readonly outcome: string | null;
};

/** A link's token; any other hash is a place on the page. */
const tokenIn = (hash: string): string | null => (hash.startsWith('#dg') ? hash.slice(1) : null);

/** The link that a token came in. @param page where it leads, without a language @param token or a link, as it was pasted */
export const linkOf = (page: '/donate/' | '/me/', token: string): string =>
  `${window.location.origin}${addressHere(page)}#${token.slice(token.lastIndexOf('#') + 1)}`;

/** The page's address for a donation. */
export const donationAddress = (id: string): string => addressHere('/donate/', { donation: id });

/** Reads the address, and leaves neither the token nor a report in it: a reload or a bookmark shall not repeat them. */
export function takeRequest(): Request {
  const { hash, search } = window.location;
  const query = new URLSearchParams(search);
  const request = { token: tokenIn(hash), donationId: query.get('donation'), outcome: query.get('outcome') };
  if (request.token || request.outcome) {
    const { donationId, token } = request;
    window.history.replaceState(null, '', donationId && !token ? donationAddress(donationId) : addressHere('/donate/'));
  }
  return request;
}

/** Opens the donation of a link that was followed or pasted. @throws CallError */
async function openByToken(token: string): Promise<Opened> {
  const session = await openSession(token);
  if (!session.donation_id) return openAny(null);
  window.history.replaceState(null, '', donationAddress(session.donation_id));
  return { kind: 'donation', id: session.donation_id, outcome: null };
}

/** Opens what this session holds: the only donation, or a choice. @throws CallError */
async function openAny(outcome: string | null): Promise<Opened> {
  const donations = await listDonations();
  const [only] = donations;
  if (!only) return { kind: 'problem', problem: 'no_session' };
  if (donations.length > 1) return { kind: 'choose', donations };
  window.history.replaceState(null, '', donationAddress(only.id));
  return { kind: 'donation', id: only.id, outcome };
}

/** Finds out what to show; every failure is something to show, too. */
export async function open({ token, donationId, outcome }: Request): Promise<Opened> {
  try {
    if (token) return await openByToken(token);
    if (donationId) return { kind: 'donation', id: donationId, outcome };
    if (outcome === 'other_browser' || outcome === 'erased') return { kind: 'problem', problem: outcome };
    return await openAny(outcome);
  } catch (error) {
    const erased = getReceiptOf(error);
    return erased ? { kind: 'erased', erased } : { kind: 'problem', problem: problemOf(error, token !== null) };
  }
}
