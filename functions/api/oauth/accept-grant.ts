/** functions/api/oauth/accept-grant.ts — a new grant: what it allows is kept, and the donation's execution starts. */
import { toTimestamp } from '../../core/clock.ts';
import { type DataTypeRecord, type Donation, missingOf } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import type { Provider } from '../../providers/provider.ts';
import { listDataTypes, updateDataType } from '../../store/data-types.ts';
import { comingFrom, isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { startDonation } from '../../store/executions.ts';
import { dropGrant, saveGrant } from '../../store/grants.ts';
import { beginWork } from '../../store/work.ts';
import { giveBack } from './give-back.ts';
import { after, noteSignIns, remain } from './sign-ins.ts';

export type Acceptance = {
  readonly donationId: string;
  readonly sessionHash: string;
  /** Which of several sign-ins it was, from 0. */
  readonly signIn?: number | undefined;
};

/**
 * `more`: there are further sign-ins. `overtaken`: declined, or authorized by another tab, while the person was at the
 * provider.
 */
export type Accepted = 'authorized' | 'more' | 'nothing_granted' | 'overtaken' | 'erased';

/**
 * Goes on with what was granted; a grant that is of no use is given back.
 * @param grant absent where a further sign-in was refused
 * @param now milliseconds since the epoch
 */
export async function acceptGrant(
  provider: Provider,
  grant: Grant | undefined,
  acceptance: Acceptance,
  now: number,
): Promise<Accepted> {
  const accepted = await accept(provider, grant, acceptance, now);
  // A revocation acts on all that was granted, also in the sign-ins before.
  if (grant && accepted !== 'authorized' && accepted !== 'more')
    await giveBack(provider, grant, acceptance.sessionHash);
  return accepted;
}

/** Keeps the grant before the status flips, so that no execution ever runs without one. */
async function accept(
  provider: Provider,
  grant: Grant | undefined,
  { donationId, sessionHash, signIn }: Acceptance,
  now: number,
): Promise<Accepted> {
  const donation = await findAwaiting(donationId);
  if (typeof donation === 'string') return donation;
  if (signIn !== undefined)
    return acceptOneOfSeveral(provider, donation, grant, { donationId, sessionHash, signIn }, now);
  if (!grant) return 'nothing_granted';
  const granted = provider.grantedGroups(grant.scopes);
  const asked = groupsOfMissing(provider, donation, await listDataTypes(donationId));
  if (!asked.some((group) => granted.includes(group))) return 'nothing_granted';
  await beginWork(donationId, now);
  await saveGrant(donationId, grant);
  return begin(provider, donation, granted, sessionHash, now, grant.grantExpiresAt);
}

async function acceptOneOfSeveral(
  provider: Provider,
  donation: Donation,
  grant: Grant | undefined,
  { sessionHash, signIn }: Acceptance,
  now: number,
): Promise<Accepted> {
  const { sign_ins } = donation;
  if (!sign_ins || sign_ins.done !== signIn) return 'overtaken';
  const next = await after(provider, donation, sign_ins, grant, now);
  if (!next)
    return (await noteSignIns(donation, { groups: sign_ins.groups, done: 0, granted: [] })) ? 'more' : 'overtaken';
  if (remain(next)) return (await noteSignIns(donation, next)) ? 'more' : overtaken(donation.id);
  if (!next.granted.length) {
    await noteSignIns(donation, { groups: sign_ins.groups, done: 0, granted: [] });
    return 'nothing_granted';
  }
  return begin(provider, donation, next.granted, sessionHash, now, grant?.grantExpiresAt);
}

/**
 * Flips the donation and starts its execution, last of all: it can be started again by its name.
 * @param granted the groups that were granted, in however many sign-ins
 */
export async function begin(
  provider: Provider,
  donation: Donation,
  granted: readonly string[],
  sessionHash: string,
  now: number,
  grantExpiresAt?: string,
): Promise<'authorized' | 'overtaken' | 'erased'> {
  const { id } = donation;
  for (const type of missingOf(donation, await listDataTypes(id))) {
    await startOver(id, type, provider.dataTypes[type.data_type]?.groups ?? [], new Set(granted));
  }
  const authorized = await flip(donation, grantExpiresAt, sessionHash, toTimestamp(now));
  if (!authorized) return overtaken(id);
  await recordEvent(id, { event: 'authorized', by: 'participant' }, now);
  await startDonation(id, authorized.execution);
  return 'authorized';
}

/** The groups of the data types that an authorization is still needed for, each once. */
export const groupsOfMissing = (
  { dataTypes }: Pick<Provider, 'dataTypes'>,
  donation: Donation,
  types: readonly DataTypeRecord[],
): readonly string[] => [
  ...new Set(missingOf(donation, types).flatMap(({ data_type }) => dataTypes[data_type]?.groups ?? [])),
];

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
const flip = ({ id, execution }: Donation, grant_expires_at: string | undefined, session_hash: string, at: string) =>
  updateDonation(
    id,
    // Declining leads back to the step `consent`.
    { status: comingFrom('authorized'), execution, notAt: 'consent' },
    {
      ...{ status: 'authorized', step: 'authorize', authorized_at: at, execution: execution + 1 },
      ...{ session_hash, grant_expires_at },
      ...{ error: undefined, last_attempt: undefined, sign_ins: undefined },
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
