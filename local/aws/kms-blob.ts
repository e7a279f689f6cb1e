/** local/aws/kms-blob.ts — what the embedded KMS encrypts: AES-256-GCM, with the encryption context authenticated. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Key } from './kms-keys.ts';
import { AwsError } from './service.ts';

/** A blob is version, key id, nonce, ciphertext and tag. The version and the key id are authenticated too. */
const VERSION = 1;
const HEAD_BYTES = 1 + 16;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a blob has over its plaintext. */
export const BLOB_OVERHEAD_BYTES = HEAD_BYTES + NONCE_BYTES + TAG_BYTES;

/** Not secret: says what the ciphertext is for, and must be the same to decrypt it. */
export type Context = Readonly<Record<string, string>>;

export function seal({ id, material }: Key, plaintext: Buffer, context: Context): Buffer {
  const head = Buffer.concat([Buffer.of(VERSION), Buffer.from(id.replaceAll('-', ''), 'hex')]);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(material, 'base64'), nonce);
  cipher.setAAD(authenticated(head, context));
  return Buffer.concat([head, nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** @returns the key that a blob was made with @throws AwsError `InvalidCiphertextException` */
export function keyOf(blob: Buffer, keys: readonly Key[]): Key {
  const id = blob.subarray(1, HEAD_BYTES).toString('hex');
  const key = keys.find((candidate) => candidate.id.replaceAll('-', '') === id);
  if (!key || blob[0] !== VERSION || blob.length <= BLOB_OVERHEAD_BYTES) throw invalid();
  return key;
}

/** @throws AwsError `InvalidCiphertextException` when the blob or the context is another */
export function open({ material }: Key, blob: Buffer, context: Context): Buffer {
  const nonce = blob.subarray(HEAD_BYTES, HEAD_BYTES + NONCE_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', Buffer.from(material, 'base64'), nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(authenticated(blob.subarray(0, HEAD_BYTES), context)).setAuthTag(blob.subarray(-TAG_BYTES));
  try {
    const plaintext = decipher.update(blob.subarray(HEAD_BYTES + NONCE_BYTES, -TAG_BYTES));
    return Buffer.concat([plaintext, decipher.final()]);
  } catch {
    throw invalid();
  }
}

/** The order of a context's pairs has no meaning, so it is authenticated sorted. */
function authenticated(head: Buffer, context: Context): Buffer {
  const pairs = Object.entries(context).sort(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.concat([head, Buffer.from(JSON.stringify(pairs))]);
}

const invalid = () =>
  new AwsError('InvalidCiphertextException', 'The ciphertext or its context is not what was encrypted');
