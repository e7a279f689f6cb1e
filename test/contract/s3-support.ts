/** test/contract/s3-support.ts — a bucket of its own for each S3 suite. */
import { createHash, randomBytes } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';
import { expect } from 'vitest';
import { EMBEDDED, type Endpoint, openEndpoint, uniqueName } from './support.ts';

export type Bucket = {
  readonly endpoint: Endpoint;
  readonly s3: S3Client;
  readonly name: string;
  /** Another client of the same endpoint. */
  client(options: S3ClientConfig): S3Client;
  /** Reads an object whole. */
  read(key: string): Promise<Buffer>;
  /** Every key of the bucket, in the order listed. */
  keys(prefix?: string): Promise<readonly string[]>;
  /** Does what must be refused, and sees that nothing came of it: no object, and no file left behind. */
  expectNothingStored(key: string, attempt: () => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
};

/** Opens the endpoint with an empty bucket in it. */
export async function openBucket(): Promise<Bucket> {
  const endpoint = await openEndpoint();
  const clients: S3Client[] = [];
  const client = (options: S3ClientConfig) => {
    const made = new S3Client({ ...endpoint.config, ...options });
    clients.push(made);
    return made;
  };
  const [s3, name] = [client({}), uniqueName('s3')];
  await s3.send(new CreateBucketCommand({ Bucket: name }));
  const keys = async (prefix?: string) => {
    const found: string[] = [];
    let token: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket: name, Prefix: prefix, ContinuationToken: token }));
      found.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
      token = page.NextContinuationToken;
    } while (token);
    return found;
  };
  return {
    endpoint,
    s3,
    name,
    client,
    keys,
    async read(key) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: name, Key: key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []);
    },
    async expectNothingStored(key, attempt) {
      const before = await filesOnDisk(endpoint);
      await attempt();
      expect(await keys(key)).toEqual([]);
      // A file goes when its last reader has gone, which may be after the answer.
      await expect.poll(() => filesOnDisk(endpoint)).toBe(before);
    },
    async close() {
      if (!EMBEDDED) await empty(s3, name, await keys());
      for (const made of clients) made.destroy();
      await endpoint.close();
    },
  };
}

/** Files of objects and of anything left over; none are seen of another endpoint. */
async function filesOnDisk({ folder }: Endpoint): Promise<number> {
  if (!EMBEDDED) return 0;
  const all = await readdir(join(folder, 's3', 'blobs'), { recursive: true, withFileTypes: true });
  return all.filter((entry) => entry.isFile()).length;
}

async function empty(s3: S3Client, Bucket: string, keys: readonly string[]): Promise<void> {
  const { Uploads: uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
  for (const { Key, UploadId } of uploads) await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  for (let start = 0; start < keys.length; start += 1000) {
    const Objects = keys.slice(start, start + 1000).map((Key) => ({ Key }));
    await s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }
  await s3.send(new DeleteBucketCommand({ Bucket }));
}

/** @param size bytes, all of them random: a byte out of place shows */
export const randomBody = (size: number): Buffer => randomBytes(size);

/** A stream whose chunks end where no boundary is. */
export const streamOf = (body: Buffer): Readable =>
  Readable.from(
    (function* () {
      for (let start = 0; start < body.length; start += 40_009) yield body.subarray(start, start + 40_009);
    })(),
  );

export const md5Hex = (body: Uint8Array): string => createHash('md5').update(body).digest('hex');
