import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw, signRaw } from './raw-request.ts';
import { type Bucket, md5Hex, openBucket, randomBody } from './s3-support.ts';
import { uniqueName } from './support.ts';

let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

const put = (Key: string, Body: string | Uint8Array, more: Partial<PutObjectCommandInput> = {}) =>
  bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body, ...more }));
const get = (Key: string, more = {}) => bucket.s3.send(new GetObjectCommand({ Bucket: bucket.name, Key, ...more }));
const head = (Key: string) => bucket.s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key }));
const textOf = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();
const raw = async (method: string, path: string, query: Record<string, string> = {}, headers = {}) =>
  sendRaw(bucket.endpoint.config, await signRaw(bucket.endpoint.config, { method, path, query, headers }));

describe('a bucket', () => {
  it('is there when it was made, and not when it was not', async () => {
    const found = await bucket.s3.send(new HeadBucketCommand({ Bucket: bucket.name }));

    expect(found.BucketRegion).toBe(bucket.endpoint.config.region);
    await expect(bucket.s3.send(new HeadBucketCommand({ Bucket: uniqueName('none') }))).rejects.toMatchObject({
      name: 'NotFound',
    });
  });

  it('is made once', async () => {
    const again = bucket.s3.send(new CreateBucketCommand({ Bucket: bucket.name }));

    await expect(again).rejects.toMatchObject({ name: 'BucketAlreadyOwnedByYou' });
  });

  it('must have a valid name', async () => {
    expect(await raw('PUT', '/Not_Valid')).toMatchObject({ status: 400, code: 'InvalidBucketName' });
  });

  it('is removed when it is empty', async () => {
    const name = { Bucket: uniqueName('s3') };
    await bucket.s3.send(new CreateBucketCommand(name));
    await bucket.s3.send(new PutObjectCommand({ ...name, Key: 'in-the-way', Body: 'x' }));

    await expect(bucket.s3.send(new DeleteBucketCommand(name))).rejects.toMatchObject({ name: 'BucketNotEmpty' });
    await bucket.s3.send(new DeleteObjectCommand({ ...name, Key: 'in-the-way' }));
    await bucket.s3.send(new DeleteBucketCommand(name));

    await expect(bucket.s3.send(new HeadBucketCommand(name))).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('that is none takes and gives nothing', async () => {
    const nowhere = { Bucket: uniqueName('none'), Key: 'a' };

    await expect(bucket.s3.send(new PutObjectCommand({ ...nowhere, Body: 'x' }))).rejects.toMatchObject({
      name: 'NoSuchBucket',
    });
    await expect(bucket.s3.send(new GetObjectCommand(nowhere))).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('an object', () => {
  it('comes back with what was given with it', async () => {
    const body = randomBody(1000);
    const given = {
      ContentType: 'application/vnd.apache.parquet',
      ContentDisposition: 'attachment',
      CacheControl: 'no-store',
      ContentLanguage: 'fi',
      Metadata: { donation: 'don_1', 'with-dash': 'yes' },
    };
    const before = Date.now() - 1000;

    const { ETag } = await put('facts', body, given);

    expect(ETag).toBe(`"${md5Hex(body)}"`);
    expect(await bucket.read('facts')).toEqual(body);
    const seen = await head('facts');
    expect(seen).toMatchObject({ ...given, ETag, ContentLength: 1000, AcceptRanges: 'bytes' });
    expect(seen.LastModified?.getTime()).toBeGreaterThanOrEqual(before);
  });

  it('keeps its encryption headers', async () => {
    const encryption = {
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:eu-north-1:000000000000:key/4a2c6e1a-0000-4000-8000-000000000000',
      BucketKeyEnabled: true,
    } as const;

    expect(await put('encrypted', 'x', encryption)).toMatchObject(encryption);

    expect(await get('encrypted')).toMatchObject(encryption);
    expect(await head('encrypted')).toMatchObject(encryption);
  });

  it('replaces the one of the same key', async () => {
    await put('replaced', 'before', { Metadata: { old: 'yes' } });
    await put('replaced', 'after');

    expect(await textOf('replaced')).toBe('after');
    expect((await head('replaced')).Metadata).toEqual({});
  });

  it('that is none is not found', async () => {
    await expect(get('none')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await expect(head('none')).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('may have any key of up to 1,024 bytes', async () => {
    const keys = [
      '..',
      '../../etc/passwd',
      'a//b',
      '/a',
      'a/',
      './a',
      ' a ',
      'a+b&c=d?e#f%2F',
      'ä/🎁/\u0301',
      '<&>"\'',
      'k'.repeat(1024),
    ];
    for (const key of keys) await put(key, `of ${key}`);

    for (const key of keys) expect(await textOf(key)).toBe(`of ${key}`);
    expect(await bucket.keys()).toEqual(expect.arrayContaining(keys));
    await expect(put('k'.repeat(1025), 'x')).rejects.toMatchObject({ name: 'KeyTooLongError' });
  });

  it('comes back by its key, whatever characters that has', async () => {
    const key = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => text.isWellFormed());
    const property = fc.asyncProperty(key, async (name) => {
      await put(`any/${name}`, `of ${name}`);
      expect(await textOf(`any/${name}`)).toBe(`of ${name}`);
    });

    await fc.assert(property, { numRuns: 60 });
  });
});

describe('a copy', () => {
  it('has the bytes and the metadata of its source', async () => {
    await put('copy/source ä', 'same', { ContentType: 'text/plain', Metadata: { from: 'source' } });
    const CopySource = `${bucket.name}/copy/${encodeURIComponent('source ä')}`;

    const { CopyObjectResult } = await bucket.s3.send(
      new CopyObjectCommand({ Bucket: bucket.name, Key: 'copy/target', CopySource }),
    );

    expect(CopyObjectResult?.ETag).toBe(`"${md5Hex(Buffer.from('same'))}"`);
    expect(await textOf('copy/target')).toBe('same');
    expect(await head('copy/target')).toMatchObject({ ContentType: 'text/plain', Metadata: { from: 'source' } });
  });

  it('of nothing is refused', async () => {
    const copy = new CopyObjectCommand({ Bucket: bucket.name, Key: 'copy/b', CopySource: `${bucket.name}/copy/none` });

    await expect(bucket.s3.send(copy)).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('a deletion', () => {
  it('removes the object, and is no error when there is none', async () => {
    await put('gone', 'x');
    const remove = new DeleteObjectCommand({ Bucket: bucket.name, Key: 'gone' });

    expect((await bucket.s3.send(remove)).$metadata.httpStatusCode).toBe(204);
    expect((await bucket.s3.send(remove)).$metadata.httpStatusCode).toBe(204);
    await expect(head('gone')).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('removes many at once', async () => {
    const keys = ['many/1', 'many/ 2 ', 'many/<&>\r\n', 'many/007', 'many/ä'];
    for (const key of keys) await put(key, 'x');
    const Objects = [...keys, 'many/absent'].map((Key) => ({ Key }));

    const answer = await bucket.s3.send(new DeleteObjectsCommand({ Bucket: bucket.name, Delete: { Objects } }));

    expect(answer.Deleted?.map(({ Key }) => Key)).toEqual([...keys, 'many/absent']);
    expect(await bucket.keys('many/')).toEqual([]);
  });

  it('is asked for in any layout of the XML, but for nothing beyond keys', async () => {
    await put('layout', 'x');
    const send = async (more: string) => {
      const body = `<Delete>\n  <Object>\n    <Key>layout</Key>${more}\n  </Object>\n</Delete>`;
      const request = { method: 'POST', path: `/${bucket.name}`, query: { delete: '' }, body };
      return sendRaw(bucket.endpoint.config, await signRaw(bucket.endpoint.config, request));
    };

    expect((await send('<VersionId>1</VersionId>')).status).toBe(400);
    expect(await bucket.keys('layout')).toEqual(['layout']);
    expect((await send('')).status).toBe(200);
    expect(await bucket.keys('layout')).toEqual([]);
  });

  it('removes a thousand quietly', async () => {
    await put('quiet/500', 'x');
    const Objects = Array.from({ length: 1000 }, (_, n) => ({ Key: `quiet/${n}` }));

    const answer = await bucket.s3.send(
      new DeleteObjectsCommand({ Bucket: bucket.name, Delete: { Objects, Quiet: true } }),
    );

    expect(answer.Deleted ?? []).toEqual([]);
    expect(await bucket.keys('quiet/')).toEqual([]);
  });
});

describe('what is not implemented', () => {
  it.each([
    ['PUT', 'tagging', {}],
    ['GET', 'acl', {}],
    ['GET', 'versionId', {}],
    ['PUT', '', { 'x-amz-tagging': 'a=b' }],
    ['PUT', '', { 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }],
    ['PUT', '', { 'x-amz-acl': 'public-read' }],
  ])('is refused: %s ?%s %j', async (method, parameter, headers) => {
    await put('plain', 'as it was');

    const answer = await raw(method, `/${bucket.name}/plain`, parameter ? { [parameter]: '' } : {}, headers);

    expect(answer).toMatchObject({ status: 501, code: 'NotImplemented' });
    expect(await textOf('plain')).toBe('as it was');
  });
});
