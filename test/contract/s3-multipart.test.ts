import { Readable } from 'node:stream';
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  type CreateMultipartUploadCommandInput,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendRaw, signRaw } from './raw-request.ts';
import { type Bucket, md5Hex, openBucket, randomBody, streamOf } from './s3-support.ts';

const MIB = 1024 * 1024;
let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

const begin = async (Key: string, more: Partial<CreateMultipartUploadCommandInput> = {}) => {
  const { UploadId } = await bucket.s3.send(new CreateMultipartUploadCommand({ Bucket: bucket.name, Key, ...more }));
  return { Bucket: bucket.name, Key, UploadId: UploadId as string };
};
type Place = Awaited<ReturnType<typeof begin>>;

const part = async (place: Place, PartNumber: number, Body: Uint8Array): Promise<CompletedPart> => {
  const { ETag, ChecksumCRC32 } = await bucket.s3.send(new UploadPartCommand({ ...place, PartNumber, Body }));
  return { PartNumber, ETag, ChecksumCRC32 };
};
const complete = (place: Place, Parts: CompletedPart[], more = {}) =>
  bucket.s3.send(new CompleteMultipartUploadCommand({ ...place, MultipartUpload: { Parts }, ...more }));

describe('an upload in parts', () => {
  it('is the parts one after another, by number and not by arrival', async () => {
    const [one, two, three] = [randomBody(5 * MIB), randomBody(6 * MIB + 1), randomBody(17)];
    const place = await begin('in-order');
    const parts = [await part(place, 7, three), await part(place, 1, one), await part(place, 3, two)];

    const { ETag } = await complete(
      place,
      parts.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0)),
    );

    const sums = Buffer.concat([one, two, three].map((body) => Buffer.from(md5Hex(body), 'hex')));
    expect(ETag).toBe(`"${md5Hex(sums)}-3"`);
    expect((await bucket.read('in-order')).equals(Buffer.concat([one, two, three]))).toBe(true);
  });

  it('can be read in ranges across the parts', async () => {
    const [one, two] = [randomBody(5 * MIB), randomBody(1000)];
    const place = await begin('ranges');
    await complete(place, [await part(place, 1, one), await part(place, 2, two)]);
    const whole = Buffer.concat([one, two]);

    for (const [start, last] of [
      [5 * MIB - 3, 5 * MIB + 2],
      [5 * MIB, 5 * MIB],
      [5 * MIB - 1, 5 * MIB - 1],
      [0, whole.length - 1],
    ] as const) {
      const object = { Bucket: bucket.name, Key: 'ranges', Range: `bytes=${start}-${last}` };
      const { Body } = await bucket.s3.send(new GetObjectCommand(object));
      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(whole.subarray(start, last + 1))).toBe(
        true,
      );
    }
  });

  it('can be read to its end while it is replaced and deleted, and is gone from disk then', async () => {
    const bodies = [randomBody(5 * MIB), randomBody(5 * MIB), randomBody(5 * MIB)];
    await bucket.expectNothingStored('busy', async () => {
      const place = await begin('busy');
      await complete(place, await Promise.all(bodies.map((body, index) => part(place, index + 1, body))));
      const { Body } = await bucket.s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: 'busy' }));

      await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'busy', Body: 'after' }));
      expect((await bucket.read('busy')).toString()).toBe('after');
      await bucket.s3.send(new DeleteObjectCommand({ Bucket: bucket.name, Key: 'busy' }));

      expect(Buffer.from((await Body?.transformToByteArray()) ?? []).equals(Buffer.concat(bodies))).toBe(true);
    });
  });

  it('keeps what it was begun with', async () => {
    const facts = {
      ContentType: 'application/vnd.apache.parquet',
      Metadata: { donation: 'don_1' },
      ServerSideEncryption: 'aws:kms',
      SSEKMSKeyId: 'arn:aws:kms:eu-north-1:000000000000:key/4a2c6e1a-0000-4000-8000-000000000000',
      BucketKeyEnabled: true,
    } as const;
    const place = await begin('facts', facts);
    const { ContentType: _, Metadata: __, ...encryption } = facts;

    expect(await complete(place, [await part(place, 1, randomBody(10))])).toMatchObject(encryption);

    const seen = await bucket.s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: 'facts' }));
    expect(seen).toMatchObject({ ...facts, ContentLength: 10 });
  });

  it('has a checksum of its parts', async () => {
    const place = await begin('checksum', { ChecksumAlgorithm: 'CRC32' });

    const { ChecksumCRC32, ChecksumType } = await complete(place, [await part(place, 1, randomBody(10))]);

    expect(ChecksumCRC32).toMatch(/^[\w+/]{6}==-1$/);
    expect(ChecksumType).toBe('COMPOSITE');
    const object = { Bucket: bucket.name, Key: 'checksum', ChecksumMode: 'ENABLED' } as const;
    expect(await bucket.s3.send(new HeadObjectCommand(object))).toMatchObject({ ChecksumCRC32, ChecksumType });
  });

  it('is not seen before it is complete, and takes the place of the object then', async () => {
    await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'late', Body: 'before' }));
    const place = await begin('late');
    const parts = [await part(place, 1, Buffer.from('after'))];
    expect((await bucket.read('late')).toString()).toBe('before');

    await complete(place, parts);

    expect((await bucket.read('late')).toString()).toBe('after');
  });

  it('takes the last of the parts with a number', async () => {
    const place = await begin('again');
    const old = await part(place, 1, Buffer.from('old'));
    const renewed = await part(place, 1, Buffer.from('renewed'));

    await expect(complete(place, [old])).rejects.toMatchObject({ name: 'InvalidPart' });
    await complete(place, [renewed]);

    expect((await bucket.read('again')).toString()).toBe('renewed');
  });

  it('is refused when its object is there already and must not be', async () => {
    await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'taken', Body: 'first' }));
    const place = await begin('taken');
    const parts = [await part(place, 1, Buffer.from('second'))];

    await expect(complete(place, parts, { IfNoneMatch: '*' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect((await bucket.read('taken')).toString()).toBe('first');
  });
});

describe('parts that do not fit', () => {
  it('are refused out of order', async () => {
    const place = await begin('disorder');
    const [one, two] = [await part(place, 1, randomBody(5 * MIB)), await part(place, 2, randomBody(1))];

    await expect(complete(place, [two, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
    await expect(complete(place, [one, one])).rejects.toMatchObject({ name: 'InvalidPartOrder' });
  });

  it('are refused when they are unknown or have another tag', async () => {
    const place = await begin('unknown');
    const one = await part(place, 1, randomBody(1));

    await expect(complete(place, [{ ...one, PartNumber: 2 }])).rejects.toMatchObject({ name: 'InvalidPart' });
    await expect(complete(place, [{ ...one, ETag: `"${'0'.repeat(32)}"` }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
    await expect(complete(place, [{ ...one, ChecksumCRC32: 'AAAAAA==' }])).rejects.toMatchObject({
      name: 'InvalidPart',
    });
  });

  it('are refused below 5 MiB, but for the last', async () => {
    const place = await begin('small');
    const parts = [await part(place, 1, randomBody(5 * MIB - 1)), await part(place, 2, randomBody(1))];

    await expect(complete(place, parts)).rejects.toMatchObject({ name: 'EntityTooSmall' });
    expect(await bucket.keys('small')).toEqual([]);
  });

  it('are refused with a number that is none, or a checksum that is wrong', async () => {
    const place = await begin('number');

    await expect(part(place, 0, randomBody(1))).rejects.toMatchObject({ name: 'InvalidArgument' });
    await expect(part(place, 10_001, randomBody(1))).rejects.toMatchObject({ name: 'InvalidArgument' });
    const query = { uploadId: place.UploadId, partNumber: '1' };
    const headers = { 'x-amz-checksum-crc32': 'AAAAAA==' };
    const raw = { method: 'PUT', path: `/${bucket.name}/number`, query, headers, body: 'body' };
    const answer = await sendRaw(bucket.endpoint.config, await signRaw(bucket.endpoint.config, raw));
    expect(answer).toMatchObject({ status: 400, code: 'BadDigest' });
    expect((await bucket.s3.send(new ListPartsCommand(place))).Parts ?? []).toEqual([]);
  });

  it('are refused for an upload that is none', async () => {
    const place = await begin('real');
    const { UploadId } = place;

    for (const other of [
      { ...place, UploadId: 'none' },
      { ...place, Key: 'other', UploadId },
    ]) {
      await expect(part(other, 1, randomBody(1))).rejects.toMatchObject({ name: 'NoSuchUpload' });
      await expect(complete(other, [{ PartNumber: 1, ETag: '"0"' }])).rejects.toMatchObject({ name: 'NoSuchUpload' });
      await expect(bucket.s3.send(new ListPartsCommand(other))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    }
  });
});

describe('an open upload', () => {
  it('lists its parts, page by page', async () => {
    const place = await begin('listed');
    for (const number of [1, 2, 5]) await part(place, number, randomBody(number));

    const first = await bucket.s3.send(new ListPartsCommand({ ...place, MaxParts: 2 }));
    const rest = await bucket.s3.send(new ListPartsCommand({ ...place, PartNumberMarker: first.NextPartNumberMarker }));

    expect(first.IsTruncated).toBe(true);
    expect(first.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 1],
      [2, 2],
    ]);
    expect(rest.IsTruncated).toBe(false);
    expect(rest.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([[5, 5]]);
  });

  it('is listed until it is complete or aborted', async () => {
    const [one, two, three] = [await begin('open/1'), await begin('open/2'), await begin('open/3')];
    await complete(one, [await part(one, 1, randomBody(1))]);
    await part(two, 1, randomBody(1));
    await bucket.s3.send(new AbortMultipartUploadCommand(two));

    const { Uploads } = await bucket.s3.send(new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: 'open/' }));

    expect(Uploads?.map(({ Key, UploadId }) => ({ Key, UploadId }))).toEqual([
      { Key: 'open/3', UploadId: three.UploadId },
    ]);
    await expect(part(two, 1, randomBody(1))).rejects.toMatchObject({ name: 'NoSuchUpload' });
    expect(await bucket.keys('open/')).toEqual(['open/1']);
  });

  it('is listed once, however short the pages', async () => {
    const begun = [await begin('pages/a'), await begin('pages/b'), await begin('pages/b'), await begin('pages/c')];
    const found: (string | undefined)[] = [];
    let markers = {};
    for (let more = true; more; ) {
      const request = { Bucket: bucket.name, Prefix: 'pages/', MaxUploads: 1, ...markers };
      const page = await bucket.s3.send(new ListMultipartUploadsCommand(request));
      found.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
      more = page.IsTruncated ?? false;
    }

    expect(found.toSorted()).toEqual(begun.map(({ UploadId }) => UploadId).toSorted());
  });
});

describe('the upload of the storage library', () => {
  it('sends a stream of unknown length in parts', async () => {
    const body = randomBody(12 * MIB + 5);
    const params = { Bucket: bucket.name, Key: 'library', Body: streamOf(body) };

    await new Upload({ client: bucket.s3, params, partSize: 5 * MIB, queueSize: 2 }).done();

    expect((await bucket.read('library')).equals(body)).toBe(true);
  });

  it('leaves nothing when its stream fails', async () => {
    const failing = async function* () {
      yield randomBody(11 * MIB);
      throw new Error('the source broke off');
    };
    const params = { Bucket: bucket.name, Key: 'failed', Body: Readable.from(failing()) };

    const upload = new Upload({ client: bucket.s3, params, partSize: 5 * MIB, queueSize: 1 });
    await expect(upload.done()).rejects.toThrow('the source broke off');

    const open = new ListMultipartUploadsCommand({ Bucket: bucket.name, Prefix: 'failed' });
    expect((await bucket.s3.send(open)).Uploads ?? []).toEqual([]);
    expect(await bucket.keys('failed')).toEqual([]);
  });
});
