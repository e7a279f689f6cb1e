/** functions/api/begin-execution.ts — what was granted is enough to begin with: the donation's execution starts. */
import { toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, isOpen, missingOf } from '../core/donation.ts';
import type { Grant } from '../core/grant.ts';
import { holdsGrants } from '../core/sign-ins.ts';
import { hashToken, newSecret } from '../core/token.ts';
import type { Provider } from '../providers/provider.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { comingFrom, isTombstone, lookUpDonation, updateDonation } from '../store/donations.ts';
import { recordEvent } from '../store/events.ts';
import { startDonation } from '../store/executions.ts';
import { dropGrant } from '../store/grants.ts';
import { notePerson } from '../store/provider-people.ts';

/** What was granted, in however many sign-ins. */
export type Given = {
  readonly granted: readonly string[];
  readonly sessionHash: string;
  readonly grantExpiresAt?: string | undefined;
  /** Hash of how the provider names the person. */
  readonly subjectHash?: string | undefined;
};

/** What the one sign-in gave. */
export const givenBy = (
  { grantExpiresAt, subject }: Grant,
  granted: readonly string[],
  sessionHash: string,
): Given => ({ granted, sessionHash, grantExpiresAt, subjectHash: subject && hashToken(subject) });

/**
 * Flips the donation and starts its execution, last of all: it can be started again by its name.
 * @param donation as it was when its sign-ins were read: of two that go on at once one does
 * @param now milliseconds since the epoch
 */
export async function beginExecution(
  provider: Pick<Provider, 'groupsOf'>,
  donation: Donation,
  given: Given,
  now: number,
): Promise<'authorized' | 'overtaken' | 'erased'> {
  const { id } = donation;
  const changed: DataTypeRecord[] = [];
  for (const type of missingOf(donation, await listDataTypes(id))) {
    const groups = provider.groupsOf(type.data_type, donation.requested_data_types);
    if (await startOver(id, type, groups, new Set(given.granted))) changed.push(type);
  }
  if (given.subjectHash) await notePerson(given.subjectHash, id, now);
  const authorized = await flip(donation, given, toTimestamp(now));
  if (!authorized) return overtaken(id, now, changed);
  await recordEvent(id, { event: 'authorized', by: 'participant' }, now);
  await startDonation(id, authorized.execution);
  return 'authorized';
}

/** The type is to be fetched as far as it was granted. @returns undefined when somebody else has changed it */
function startOver(
  donationId: string,
  type: DataTypeRecord,
  groups: readonly string[],
  granted: ReadonlySet<string>,
): Promise<DataTypeRecord | undefined> {
  const not_granted = groups.filter((group) => !granted.has(group));
  const state = not_granted.length === groups.length ? 'not_granted' : 'requested';
  return updateDataType(donationId, type.data_type, [type.state], { state, not_granted, reason: undefined });
}

/** @returns undefined when it was declined, erased or authorized by another tab since it was read */
const flip = (donation: Donation, { grantExpiresAt, sessionHash, subjectHash }: Given, at: string) =>
  updateDonation(
    donation.id,
    // Declining leads back to the step `consent`.
    {
      status: comingFrom('authorized'),
      execution: donation.execution,
      notAt: 'consent',
      signInsOf: donation,
      ownedAs: donation,
    },
    {
      ...{ status: 'authorized', step: 'authorize', authorized_at: at, execution: donation.execution + 1 },
      ...{ session_hash: sessionHash, grant_expires_at: grantExpiresAt, subject_hash: subjectHash },
      salt: donation.salt ?? newSecret(),
      ...{ error: undefined, last_attempt: undefined, sign_ins: undefined, access_ended_at: undefined },
    },
    [{ step: 'authorize', at }],
  );

/**
 * What stands now keeps its grants only where an execution needs them, or sign-ins to come.
 * @param changed data types as they were before they were to start over; they do where an execution has begun
 */
export async function overtaken(
  donationId: string,
  now: number,
  changed: readonly DataTypeRecord[] = [],
): Promise<'overtaken' | 'erased'> {
  const stored = await lookUpDonation(donationId);
  if (!stored || isTombstone(stored)) {
    await dropGrant(donationId);
    return 'erased';
  }
  if (stored.status === 'pending' && !holdsGrants(stored, now)) await dropGrant(donationId);
  if (isOpen(stored)) return 'overtaken';
  for (const { data_type, state, reason, not_granted } of changed) {
    await updateDataType(donationId, data_type, ['requested', 'not_granted'], { state, reason, not_granted });
  }
  return 'overtaken';
}
