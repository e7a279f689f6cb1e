/** functions/api/oauth/accept-one-of-several.ts — one of several sign-ins: it is noted, until none is left to make. */
import type { Donation } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import { type SignIns, signInsUnderWay, withAnother } from '../../core/sign-ins.ts';
import { hashToken } from '../../core/token.ts';
import type { Provider } from '../../providers/provider.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { comingFrom, updateDonation } from '../../store/donations.ts';
import { saveGrant, updateGrant } from '../../store/grants.ts';
import { beginWork } from '../../store/work.ts';
import { beginExecution, overtaken } from '../begin-execution.ts';
import { standingOf } from '../sign-ins.ts';

type SignIn = {
  /** Absent where it was refused. */
  readonly grant: Grant | undefined;
  readonly asked: readonly string[];
  readonly sessionHash: string;
};

type Outcome = 'authorized' | 'more' | 'nothing_granted' | 'overtaken' | 'erased';

/**
 * Keeps the grant, then notes what was answered. After the last the execution starts with all that was granted; if that
 * is nothing, it is as if none had been made.
 */
export async function acceptOneOfSeveral(
  provider: Provider,
  donation: Donation,
  { grant, asked, sessionHash }: SignIn,
  now: number,
): Promise<Outcome> {
  const made = signInsUnderWay(donation, now);
  // Another tab's answer to the same question was first.
  if (asked.some((group) => made?.asked.includes(group))) return 'overtaken';
  const allowed = new Set(grant ? provider.grantedGroups(grant.scopes) : []);
  const granted = asked.filter((group) => allowed.has(group));
  await beginWork(donation.id, now);
  if (grant && granted.length && !(await keep(donation.id, made, grant))) return note(donation, undefined, now);
  const all = withAnother(made, { asked, granted, grantExpiresAt: grant?.grantExpiresAt }, now);
  const types = await listDataTypes(donation.id);
  const { left } = standingOf(provider, { ...donation, sign_ins: all }, types, now);
  if (left.length) return note(donation, all, now, sessionHash);
  if (!all.granted.length) {
    const noted = await note(donation, undefined, now);
    return noted === 'more' ? 'nothing_granted' : noted;
  }
  const subjectHash = grant?.subject && hashToken(grant.subject);
  const given = { granted: all.granted, sessionHash, grantExpiresAt: all.grant_expires_at, subjectHash };
  return beginExecution(provider, donation, given, now);
}

/** Beside the grants of the sign-ins before. @returns false when those are gone, so that all has to be asked anew */
async function keep(donationId: string, made: SignIns | undefined, grant: Grant): Promise<boolean> {
  if (made?.grants) return updateGrant(donationId, made.grants, grant);
  await saveGrant(donationId, grant);
  return true;
}

/** The session is noted, too: by it a withdrawal finds other donations that share the grants. */
async function note(
  donation: Donation,
  sign_ins: SignIns | undefined,
  now: number,
  session_hash = donation.session_hash,
): Promise<'more' | 'overtaken' | 'erased'> {
  const changed = await updateDonation(
    donation.id,
    {
      ...{ status: comingFrom('authorized'), execution: donation.execution, notAt: 'consent' },
      ...{ signInsOf: donation, ownedAs: donation },
    },
    { sign_ins, session_hash, step: 'authorize', last_attempt: undefined },
  );
  return changed ? 'more' : overtaken(donation.id, now);
}
