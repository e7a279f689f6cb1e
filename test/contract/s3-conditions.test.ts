import { GetObjectCommand, PutObjectCommand, type PutObjectCommandInput } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bucket, openBucket, randomBody } from './s3-support.ts';

let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

const put = (Key: string, Body: string | Uint8Array, more: Partial<PutObjectCommandInput> = {}) =>
  bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body, ...more }));
const get = (Key: string, more = {}) => bucket.s3.send(new GetObjectCommand({ Bucket: bucket.name, Key, ...more }));
const textOf = async (Key: string, more = {}) => (await get(Key, more)).Body?.transformToString();

describe('a range', () => {
  const body = randomBody(100_000);
  beforeAll(() => put('ranged', body));

  it.each([
    ['bytes=0-0', 0, 1],
    ['bytes=10-99', 10, 100],
    ['bytes=99999-', 99_999, 100_000],
    ['bytes=50000-999999', 50_000, 100_000],
    ['bytes=-7', 99_993, 100_000],
    ['bytes=-999999', 0, 100_000],
  ])('%s gives just those bytes', async (Range, start, end) => {
    const part = await get('ranged', { Range });

    expect(part).toMatchObject({ ContentRange: `bytes ${start}-${end - 1}/100000`, ContentLength: end - start });
    expect(part.$metadata.httpStatusCode).toBe(206);
    expect(Buffer.from((await part.Body?.transformToByteArray()) ?? [])).toEqual(body.subarray(start, end));
  });

  it.each(['bytes=100000-', 'bytes=100000-100001', 'bytes=-0'])('%s lies outside', async (Range) => {
    await expect(get('ranged', { Range })).rejects.toMatchObject({
      name: 'InvalidRange',
      $metadata: { httpStatusCode: 416 },
    });
  });

  it('of any kind gives the bytes between its ends', async () => {
    const position = fc.nat({ max: body.length - 1 });
    const property = fc.asyncProperty(position, position, async (one, other) => {
      const [start, last] = [Math.min(one, other), Math.max(one, other)];
      const { Body } = await get('ranged', { Range: `bytes=${start}-${last}` });
      expect(Buffer.from((await Body?.transformToByteArray()) ?? [])).toEqual(body.subarray(start, last + 1));
    });

    await fc.assert(property, { numRuns: 25 });
  });
});

describe('a condition', () => {
  it('lets only the first upload of a key in', async () => {
    const first = { IfNoneMatch: '*' };
    await put('once', 'first', first);

    await expect(put('once', 'second', first)).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect(await textOf('once')).toBe('first');
  });

  it('lets one of many uploads at once in', async () => {
    const attempts = Array.from({ length: 20 }, (_, n) =>
      put('race', `attempt ${n}`, { IfNoneMatch: '*' }).then(() => n),
    );

    const won = (await Promise.allSettled(attempts)).filter(({ status }) => status === 'fulfilled');

    expect(won).toHaveLength(1);
    expect(await textOf('race')).toBe(`attempt ${(won[0] as PromiseFulfilledResult<number>).value}`);
  });

  it('replaces only the object that was seen', async () => {
    const { ETag: seen } = await put('seen', 'one');
    await put('seen', 'two', { IfMatch: seen });

    await expect(put('seen', 'three', { IfMatch: seen })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await expect(put('never', 'x', { IfMatch: seen })).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect(await textOf('seen')).toBe('two');
  });

  it('spares a download that is known already', async () => {
    const { ETag } = await put('known', 'x');

    await expect(get('known', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get('known', { IfMatch: '"other"' })).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await textOf('known', { IfNoneMatch: '"other"' })).toBe('x');
    expect(await textOf('known', { IfMatch: ETag })).toBe('x');
  });
});
