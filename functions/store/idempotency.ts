/** functions/store/idempotency.ts — answers kept for repeated POSTs with the same Idempotency-Key, encrypted. */
import { DecryptCommand, EncryptCommand } from '@aws-sdk/client-kms';
import { kms } from '../clients.ts';
import { DAY_MS, MINUTE_MS } from '../core/clock.ts';
import { hashToken } from '../core/token.ts';
import { required } from '../env.ts';
import { deleteItem, getItem, putItem, ttl, updateItem } from './items.ts';
import { keys } from './table.ts';

const LIFETIME_MS = DAY_MS;
/** A claim without an answer after this long belongs to a call that died. */
const CLAIM_MS = MINUTE_MS;

type Stored = { readonly body_hash: string; readonly answer?: Uint8Array; readonly claimed_at: number };

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

/** The answer holds a link's token, so it is kept as ciphertext only. */
async function keepAnswer(hash: string, answer: string): Promise<void> {
  const { CiphertextBlob } = await kms().send(
    new EncryptCommand({
      KeyId: required('DATA_KEY_ID'),
      Plaintext: Buffer.from(answer),
      EncryptionContext: context(hash),
    }),
  );
  await updateItem(keys.idempotency(hash), { answer: CiphertextBlob }, { expression: 'attribute_exists(pk)' });
}

async function openAnswer(hash: string, ciphertext: Uint8Array): Promise<string> {
  const { Plaintext } = await kms().send(
    new DecryptCommand({
      KeyId: required('DATA_KEY_ID'),
      CiphertextBlob: ciphertext,
      EncryptionContext: context(hash),
    }),
  );
  return Buffer.from(Plaintext as Uint8Array).toString('utf8');
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
  if (!stored.answer) return { outcome: 'running' };
  return { outcome: 'replay', answer: await openAnswer(hash, stored.answer) };
}
