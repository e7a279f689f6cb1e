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

/** Keeps the grant of a new authorization, in place of an earlier one. */
export async function saveGrant(donationId: string, grant: Grant): Promise<void> {
  await putItem(keys.grant(donationId), await seal(donationId, grant));
}

/** Keeps a refreshed grant, unless it was dropped in the meantime. */
export async function updateGrant(donationId: string, grant: Grant): Promise<void> {
  await updateItem(keys.grant(donationId), (await seal(donationId, grant)) as Item, EXISTS);
}

/** @returns the decrypted grant; undefined when there is none (any more) */
export async function loadGrant(donationId: string): Promise<Grant | undefined> {
  const stored = await getItem<StoredGrant>(keys.grant(donationId));
  return stored && open(donationId, stored);
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

type Revocation = StoredGrant & {
  readonly donation_id: string;
  readonly source_type: SourceType;
  readonly shared_by: SharedBy;
  readonly set_aside_at: number;
  /** How often the provider was asked. */
  readonly attempts: number;
};

/** What is to be revoked, and for how long it has been tried. */
export type PendingRevocation = Omit<Revocation, keyof StoredGrant> & { readonly grant: Grant };

/**
 * Moves the ciphertext of an erased donation's grant aside, to be revoked behind the erasure.
 * @returns whether there is a grant to revoke
 */
export async function setRevocationAside(
  donationId: string,
  receipt: string,
  of: Pick<Revocation, 'source_type' | 'shared_by'>,
  now: number,
): Promise<boolean> {
  const stored = await getItem<StoredGrant>(keys.grant(donationId));
  if (stored) {
    const { ciphertext, access_expires_at, scopes, grant_expires_at } = stored;
    const revocation: Revocation = {
      ciphertext,
      access_expires_at,
      scopes,
      ...(grant_expires_at && { grant_expires_at }),
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

/** @returns the grant that an erased donation left to revoke; undefined once that is done */
export async function loadRevocation(receipt: string): Promise<PendingRevocation | undefined> {
  const stored = await getItem<Revocation>(keys.revocation(receipt));
  if (!stored) return undefined;
  const { donation_id, source_type, shared_by, set_aside_at, attempts } = stored;
  const grant = await open(donation_id, stored);
  return { donation_id, source_type, shared_by, set_aside_at, attempts, grant };
}

/** Notes another attempt that the provider did not answer. */
export async function countRevocationAttempt(receipt: string, attempts: number): Promise<void> {
  await updateItem(keys.revocation(receipt), { attempts }, EXISTS);
}

export async function dropRevocation(receipt: string): Promise<void> {
  await deleteItem(keys.revocation(receipt));
}
