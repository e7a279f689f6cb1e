/** local/environment.ts — what is made once for a home folder: credentials, keys, bucket, table. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-dynamodb';
import { CreateKeyCommand, DescribeKeyCommand, KMSClient, NotFoundException } from '@aws-sdk/client-kms';
import { CreateBucketCommand, HeadBucketCommand, NotFound, S3Client } from '@aws-sdk/client-s3';
import { TABLE_DEFINITION } from '../functions/store/table.ts';
import type { AwsCredentials } from './aws/service.ts';
import { Damaged } from './damage.ts';

export const TABLE = 'datagift';
export const BUCKET = 'datagift-data';
export const REGION = 'eu-north-1';

export type Keys = { readonly data: string; readonly grants: string };

/** Writes a small file so that it is either old or new, readable by its owner only. */
export function writeSecret(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @throws Damaged when it is not what was written */
function readSaved<Shape>(file: string, isShape: (value: unknown) => value is Shape): Shape | undefined {
  if (!existsSync(file)) return undefined;
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isShape(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Damaged(file, 'it does not hold what was written');
}

const hasStrings =
  <Name extends string>(...names: readonly Name[]) =>
  (value: unknown): value is Record<Name, string> =>
    typeof value === 'object' && value !== null && names.every((name) => typeof (value as never)[name] === 'string');

/** The credentials that the embedded AWS accepts: random, one pair a home. */
export function homeCredentials(home: string): AwsCredentials {
  const file = path.join(home, 'aws-credentials.json');
  const saved = readSaved(file, hasStrings('accessKeyId', 'secretAccessKey'));
  if (saved) return saved;
  const made = { accessKeyId: 'AKIALOCAL', secretAccessKey: randomBytes(32).toString('base64url') };
  writeSecret(file, JSON.stringify(made));
  return made;
}

type Config = { readonly endpoint: string; readonly region: string; readonly credentials: AwsCredentials };

/**
 * Makes table, bucket and keys where they are not there yet.
 * @throws Damaged when some of them are there and others no longer
 */
export async function prepare(home: string, config: Config): Promise<Keys> {
  const file = path.join(home, 'keys.json');
  const saved = readSaved(file, hasStrings('data', 'grants'));
  const made = await Promise.all([prepareTable(config), prepareBucket(config)]);
  if (saved) {
    const gone = ['dynamodb', 's3'].filter((_, at) => made[at]);
    if (gone.length) throw new Damaged(path.join(home, gone[0] as string), 'what it held is gone');
    await checkKeys(home, saved, config);
    return saved;
  }
  const kms = new KMSClient(config);
  const create = async (description: string): Promise<string> =>
    (await kms.send(new CreateKeyCommand({ Description: description }))).KeyMetadata?.KeyId as string;
  const keys = { data: await create('data'), grants: await create('grants') };
  writeSecret(file, JSON.stringify(keys));
  kms.destroy();
  return keys;
}

/** @throws Damaged when the key file lacks what everything stored is encrypted with */
async function checkKeys(home: string, keys: Keys, config: Config): Promise<void> {
  const kms = new KMSClient(config);
  try {
    for (const KeyId of Object.values(keys)) await kms.send(new DescribeKeyCommand({ KeyId }));
  } catch (error) {
    if (!(error instanceof NotFoundException)) throw error;
    throw new Damaged(path.join(home, 'kms.json'), 'it lacks keys that are in use', error);
  } finally {
    kms.destroy();
  }
}

/** @returns whether it was not there yet */
async function prepareTable(config: Config): Promise<boolean> {
  const dynamo = new DynamoDBClient(config);
  try {
    await dynamo.send(new DescribeTableCommand({ TableName: TABLE }));
    return false;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, BillingMode } = structuredClone(TABLE_DEFINITION);
    await dynamo.send(
      new CreateTableCommand({
        TableName: TABLE,
        AttributeDefinitions: [...AttributeDefinitions],
        KeySchema: [...KeySchema],
        GlobalSecondaryIndexes: GlobalSecondaryIndexes.map((index) => ({ ...index, KeySchema: [...index.KeySchema] })),
        BillingMode,
      }),
    );
    return true;
  } finally {
    dynamo.destroy();
  }
}

/** @returns whether it was not there yet */
async function prepareBucket(config: Config): Promise<boolean> {
  const s3 = new S3Client(config);
  try {
    await s3.send(new HeadBucketCommand({ Bucket: BUCKET }));
    return false;
  } catch (error) {
    if (!(error instanceof NotFound)) throw error;
    await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
    return true;
  } finally {
    s3.destroy();
  }
}
