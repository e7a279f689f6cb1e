/** functions/store/idempotency.ts — answers kept for repeated POSTs with the same Idempotency-Key, encrypted. */
import { createCipheriv, createDecipheriv } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import { kms } from '../clients.ts';
import { DAY_MS, MINUTE_MS } from '../core/clock.ts';
import { hashToken } from '../core/token.ts';
import { required } from '../env.ts';
import { deleteItem, getItem, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

const LIFETIME_MS = DAY_MS;
/** A claim without an answer after this long belongs to a call that died. */
const CLAIM_MS = MINUTE_MS;

type Kept = { readonly answer: Uint8Array; readonly sealed_key: Uint8Array };
type Stored = { readonly body_hash: string; readonly claimed_at: number } & Partial<Kept>;

export type Claim =
  | {
      readonly outcome: 'mine';
      readonly keep: (answer: string) => Promise<void>;
      readonly release: () => Promise<void>;
    }
  | { readonly outcome: 'replay'; readonly answer: string }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'running' };

const context = (hash: string) => ({ purpose: 'idempotency', key: hash });

/** KMS itself takes 4,096 bytes; an answer that names many data types is longer. */
const CIPHER = 'aes-256-gcm';

/** The answer holds a link's token, so it is kept as ciphertext only, under a key of its own that KMS has sealed. */
async function keepAnswer(hash: string, answer: string): Promise<void> {
  const { Plaintext: key, CiphertextBlob: sealed_key } = await kms().send(
    new GenerateDataKeyCommand({
      KeyId: required('DATA_KEY_ID'),
      KeySpec: 'AES_256',
      EncryptionContext: context(hash),
    }),
  );
  // Each key encrypts once, so the nonce need not differ.
  const cipher = createCipheriv(CIPHER, key as Uint8Array, Buffer.alloc(12));
  const text = Buffer.concat([cipher.update(answer, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  await updateItem(keys.idempotency(hash), { answer: text, sealed_key }, { expression: 'attribute_exists(pk)' });
}

async function openAnswer(hash: string, { answer, sealed_key }: Kept): Promise<string> {
  const { Plaintext: key } = await kms().send(
    new DecryptCommand({
      KeyId: required('DATA_KEY_ID'),
      CiphertextBlob: sealed_key,
      EncryptionContext: context(hash),
    }),
  );
  const decipher = createDecipheriv(CIPHER, key as Uint8Array, Buffer.alloc(12));
  decipher.setAuthTag(answer.subarray(-16));
  return Buffer.concat([decipher.update(answer.subarray(0, -16)), decipher.final()]).toString('utf8');
}

/**
 * Claims a key for a call.
 * @param scope whose key it is: keys of different researchers never meet
 * @param now milliseconds since the epoch
 */
export async function claim(scope: string, key: string, body: string, now: number): Promise<Claim> {
  const hash = hashToken(`${scope}\n${key}`);
  const body_hash = hashToken(body);
  const mine: Claim = {
    outcome: 'mine',
    keep: (answer) => keepAnswer(hash, answer),
    release: async () => void (await deleteItem(keys.idempotency(hash))),
  };
  const claimed = await putItem(
    keys.idempotency(hash),
    { body_hash, claimed_at: now, ttl: ttl(now + LIFETIME_MS) },
    {
      expression:
        'attribute_not_exists(pk) OR claimed_at < :old OR (attribute_not_exists(answer) AND claimed_at < :dead)',
      values: { ':old': now - LIFETIME_MS, ':dead': now - CLAIM_MS },
    },
  );
  if (claimed) return mine;
  const stored = await getItem<Stored>(keys.idempotency(hash));
  if (!stored) return { outcome: 'running' };
  if (stored.body_hash !== body_hash) return { outcome: 'conflict' };
  const { answer, sealed_key } = stored;
  if (!answer || !sealed_key) return { outcome: 'running' };
  return { outcome: 'replay', answer: await openAnswer(hash, { answer, sealed_key }) };
}
