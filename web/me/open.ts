/** web/me/open.ts — from a personal link, or this browser's session, to the donations they lead to. */

import { type Problem, problemOf } from '../donate/problem.ts';
import { addressHere } from '../i18n/page-language.ts';
import { listDonations, openSession } from '../lib/api.ts';
import type { DonationSummary } from '../lib/contract.ts';

/** What the page has to show. */
export type Opened =
  | { readonly kind: 'donations'; readonly donations: readonly DonationSummary[] }
  | { readonly kind: 'problem'; readonly problem: Problem };

/** The token of a link: bare, or at the end of the link; null for anything else. */
export const tokenIn = (pasted: string): string | null => /(?:^|#)(dg[a-z]_\S*)$/.exec(pasted.trim())?.[1] ?? null;

/** Where the token is to be opened, when that is not here; null for a personal link. */
export const donationLinkOf = (token: string): string | null =>
  token.startsWith('dgd_') ? `${addressHere('/donate/')}#${token}` : null;

/** Takes the token out of the address: it is a secret, and a reload or a bookmark shall not repeat it. */
export function takeToken(): string | null {
  const { hash, pathname, search } = window.location;
  const token = tokenIn(hash);
  if (token) window.history.replaceState(null, '', pathname + search);
  return token;
}

/**
 * Finds out what to show; every failure is something to show, too.
 * @param token of a personal link; null: what this browser has open
 */
export async function open(token: string | null): Promise<Opened> {
  try {
    if (token !== null) await openSession(token);
    return { kind: 'donations', donations: await listDonations() };
  } catch (error) {
    return { kind: 'problem', problem: problemOf(error, token !== null) };
  }
}
