import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3 } from '../../local/aws/s3/service.ts';
import { type Bucket, md5Hex, openBucket, randomBody } from './s3-support.ts';
import { EMBEDDED } from './support.ts';

const MIB = 1024 * 1024;
let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

describe('a restart', () => {
  it('keeps objects, their facts and the open uploads', async () => {
    const [body, first, second] = [randomBody(300_000), randomBody(5 * MIB), randomBody(10)];
    const facts = { ContentType: 'text/csv', Metadata: { study: 'a' } };
    await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'kept', Body: body, ...facts }));
    await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'deleted', Body: 'x' }));
    await bucket.s3.send(new DeleteObjectCommand({ Bucket: bucket.name, Key: 'deleted' }));
    const create = new CreateMultipartUploadCommand({ Bucket: bucket.name, Key: 'parts' });
    const place = { Bucket: bucket.name, Key: 'parts', UploadId: (await bucket.s3.send(create)).UploadId };
    const one = await bucket.s3.send(new UploadPartCommand({ ...place, PartNumber: 1, Body: first }));

    await bucket.endpoint.restart();

    const two = await bucket.s3.send(new UploadPartCommand({ ...place, PartNumber: 2, Body: second }));
    const Parts = [one, two].map(({ ETag, ChecksumCRC32 }, index) => ({ PartNumber: index + 1, ETag, ChecksumCRC32 }));
    await bucket.s3.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts } }));
    expect((await bucket.read('kept')).equals(body)).toBe(true);
    expect((await bucket.read('parts')).equals(Buffer.concat([first, second]))).toBe(true);
    expect(await bucket.s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: 'kept' }))).toMatchObject(facts);
    expect(await bucket.keys()).toEqual(['kept', 'parts']);
  });

  it.runIf(EMBEDDED)('removes what a crash left behind, and nothing else', async () => {
    const blobs = join(bucket.endpoint.folder, 's3', 'blobs');
    await writeFile(join(blobs, '00', '00-left-behind'), 'half an upload');

    await bucket.endpoint.restart();

    expect(await readdir(join(blobs, '00'))).not.toContain('00-left-behind');
    expect((await bucket.read('kept')).length).toBe(300_000);
  });
});

describe('a process that is killed', () => {
  it('has every object that it had acknowledged, whole', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'datagift-killed-'));
    const credentials = { accessKeyId: 'AKIAEMBEDDED', secretAccessKey: 'for one test' };
    const bodies = new Map<string, Buffer>();
    const writer = await serve(folder, credentials);
    const s3 = new S3Client({ endpoint: writer.url, region: 'eu-north-1', credentials, maxAttempts: 1 });
    await s3.send(new CreateBucketCommand({ Bucket: 'donations' }));
    const putting = Array.from({ length: 8 }, async (_, lane) => {
      for (let n = 0; ; n += 1) {
        const [Key, Body] = [`${lane}/${n}`, randomBody(20_000)];
        await s3.send(new PutObjectCommand({ Bucket: 'donations', Key, Body }));
        bodies.set(Key, Body);
        if (bodies.size === 60) await writer.kill();
      }
    });

    // Each lane ends with the first request that the killed process does not answer.
    await Promise.allSettled(putting);
    s3.destroy();
    const again = await serve(folder, credentials);
    const reader = new S3Client({ endpoint: again.url, region: 'eu-north-1', credentials });

    expect(bodies.size).toBeGreaterThanOrEqual(60);
    for (const [Key, body] of bodies) {
      const { ContentLength, ETag } = await reader.send(new HeadObjectCommand({ Bucket: 'donations', Key }));
      expect({ Key, ContentLength, ETag }).toEqual({ Key, ContentLength: 20_000, ETag: `"${md5Hex(body)}"` });
      const { Body } = await reader.send(new GetObjectCommand({ Bucket: 'donations', Key }));
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(body)).toBe(true);
    }
    reader.destroy();
    await again.kill();
    await rm(folder, { recursive: true });
  });
});

describe('a catalogue that is damaged', () => {
  it('is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'datagift-damaged-'));
    await writeFile(join(folder, 'catalogue.sqlite'), 'this is no database, but it is long enough to be looked at');

    expect(() => createS3({ folder })).toThrow(join(folder, 'catalogue.sqlite'));
    await rm(folder, { recursive: true });
  });
});

/** Serves a folder from a process of its own. */
async function serve(
  folder: string,
  { accessKeyId, secretAccessKey }: { accessKeyId: string; secretAccessKey: string },
) {
  const script = join(import.meta.dirname, 's3-writer.ts');
  const child = spawn(process.execPath, [script, folder, accessKeyId, secretAccessKey], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const [line] = await once(child.stdout, 'data');
  return {
    url: String(line).trim(),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
