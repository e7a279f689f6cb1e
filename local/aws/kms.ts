/** local/aws/kms.ts — KMS on one machine: its operations, checked and refused as AWS does. */
import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { type Clock, DAY_MS, systemClock, toTimestamp } from '../../functions/core/clock.ts';
import { BLOB_OVERHEAD_BYTES, keyOf, open, seal } from './kms-blob.ts';
import { type Key, type Keys, openKeys } from './kms-keys.ts';
import { AwsError, type BufferedService, type JsonOperations, jsonService } from './service.ts';

const ARN = 'arn:aws:kms:us-east-1:000000000000:';
/** What `Encrypt` takes at most; larger data goes under a data key. */
const MAX_PLAINTEXT_BYTES = 4096;
const MAX_DATA_KEY_BYTES = 1024;
const MAX_BLOB_BYTES = MAX_PLAINTEXT_BYTES + BLOB_OVERHEAD_BYTES;

const keyId = z.string().min(1).max(2048);
const context = z.record(z.string(), z.string()).default({});
const algorithm = z.literal('SYMMETRIC_DEFAULT').optional();
const bytes = (max: number) =>
  z
    .base64()
    .transform((text) => Buffer.from(text, 'base64'))
    .refine((data) => data.length >= 1 && data.length <= max, `must have 1 to ${max} bytes`);

const byKey = z.strictObject({ KeyId: keyId });
const INPUTS = {
  createKey: z.strictObject({
    Description: z.string().max(8192).default(''),
    KeyUsage: z.literal('ENCRYPT_DECRYPT').optional(),
    KeySpec: z.literal('SYMMETRIC_DEFAULT').optional(),
  }),
  encrypt: z.strictObject({
    ...byKey.shape,
    Plaintext: bytes(MAX_PLAINTEXT_BYTES),
    EncryptionContext: context,
    EncryptionAlgorithm: algorithm,
  }),
  decrypt: z.strictObject({
    KeyId: keyId.optional(),
    CiphertextBlob: bytes(MAX_BLOB_BYTES),
    EncryptionContext: context,
    EncryptionAlgorithm: algorithm,
  }),
  dataKey: z.strictObject({
    ...byKey.shape,
    EncryptionContext: context,
    KeySpec: z.enum(['AES_128', 'AES_256']).optional(),
    NumberOfBytes: z.number().int().min(1).max(MAX_DATA_KEY_BYTES).optional(),
  }),
  deletion: z.strictObject({ ...byKey.shape, PendingWindowInDays: z.number().int().min(7).max(30).default(30) }),
  alias: z.strictObject({ AliasName: z.string().regex(/^alias\/[\w/-]{1,249}$/), TargetKeyId: keyId }),
  list: z.strictObject({}),
};

export type KmsOptions = {
  /** Where the keys are kept, readable by the owner alone; made at the first `CreateKey`. */
  readonly keyFile: string;
  readonly clock?: Clock;
};

/**
 * Symmetric keys with the operations that the project and its operators use; others are refused.
 * @throws Error naming the key file when it is damaged
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
 */
export function createKms({ keyFile, clock = systemClock }: KmsOptions): BufferedService {
  const keys = openKeys(keyFile, clock);
  return jsonService({ ...keyOperations(keys, clock), ...cipherOperations(keys) }, '1.1');
}

/** Keys made, looked at, switched and removed. */
function keyOperations(keys: Keys, clock: Clock): JsonOperations {
  const notLeaving = (name: string) => {
    const key = keys.find(name);
    if (key.state === 'PendingDeletion') throw invalidState();
    return key.id;
  };
  const setState = (state: 'Enabled' | 'Disabled') => async (input: unknown) => {
    keys.change(notLeaving(parse(byKey, input).KeyId), { state });
  };
  return {
    CreateKey: async (input) => ({ KeyMetadata: metadata(keys.create(parse(INPUTS.createKey, input).Description)) }),
    DescribeKey: async (input) => ({ KeyMetadata: metadata(keys.find(parse(byKey, input).KeyId)) }),
    ListKeys: async (input) => {
      parse(INPUTS.list, input);
      return { Keys: keys.list().map(({ id }) => ({ KeyId: id, KeyArn: arn(id) })), Truncated: false };
    },
    CreateAlias: async (input) => {
      const { AliasName, TargetKeyId } = parse(INPUTS.alias, input);
      keys.alias(AliasName, TargetKeyId);
    },
    EnableKey: setState('Enabled'),
    DisableKey: setState('Disabled'),
    ScheduleKeyDeletion: async (input) => {
      const { KeyId, PendingWindowInDays } = parse(INPUTS.deletion, input);
      const [id, deleteAt] = [notLeaving(KeyId), clock() + PendingWindowInDays * DAY_MS];
      keys.change(id, { state: 'PendingDeletion', delete_at: toTimestamp(deleteAt) });
      return { KeyId: arn(id), DeletionDate: deleteAt / 1000, KeyState: 'PendingDeletion', PendingWindowInDays };
    },
  };
}

/** What is done with a key. */
function cipherOperations(keys: Keys): JsonOperations {
  const usable = (name: string) => checkUsable(keys.find(name));
  return {
    Encrypt: async (input) => {
      const { KeyId, Plaintext, EncryptionContext } = parse(INPUTS.encrypt, input);
      const key = usable(KeyId);
      return { CiphertextBlob: seal(key, Plaintext, EncryptionContext).toString('base64'), ...used(key) };
    },
    Decrypt: async (input) => {
      const { KeyId, CiphertextBlob, EncryptionContext } = parse(INPUTS.decrypt, input);
      const key = keyOf(CiphertextBlob, keys.list());
      if (KeyId && keys.find(KeyId).id !== key.id) {
        throw new AwsError('IncorrectKeyException', 'The ciphertext was made with another key');
      }
      const plaintext = open(checkUsable(key), CiphertextBlob, EncryptionContext);
      return { Plaintext: plaintext.toString('base64'), ...used(key) };
    },
    GenerateDataKey: async (input) => {
      const { KeyId, EncryptionContext, ...size } = parse(INPUTS.dataKey, input);
      const [key, plaintext] = [usable(KeyId), randomBytes(dataKeyBytes(size))];
      const blob = seal(key, plaintext, EncryptionContext);
      return { CiphertextBlob: blob.toString('base64'), Plaintext: plaintext.toString('base64'), KeyId: arn(key.id) };
    },
  };
}

/** @throws AwsError `ValidationException` naming the fields, not their values */
function parse<Shape>(schema: z.ZodType<Shape>, input: unknown): Shape {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : issue.path.join('.'),
  );
  throw new AwsError('ValidationException', `Invalid or unsupported: ${fields.join(', ')}`);
}

function dataKeyBytes({ KeySpec, NumberOfBytes }: { KeySpec?: 'AES_128' | 'AES_256'; NumberOfBytes?: number }): number {
  if ((KeySpec === undefined) === (NumberOfBytes === undefined)) {
    throw new AwsError('ValidationException', 'Give either KeySpec or NumberOfBytes');
  }
  return NumberOfBytes ?? (KeySpec === 'AES_128' ? 16 : 32);
}

const invalidState = () => new AwsError('KMSInvalidStateException', 'The key is pending deletion');

function checkUsable(key: Key): Key {
  if (key.state === 'PendingDeletion') throw invalidState();
  if (key.state === 'Disabled') throw new AwsError('DisabledException', 'The key is disabled');
  return key;
}

const arn = (id: string): string => `${ARN}key/${id}`;
const used = ({ id }: Key) => ({ KeyId: arn(id), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' });

const metadata = ({ id, state, description, created_at, delete_at }: Key) => ({
  AWSAccountId: '000000000000',
  KeyId: id,
  Arn: arn(id),
  CreationDate: Date.parse(created_at) / 1000,
  ...(delete_at && { DeletionDate: Date.parse(delete_at) / 1000 }),
  Enabled: state === 'Enabled',
  Description: description,
  KeyUsage: 'ENCRYPT_DECRYPT',
  KeyState: state,
  Origin: 'AWS_KMS',
  KeyManager: 'CUSTOMER',
  KeySpec: 'SYMMETRIC_DEFAULT',
  EncryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
  MultiRegion: false,
});
