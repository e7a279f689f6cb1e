/** functions/store/grants.ts — what participants granted; the two tokens only ever as KMS ciphertext. */
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { kms } from '../clients.ts';
import { DAY_MS } from '../core/clock.ts';
import type { SourceType } from '../core/donation.ts';
import type { Grant, SharedBy } from '../core/grant.ts';
import { required } from '../env.ts';
import { deleteItem, EXISTS, getItem, IS_NEW, type Item, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

/** How long a dead donation's grant waits for its revocation. */
export const REVOCATION_LIFETIME_MS = 7 * DAY_MS;

/** Authenticated and logged by KMS: ids only. @see https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html */
const context = (donationId: string) => ({ purpose: 'grant', donation_id: donationId });

type StoredGrant = {
  readonly ciphertext: Uint8Array;
  readonly access_expires_at: string;
  readonly scopes: readonly string[];
  readonly grant_expires_at?: string;
};

type Tokens = { readonly access_token: string; readonly refresh_token?: string };

async function seal(donationId: string, grant: Grant): Promise<StoredGrant> {
  const tokens: Tokens = {
    access_token: grant.accessToken,
    ...(grant.refreshToken && { refresh_token: grant.refreshToken }),
  };
  const { CiphertextBlob: ciphertext } = await kms().send(
    new EncryptCommand({
      KeyId: required('GRANTS_KEY_ID'),
      Plaintext: Buffer.from(JSON.stringify(tokens)),
      EncryptionContext: context(donationId),
    }),
  );
  return {
    ciphertext: ciphertext as Uint8Array,
    access_expires_at: grant.accessExpiresAt,
    scopes: grant.scopes,
    ...(grant.grantExpiresAt && { grant_expires_at: grant.grantExpiresAt }),
  };
}

async function open(donationId: string, stored: StoredGrant): Promise<Grant> {
  const { Plaintext: plaintext } = await kms().send(
    new DecryptCommand({
      KeyId: required('GRANTS_KEY_ID'),
      CiphertextBlob: stored.ciphertext,
      EncryptionContext: context(donationId),
    }),
  );
  const tokens = JSON.parse(Buffer.from(plaintext as Uint8Array).toString('utf8')) as Tokens;
  return {
    accessToken: tokens.access_token,
    ...(tokens.refresh_token && { refreshToken: tokens.refresh_token }),
    accessExpiresAt: stored.access_expires_at,
    scopes: stored.scopes,
    ...(stored.grant_expires_at && { grantExpiresAt: stored.grant_expires_at }),
  };
}

/** The grants of a donation: one a sign-in, each sealed by itself, for who adds one cannot open the others. */
type StoredGrants = { readonly [Name in `grant_${number}`]?: StoredGrant };

const nameOf = (number: number): `grant_${number}` => `grant_${number}`;

/** In the order of their sign-ins. */
const sealedOf = (item: StoredGrants): readonly StoredGrant[] =>
  Object.keys(item)
    .filter((name): name is `grant_${number}` => /^grant_\d+$/.test(name))
    .sort((a, b) => Number(a.slice(6)) - Number(b.slice(6)))
    .map((name) => item[name] as StoredGrant);

/** Keeps the grant of a new authorization, in place of those of an earlier one. */
export async function saveGrant(donationId: string, grant: Grant): Promise<void> {
  await putItem(keys.grant(donationId), { [nameOf(0)]: await seal(donationId, grant) });
}

/** Keeps the grant of a further sign-in, or a refreshed one, unless all were dropped in the meantime. */
export async function updateGrant(donationId: string, number: number, grant: Grant): Promise<boolean> {
  const changes = { [nameOf(number)]: await seal(donationId, grant) } as unknown as Item;
  return (await updateItem(keys.grant(donationId), changes, EXISTS)) !== undefined;
}

/** @returns the decrypted grants, by the numbers they are kept under; none when there are none (any more) */
export async function loadGrants(donationId: string): Promise<readonly Grant[]> {
  const stored = await getItem<StoredGrants>(keys.grant(donationId));
  return Promise.all(sealedOf(stored ?? {}).map((sealed) => open(donationId, sealed)));
}

/** How often the provider was asked in vain to end the grant; undefined when there is none. */
export async function endingAttempts(donationId: string): Promise<number | undefined> {
  const stored = await getItem<{ readonly attempts?: number }>(keys.grant(donationId));
  return stored && (stored.attempts ?? 0);
}

/** Notes another attempt to end the grant that the provider did not answer. */
export async function countEndingAttempt(donationId: string, attempts: number): Promise<void> {
  await updateItem(keys.grant(donationId), { attempts }, EXISTS);
}

export const hasGrant = async (donationId: string): Promise<boolean> =>
  (await getItem(keys.grant(donationId))) !== undefined;

export async function dropGrant(donationId: string): Promise<void> {
  await deleteItem(keys.grant(donationId));
}

type Revocation = StoredGrants & {
  readonly donation_id: string;
  readonly source_type: SourceType;
  readonly shared_by: SharedBy;
  readonly set_aside_at: number;
  /** How often the provider was asked. */
  readonly attempts: number;
};

/** What is to be revoked, and for how long it has been tried. */
export type PendingRevocation = Pick<
  Revocation,
  'donation_id' | 'source_type' | 'shared_by' | 'set_aside_at' | 'attempts'
> & { readonly grants: readonly Grant[] };

/**
 * Moves the ciphertexts of an erased donation's grants aside, to be revoked behind the erasure.
 * @returns whether there is a grant to revoke
 */
export async function setRevocationAside(
  donationId: string,
  receipt: string,
  of: Pick<Revocation, 'source_type' | 'shared_by'>,
  now: number,
): Promise<boolean> {
  const stored = await getItem<StoredGrants>(keys.grant(donationId));
  if (stored) {
    const revocation: Revocation = {
      ...Object.fromEntries(sealedOf(stored).map((sealed, number) => [nameOf(number), sealed])),
      ...of,
      donation_id: donationId,
      set_aside_at: now,
      attempts: 0,
    };
    await putItem(keys.revocation(receipt), { ...revocation, ttl: ttl(now + REVOCATION_LIFETIME_MS) }, IS_NEW);
    await dropGrant(donationId);
  }
  return (await getItem(keys.revocation(receipt))) !== undefined;
}

/** @returns the grants that an erased donation left to revoke; undefined once that is done */
export async function loadRevocation(receipt: string): Promise<PendingRevocation | undefined> {
  const stored = await getItem<Revocation>(keys.revocation(receipt));
  if (!stored) return undefined;
  const { donation_id, source_type, shared_by, set_aside_at, attempts } = stored;
  const grants = await Promise.all(sealedOf(stored).map((sealed) => open(donation_id, sealed)));
  return { donation_id, source_type, shared_by, set_aside_at, attempts, grants };
}

/** Keeps a grant that was refreshed to be revoked: its old refresh token may have been used up. */
export async function updateRevocation(
  receipt: string,
  donationId: string,
  number: number,
  grant: Grant,
): Promise<void> {
  const changes = { [nameOf(number)]: await seal(donationId, grant) } as unknown as Item;
  await updateItem(keys.revocation(receipt), changes, EXISTS);
}

/** Notes another attempt that the provider did not answer. */
export async function countRevocationAttempt(receipt: string, attempts: number): Promise<void> {
  await updateItem(keys.revocation(receipt), { attempts }, EXISTS);
}

export async function dropRevocation(receipt: string): Promise<void> {
  await deleteItem(keys.revocation(receipt));
}
