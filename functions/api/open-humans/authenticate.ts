/** functions/api/open-humans/authenticate.ts — the project, or the one member, behind an access token. */
import type { Donation } from '../../core/donation.ts';
import { type ApiEvent, header } from '../../http/event.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { findResearcher, type Researcher } from '../../store/researchers.ts';
import { isExpired, lookUpToken } from '../../store/tokens.ts';
import { Refusal } from './refusal.ts';

/** A project is a researcher. `member`: the token is of this one donation only; absent: a master token. */
export type Caller = { readonly researcher: Researcher; readonly token: string; readonly member?: Donation };

const refused = (detail: string): Refusal => new Refusal(401, { detail });
const INVALID = 'Invalid token.';

/** The token of the query, which wins, or of the header. @throws Refusal 401 */
function readToken(event: ApiEvent): string {
  const inQuery = event.queryStringParameters?.access_token;
  const line = inQuery === undefined ? (header(event, 'authorization') ?? '') : `Bearer ${inQuery}`;
  const [scheme = '', token, ...more] = line.trim().split(/\s+/);
  if (scheme.toLowerCase() !== 'bearer') throw refused('Authentication credentials were not provided.');
  if (!token) throw refused('Invalid token header. No credentials provided.');
  if (more.length) throw refused('Invalid token header. Token string should not contain spaces.');
  return token;
}

/** @throws Refusal 401, which says whether a token is unknown or has expired */
export async function authenticate(event: ApiEvent, now: number): Promise<Caller> {
  const token = readToken(event);
  const record = await lookUpToken(token);
  if (record?.kind !== 'master' && record?.kind !== 'member') throw refused(INVALID);
  if (isExpired(record, now)) throw refused('Expired token.');
  const member = record.kind === 'member' ? await lookUpDonation(record.subject) : undefined;
  if (record.kind === 'member' && (!member || isTombstone(member))) throw refused(INVALID);
  const living = member && !isTombstone(member) ? member : undefined;
  const researcher = await findResearcher(living?.researcher_id ?? record.subject);
  if (!researcher || researcher.disabled_at) throw refused(INVALID);
  return { researcher, token, ...(living && { member: living }) };
}

/** @throws Refusal 401 for a member's token: what concerns all members is not for it */
export async function authenticateMaster(event: ApiEvent, now: number): Promise<Caller> {
  const caller = await authenticate(event, now);
  if (caller.member) throw refused(INVALID);
  return caller;
}
