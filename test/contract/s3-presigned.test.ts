import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendUrl } from './raw-request.ts';
import { type Bucket, openBucket } from './s3-support.ts';
import { uniqueName } from './support.ts';

let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
  await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'rows/ä b.csv', Body: 'time,title' }));
  await bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key: 'other', Body: 'not yours' }));
});
afterAll(() => bucket.close());

const signGet = (options: { expiresIn?: number; signingDate?: Date } = {}, more = {}) =>
  getSignedUrl(bucket.s3, new GetObjectCommand({ Bucket: bucket.name, Key: 'rows/ä b.csv', ...more }), {
    expiresIn: 300,
    ...options,
  });

const signPut = (options: { expiresIn?: number; signingDate?: Date } = {}, more = {}) =>
  getSignedUrl(
    // A default client would sign the checksum of an empty body into the address.
    bucket.client({ requestChecksumCalculation: 'WHEN_REQUIRED' }),
    new PutObjectCommand({ Bucket: bucket.name, Key: 'upload', ...more }),
    { expiresIn: 300, ...options },
  );

const changed = (url: string, change: (url: URL) => void): string => {
  const copy = new URL(url);
  change(copy);
  return copy.toString();
};

describe('a presigned download', () => {
  it('gives the object without further credentials', async () => {
    expect(await sendUrl(await signGet())).toMatchObject({ status: 200, body: 'time,title' });
  });

  it('gives a range of it', async () => {
    const response = await sendUrl(await signGet(), { headers: { range: 'bytes=5-' } });

    expect(response).toMatchObject({ status: 206, body: 'title', headers: { 'content-range': 'bytes 5-9/10' } });
  });

  it('is named and typed as the address says', async () => {
    const url = await signGet(
      {},
      { ResponseContentDisposition: 'attachment; filename="a b.csv"', ResponseContentType: 'text/csv' },
    );

    expect((await sendUrl(url)).headers).toMatchObject({
      'content-disposition': 'attachment; filename="a b.csv"',
      'content-type': 'text/csv',
    });
  });

  it('is refused for another object', async () => {
    const url = (await signGet()).replace(/rows\/[^?]*/, 'other');

    expect(await sendUrl(url)).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it.each([
    ['a longer life', (url: URL) => url.searchParams.set('X-Amz-Expires', '3000')],
    [
      'a later date',
      (url: URL) =>
        url.searchParams.set('X-Amz-Date', url.searchParams.get('X-Amz-Date')?.replace(/..Z$/, '00Z') ?? ''),
    ],
    ['another name', (url: URL) => url.searchParams.set('response-content-disposition', 'inline')],
    ['another parameter', (url: URL) => url.searchParams.set('response-content-type', 'text/html')],
    ['another signature', (url: URL) => url.searchParams.set('X-Amz-Signature', 'f'.repeat(64))],
  ])('is refused with %s', async (_, change) => {
    const signingDate = new Date(Math.floor(Date.now() / 60_000) * 60_000 - 30_000);
    const url = await signGet({ signingDate }, { ResponseContentDisposition: 'attachment' });

    const same = changed(url, ({ searchParams }) => searchParams.set('X-Amz-Expires', '300'));

    expect((await sendUrl(same)).status).toBe(200);
    expect(await sendUrl(changed(url, change))).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
  });

  it('is refused for another method', async () => {
    expect(await sendUrl(await signGet(), { method: 'DELETE' })).toMatchObject({ status: 403 });
    expect(await bucket.keys()).toContain('rows/ä b.csv');
  });

  it('is refused when it has expired', async () => {
    const url = await signGet({ expiresIn: 60, signingDate: new Date(Date.now() - 61_000) });

    const { status, code, body } = await sendUrl(url);

    expect({ status, code }).toEqual({ status: 403, code: 'AccessDenied' });
    expect(body).toContain('Request has expired');
  });

  it('is refused together with an Authorization header', async () => {
    const url = await signGet();

    const response = await sendUrl(url, { headers: { authorization: 'AWS4-HMAC-SHA256 Credential=x' } });

    expect(response).toMatchObject({ status: 400, code: 'InvalidArgument' });
  });

  it('is refused by an unknown key', async () => {
    const url = changed(await signGet(), ({ searchParams }) => {
      searchParams.set(
        'X-Amz-Credential',
        `AKIAOTHER/${searchParams.get('X-Amz-Credential')?.split('/').slice(1).join('/')}`,
      );
    });

    expect(await sendUrl(url)).toMatchObject({ status: 403, code: 'InvalidAccessKeyId' });
  });
});

describe('a presigned upload', () => {
  it('stores the body', async () => {
    expect((await sendUrl(await signPut(), { method: 'PUT', body: 'given' })).status).toBe(200);

    expect((await bucket.read('upload')).toString()).toBe('given');
  });

  it('keeps the metadata that was signed into the address', async () => {
    await sendUrl(await signPut({}, { Key: 'with-metadata', Metadata: { study: 'a' } }), { method: 'PUT', body: 'x' });

    const { Metadata } = await bucket.s3.send(new GetObjectCommand({ Bucket: bucket.name, Key: 'with-metadata' }));
    expect(Metadata).toEqual({ study: 'a' });
  });

  it('is refused for another object, and stores nothing', async () => {
    const url = (await signPut()).replace('/upload?', '/elsewhere?');

    expect(await sendUrl(url, { method: 'PUT', body: 'x' })).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(await bucket.keys('elsewhere')).toEqual([]);
  });

  it('is refused when it has expired, and stores nothing', async () => {
    const url = await signPut({ expiresIn: 1, signingDate: new Date(Date.now() - 2_000) }, { Key: 'late' });

    expect(await sendUrl(url, { method: 'PUT', body: 'x' })).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await bucket.keys('late')).toEqual([]);
  });

  it('is refused when the signed checksum is of another body', async () => {
    const url = await getSignedUrl(bucket.s3, new PutObjectCommand({ Bucket: bucket.name, Key: 'crc' }));

    expect(await sendUrl(url, { method: 'PUT', body: 'not empty' })).toMatchObject({ status: 400, code: 'BadDigest' });
    expect(await bucket.keys('crc')).toEqual([]);
  });

  it('makes no bucket by the way', async () => {
    const url = await getSignedUrl(bucket.s3, new CreateBucketCommand({ Bucket: uniqueName('s3') }), { expiresIn: 60 });

    expect((await sendUrl(url)).status).toBe(403);
  });
});
