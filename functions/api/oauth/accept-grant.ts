/** functions/api/oauth/accept-grant.ts — a new grant: what it allows is kept, and the donation's execution starts. */
import { toTimestamp } from '../../core/clock.ts';
import { type DataTypeRecord, isRepeatable } from '../../core/donation.ts';
import type { Grant } from '../../core/grant.ts';
import { type Provider, ProviderError } from '../../providers/provider.ts';
import { listDataTypes, updateDataType } from '../../store/data-types.ts';
import { comingFrom, isTombstone, lookUpDonation, updateDonation } from '../../store/donations.ts';
import { recordEvent } from '../../store/events.ts';
import { startDonation } from '../../store/executions.ts';
import { dropGrant, saveGrant } from '../../store/grants.ts';

export type Acceptance = { readonly donationId: string; readonly sessionHash: string };

/**
 * Keeps the grant before the status flips, so that no execution ever runs without one; the execution starts last and
 * can be started again by its name.
 * @returns why nothing came of it; undefined when the donation is authorized
 */
export async function acceptGrant(
  provider: Provider,
  grant: Grant,
  { donationId, sessionHash }: Acceptance,
  now: number,
): Promise<'nothing_granted' | 'erased' | undefined> {
  const types = (await listDataTypes(donationId)).filter(({ state }) => state === 'requested' || isRepeatable(state));
  const granted = new Set(provider.grantedGroups(grant.scopes));
  const groupsOf = ({ data_type }: DataTypeRecord) => provider.dataTypes[data_type]?.groups ?? [];
  if (!types.some((type) => groupsOf(type).some((group) => granted.has(group)))) {
    await giveBack(provider, grant);
    return 'nothing_granted';
  }
  const donation = await lookUpDonation(donationId);
  if (!donation || isTombstone(donation)) {
    await giveBack(provider, grant);
    return 'erased';
  }
  await saveGrant(donationId, grant);
  for (const type of types) await startOver(donationId, type, groupsOf(type), granted);
  const at = toTimestamp(now);
  const authorized = await updateDonation(
    donationId,
    { status: comingFrom('authorized'), execution: donation.execution },
    {
      ...{ status: 'authorized', step: 'authorize', authorized_at: at, execution: donation.execution + 1 },
      ...{ session_hash: sessionHash, grant_expires_at: grant.grantExpiresAt },
      ...{ error: undefined, last_attempt: undefined },
    },
    [{ step: 'authorize', at }],
  );
  if (!authorized) return overtaken(provider, grant, donationId);
  await recordEvent(donationId, { event: 'authorized', by: 'participant' }, now);
  await startDonation(donationId, authorized.execution);
  return undefined;
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

/** Another tab authorized it, or it was erased, since we looked. */
async function overtaken(provider: Provider, grant: Grant, donationId: string): Promise<'erased' | undefined> {
  const stored = await lookUpDonation(donationId);
  if (stored && !isTombstone(stored)) return undefined;
  await dropGrant(donationId);
  await giveBack(provider, grant);
  return 'erased';
}

/** A grant that nobody needs is revoked; when the provider does not answer it ends by itself. */
async function giveBack(provider: Provider, grant: Grant): Promise<void> {
  try {
    await provider.open(grant).revoke();
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
  }
}
