/** functions/api/open-humans/route.ts — a route of the file API: token, then fields, then the member. */
import { systemClock } from '../../core/clock.ts';
import type { Donation } from '../../core/donation.ts';
import { MEMBER_ID } from '../../core/member.ts';
import type { Answer } from '../../http/answer.ts';
import type { ApiEvent } from '../../http/event.ts';
import type { RouteHandler } from '../../http/route.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { findMember } from '../../store/members.ts';
import { authenticate, type Caller } from './authenticate.ts';
import { type Form, readForm, requiredText } from './form.ts';
import { type Faults, Refusal } from './refusal.ts';

export type Call = { readonly caller: Caller; readonly event: ApiEvent; readonly now: number };

/** A route that reads. @param who by which tokens it may be called */
export const reading =
  (handle: (call: Call) => Promise<Answer>, who: typeof authenticate = authenticate): RouteHandler =>
  async (event) => {
    const now = systemClock();
    return handle({ caller: await who(event, now), event, now });
  };

/** A route that takes fields. */
export const taking = (handle: (call: Call & { readonly form: Form }) => Promise<Answer>): RouteHandler =>
  reading((call) => handle({ ...call, form: readForm(call.event) }));

/** Every method that an address does not take: who has no token is told that, whatever they tried. */
export const otherwise: RouteHandler = async (event) => {
  const { method } = event.requestContext.http;
  if (method === 'OPTIONS') return { status: 200, headers: PREFLIGHT };
  await authenticate(event, systemClock());
  throw new Refusal(405, { detail: `Method "${method}" not allowed.` });
};

/** Any page may call: it has to know a token, for no cookie is read here. */
export const CORS = { 'access-control-allow-origin': '*' } as const;
const PREFLIGHT = {
  'access-control-allow-methods': 'DELETE, GET, OPTIONS, PATCH, POST, PUT',
  'access-control-allow-headers': 'accept, authorization, content-type, idempotency-key, user-agent, x-requested-with',
  'access-control-max-age': '86400',
} as const;

/** The field that a master token has to send, and a member's need not. */
export const memberField = ({ member }: Caller, form: Form, faults: Faults): string =>
  member ? '' : requiredText(form, 'project_member_id', faults);

/**
 * The donation of a member of this project.
 * @param memberId of a master token's request; a member's own token says it itself
 * @throws Refusal 400, the same for an unknown one, another project's and one who has withdrawn
 */
export async function memberOf({ member, researcher }: Caller, memberId: string): Promise<Donation> {
  if (member) return member;
  const donationId = MEMBER_ID.test(memberId) ? await findMember(memberId) : undefined;
  const stored = donationId && (await lookUpDonation(donationId));
  if (stored && !isTombstone(stored) && stored.researcher_id === researcher.id) return stored;
  throw new Refusal(400, { project_member_id: 'project_member_id is invalid' });
}
