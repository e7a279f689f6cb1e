/** functions/api/oauth/accept-grant.ts — a new grant: what it allows is kept, and the donation goes on with it. */
import { type Donation, missingOf } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import type { Provider } from '../../providers/provider.ts';
import { listDataTypes } from '../../store/data-types.ts';
import { comingFrom, isTombstone, lookUpDonation } from '../../store/donations.ts';
import { saveGrant } from '../../store/grants.ts';
import { beginWork } from '../../store/work.ts';
import { beginExecution, givenBy } from '../begin-execution.ts';
import { acceptOneOfSeveral } from './accept-one-of-several.ts';
import { giveBack } from './give-back.ts';

export type Acceptance = {
  readonly donationId: string;
  readonly sessionHash: string;
  /** The groups that were asked for, where it was one of several sign-ins. */
  readonly asked?: readonly string[] | undefined;
};

/**
 * `more`: there are further sign-ins. `overtaken`: declined, or authorized by another tab, while the person was at the
 * provider.
 */
export type Accepted = 'authorized' | 'more' | 'nothing_granted' | 'overtaken' | 'erased';

/**
 * Goes on with what was granted; a grant that is of no use is given back.
 * @param grant absent where one of several sign-ins was refused
 * @param now milliseconds since the epoch
 */
export async function acceptGrant(
  provider: Provider,
  grant: Grant | undefined,
  acceptance: Acceptance,
  now: number,
): Promise<Accepted> {
  const accepted = await accept(provider, grant, acceptance, now);
  // One of several that gave nothing of use ends with the others: a revocation would end them now.
  const isOfUse = accepted === 'authorized' || accepted === 'more';
  if (grant && !isOfUse) await giveBack(provider, grant, acceptance.sessionHash, now);
  return accepted;
}

/** Keeps the grant before the status flips, so that no execution ever runs without one. */
async function accept(
  provider: Provider,
  grant: Grant | undefined,
  { donationId, sessionHash, asked }: Acceptance,
  now: number,
): Promise<Accepted> {
  const donation = await findAwaiting(donationId, sessionHash);
  if (typeof donation === 'string') return donation;
  if (asked) return acceptOneOfSeveral(provider, donation, { grant, asked, sessionHash }, now);
  if (!grant) return 'nothing_granted';
  const granted = provider.grantedGroups(grant.scopes);
  const wanted = missingOf(donation, await listDataTypes(donationId));
  const isWanted = (group: string) =>
    wanted.some((type) => provider.groupsOf(type.data_type, donation.requested_data_types).includes(group));
  if (!granted.some(isWanted)) return 'nothing_granted';
  await beginWork(donationId, now);
  await saveGrant(donationId, grant);
  return beginExecution(provider, donation, givenBy(grant, granted, sessionHash), now);
}

/**
 * @param sessionHash of the session in which the authorization began: the first one is of the browser that consented
 * @returns the donation, if it waits for an authorization that was consented to; else why it does not
 */
export async function findAwaiting(
  donationId: string,
  sessionHash: string,
): Promise<Donation | 'overtaken' | 'erased'> {
  const stored = await lookUpDonation(donationId);
  if (!stored || isTombstone(stored)) return 'erased';
  const isOthers = stored.status === 'pending' && stored.consent_session_hash !== sessionHash;
  const isAwaited = stored.consent?.accepted && comingFrom('authorized').includes(stored.status);
  return isAwaited && !isOthers ? stored : 'overtaken';
}
