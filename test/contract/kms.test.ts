import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateAliasCommand,
  CreateKeyCommand,
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ListKeysCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createKms } from '../../local/aws/kms.ts';
import { EMBEDDED, type Endpoint, openEndpoint, uniqueName } from './support.ts';

const DAY_MS = 86_400_000;
let endpoint: Endpoint;
let kms: KMSClient;
let KeyId: string;
beforeAll(async () => {
  endpoint = await openEndpoint();
  kms = new KMSClient(endpoint.config);
  KeyId = await createKey();
});
afterAll(async () => {
  kms.destroy();
  await endpoint.close();
});

const createKey = async (): Promise<string> => (await kms.send(new CreateKeyCommand({}))).KeyMetadata?.KeyId as string;
const context = { purpose: 'grant', donation_id: 'don_1' };
const secret = Buffer.from('a refresh token');

const encrypt = async (key = KeyId, EncryptionContext: Record<string, string> | undefined = context) => {
  const { CiphertextBlob } = await kms.send(new EncryptCommand({ KeyId: key, Plaintext: secret, EncryptionContext }));
  return CiphertextBlob as Uint8Array;
};
const decrypt = (
  CiphertextBlob: Uint8Array,
  EncryptionContext: Record<string, string> | undefined = context,
  key?: string,
) => kms.send(new DecryptCommand({ CiphertextBlob, EncryptionContext, KeyId: key }));

describe('a key', () => {
  it('is made enabled, for symmetric encryption', async () => {
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({ Description: 'grants' }));

    const described = await kms.send(new DescribeKeyCommand({ KeyId: KeyMetadata?.KeyId }));

    expect(described.KeyMetadata).toMatchObject({
      KeyState: 'Enabled',
      KeyUsage: 'ENCRYPT_DECRYPT',
      KeySpec: 'SYMMETRIC_DEFAULT',
      Description: 'grants',
    });
    expect((await kms.send(new ListKeysCommand({}))).Keys?.map((key) => key.KeyId)).toContain(KeyMetadata?.KeyId);
  });

  it('is found by id, ARN and alias', async () => {
    const AliasName = `alias/${uniqueName('kms')}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    const { KeyMetadata } = await kms.send(new DescribeKeyCommand({ KeyId }));
    const aliasArn = `${KeyMetadata?.Arn?.split(':key/')[0]}:${AliasName}`;

    for (const name of [KeyId, KeyMetadata?.Arn, AliasName, aliasArn]) {
      expect((await decrypt(await encrypt(name))).KeyId).toBe(KeyMetadata?.Arn);
    }
    const again = kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    await expect(again).rejects.toMatchObject({ name: 'AlreadyExistsException' });
  });

  it('that is unknown is not found', async () => {
    const unknown = '12345678-1234-4234-8234-123456789012';

    await expect(encrypt(unknown)).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(encrypt('alias/none')).rejects.toMatchObject({ name: 'NotFoundException' });
    await expect(kms.send(new DescribeKeyCommand({ KeyId: unknown }))).rejects.toMatchObject({
      name: 'NotFoundException',
    });
  });

  it('neither encrypts nor decrypts while it is disabled', async () => {
    const key = await createKey();
    const blob = await encrypt(key);

    await kms.send(new DisableKeyCommand({ KeyId: key }));

    await expect(encrypt(key)).rejects.toMatchObject({ name: 'DisabledException' });
    await expect(decrypt(blob)).rejects.toMatchObject({ name: 'DisabledException' });
    await kms.send(new EnableKeyCommand({ KeyId: key }));
    expect(Buffer.from((await decrypt(blob)).Plaintext ?? [])).toEqual(secret);
  });

  it('is of no use once its deletion is scheduled', async () => {
    const key = await createKey();
    const blob = await encrypt(key);

    const scheduled = await kms.send(new ScheduleKeyDeletionCommand({ KeyId: key, PendingWindowInDays: 7 }));

    expect(scheduled.KeyState).toBe('PendingDeletion');
    await expect(decrypt(blob)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
    await expect(encrypt(key)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
    await expect(kms.send(new EnableKeyCommand({ KeyId: key }))).rejects.toMatchObject({
      name: 'KMSInvalidStateException',
    });
  });
});

describe('a ciphertext', () => {
  it('is opened in the context it was made in', async () => {
    const blob = await encrypt();

    expect(Buffer.from(blob).includes(secret)).toBe(false);
    expect(Buffer.from((await decrypt(blob)).Plaintext ?? [])).toEqual(secret);
    const reordered = { donation_id: 'don_1', purpose: 'grant' };
    expect(Buffer.from((await decrypt(blob, reordered)).Plaintext ?? [])).toEqual(secret);
  });

  it('is another one each time', async () => {
    expect(await encrypt()).not.toEqual(await encrypt());
  });

  it.each([
    ['none', {}],
    ['another donation', { ...context, donation_id: 'don_2' }],
    ['less', { purpose: 'grant' }],
    ['more', { ...context, more: 'x' }],
  ])('is not opened in another context: %s', async (_, other) => {
    await expect(decrypt(await encrypt(), other)).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
      $metadata: { httpStatusCode: 400 },
    });
  });

  it('made without a context is opened without one only', async () => {
    const blob = await encrypt(KeyId, {});

    expect(Buffer.from((await decrypt(blob, {})).Plaintext ?? [])).toEqual(secret);
    await expect(decrypt(blob)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  it('is not opened when any of its bytes is changed', async () => {
    const blob = await encrypt();
    const property = fc.asyncProperty(
      fc.nat({ max: blob.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, flip) => {
        const changed = Uint8Array.from(blob, (byte, index) => (index === at ? byte ^ flip : byte));
        await expect(decrypt(changed)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
      },
    );

    await fc.assert(property, { numRuns: 60 });
  });

  it('is not opened when it is cut or no ciphertext at all', async () => {
    const blob = await encrypt();

    for (const bad of [blob.subarray(0, -1), blob.subarray(0, 20), Buffer.from('x'), randomBytes(200)]) {
      await expect(decrypt(bad)).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    }
  });

  it('is not opened with another key', async () => {
    await expect(decrypt(await encrypt(), context, await createKey())).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
  });

  it('is of 4,096 bytes at most', async () => {
    const seal = (size: number) => kms.send(new EncryptCommand({ KeyId, Plaintext: randomBytes(size) }));

    const { CiphertextBlob } = await seal(4096);

    expect((await decrypt(CiphertextBlob as Uint8Array, {})).Plaintext).toHaveLength(4096);
    await expect(seal(4097)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('a data key', () => {
  it('comes plain and encrypted', async () => {
    const made = await kms.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: context }));

    expect(made.Plaintext).toHaveLength(32);
    expect((await decrypt(made.CiphertextBlob as Uint8Array)).Plaintext).toEqual(made.Plaintext);
    const size = await kms.send(new GenerateDataKeyCommand({ KeyId, NumberOfBytes: 48 }));
    expect(size.Plaintext).toHaveLength(48);
  });
});

describe('the embedded key file', () => {
  it.runIf(EMBEDDED)('keeps keys, aliases and states over a restart, readable by its owner alone', async () => {
    const [disabled, blob] = [await createKey(), await encrypt()];
    expect((await stat(join(endpoint.folder, 'kms.json'))).mode & 0o777).toBe(0o600);
    await kms.send(new DisableKeyCommand({ KeyId: disabled }));
    await kms.send(new CreateAliasCommand({ AliasName: 'alias/kept', TargetKeyId: KeyId }));

    await endpoint.restart();

    expect(Buffer.from((await decrypt(blob)).Plaintext ?? [])).toEqual(secret);
    expect(Buffer.from((await decrypt(await encrypt('alias/kept'))).Plaintext ?? [])).toEqual(secret);
    await expect(encrypt(disabled)).rejects.toMatchObject({ name: 'DisabledException' });
  });

  it('is named when it is damaged, and left as it is', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'datagift-kms-'));
    const keyFile = join(folder, 'keys.json');
    for (const text of [
      '',
      '{"version":1',
      '{"version":2,"keys":[],"aliases":{}}',
      '{"version":1,"keys":[{}],"aliases":{}}',
    ]) {
      await writeFile(keyFile, text);

      expect(() => createKms({ keyFile })).toThrow(keyFile);
      expect(await readFile(keyFile, 'utf8')).toBe(text);
    }
    await rm(folder, { recursive: true });
  });

  it('loses a key on the day of its deletion, and with it what it encrypted', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'datagift-kms-'));
    const keyFile = join(folder, 'keys.json');
    let now = Date.now();
    const service = createKms({ keyFile, clock: () => now });
    const call = async (operation: string, input: unknown) => {
      const [headers, body] = [{ 'x-amz-target': `TrentService.${operation}` }, Buffer.from(JSON.stringify(input))];
      const answer = await service({ method: 'POST', path: '/', query: new URLSearchParams(), headers, body });
      return JSON.parse(String(answer.body));
    };
    const id = (await call('CreateKey', {})).KeyMetadata.KeyId;
    const sealed = await call('Encrypt', { KeyId: id, Plaintext: secret.toString('base64') });
    await call('ScheduleKeyDeletion', { KeyId: id, PendingWindowInDays: 7 });

    now += 7 * DAY_MS;

    expect(await call('DescribeKey', { KeyId: id })).toMatchObject({ __type: 'NotFoundException' });
    expect(await call('Decrypt', { CiphertextBlob: sealed.CiphertextBlob })).toMatchObject({
      __type: 'InvalidCiphertextException',
    });
    expect(await readFile(keyFile, 'utf8')).not.toContain(id);
    await rm(folder, { recursive: true });
  });
});
