/** functions/api/oauth/accept-grant.ts — a new grant: what it allows is kept, and the donation's execution starts. */
import { toTimestamp } from '../../core/clock.ts';
import { type DataTypeRecord, type Donation, isRepeatable } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import type { Provider } from '../../providers/provider.ts';
import { listDataTypes, updateDataType } from '../../store/data-types.ts';
import { comingFrom, isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { startDonation } from '../../store/executions.ts';
import { dropGrant, saveGrant } from '../../store/grants.ts';
import { beginWork } from '../../store/work.ts';
import { giveBack } from './give-back.ts';

export type Acceptance = { readonly donationId: string; readonly sessionHash: string };

/** `overtaken`: declined, or authorized by another tab, while the person was at the provider. */
export type Accepted = 'authorized' | 'nothing_granted' | 'overtaken' | 'erased';

/** Goes on with what was granted; a grant that is of no use is given back. @param now milliseconds since the epoch */
export async function acceptGrant(
  provider: Provider,
  grant: Grant,
  acceptance: Acceptance,
  now: number,
): Promise<Accepted> {
  const accepted = await accept(provider, grant, acceptance, now);
  if (accepted !== 'authorized') await giveBack(provider, grant, acceptance.sessionHash);
  return accepted;
}

/**
 * Keeps the grant before the status flips, so that no execution ever runs without one; the execution starts last and
 * can be started again by its name.
 */
async function accept(
  provider: Provider,
  grant: Grant,
  { donationId, sessionHash }: Acceptance,
  now: number,
): Promise<Accepted> {
  const donation = await findAwaiting(donationId);
  if (typeof donation === 'string') return donation;
  const types = (await listDataTypes(donationId)).filter(({ state }) => state === 'requested' || isRepeatable(state));
  const groupsOf = ({ data_type }: DataTypeRecord) => provider.dataTypes[data_type]?.groups ?? [];
  const granted = new Set(provider.grantedGroups(grant.scopes));
  if (!types.flatMap(groupsOf).some((group) => granted.has(group))) return 'nothing_granted';
  await beginWork(donationId, now);
  await saveGrant(donationId, grant);
  for (const type of types) await startOver(donationId, type, groupsOf(type), granted);
  const authorized = await flip(donation, grant, sessionHash, toTimestamp(now));
  if (!authorized) return overtaken(donationId);
  await recordEvent(donationId, { event: 'authorized', by: 'participant' }, now);
  await startDonation(donationId, authorized.execution);
  return 'authorized';
}

/** @returns the donation, if it waits for an authorization that was consented to; else why it does not */
export async function findAwaiting(donationId: string): Promise<Donation | 'overtaken' | 'erased'> {
  const stored = await lookUpDonation(donationId);
  if (!stored || isTombstone(stored)) return 'erased';
  return stored.consent?.accepted && comingFrom('authorized').includes(stored.status) ? stored : 'overtaken';
}

/** The type is to be fetched as far as it was granted. */
async function startOver(
  donationId: string,
  type: DataTypeRecord,
  groups: readonly string[],
  granted: ReadonlySet<string>,
): Promise<void> {
  const not_granted = groups.filter((group) => !granted.has(group));
  const state = not_granted.length === groups.length ? 'not_granted' : 'requested';
  await updateDataType(donationId, type.data_type, [type.state], { state, not_granted, reason: undefined });
}

/** @returns undefined when it was declined, erased or authorized by another tab since it was read */
const flip = ({ id, execution }: Donation, grant: Grant, sessionHash: string, at: string) =>
  updateDonation(
    id,
    // Declining leads back to the step `consent`.
    { status: comingFrom('authorized'), execution, notAt: 'consent' },
    {
      ...{ status: 'authorized', step: 'authorize', authorized_at: at, execution: execution + 1 },
      ...{ session_hash: sessionHash, grant_expires_at: grant.grantExpiresAt },
      ...{ error: undefined, last_attempt: undefined },
    },
    [{ step: 'authorize', at }],
  );

/** What stands now keeps its grant only where an execution needs it. */
async function overtaken(donationId: string): Promise<'overtaken' | 'erased'> {
  const stored = await lookUpDonation(donationId);
  const erased = !stored || isTombstone(stored);
  if (erased || stored.status === 'pending') await dropGrant(donationId);
  return erased ? 'erased' : 'overtaken';
}
