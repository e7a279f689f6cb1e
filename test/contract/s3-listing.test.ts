import { ListObjectsV2Command, type ListObjectsV2CommandInput, PutObjectCommand } from '@aws-sdk/client-s3';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bucket, md5Hex, openBucket } from './s3-support.ts';

let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

const put = (Key: string, Body = 'x') => bucket.s3.send(new PutObjectCommand({ Bucket: bucket.name, Key, Body }));
const list = (input: Partial<ListObjectsV2CommandInput>) =>
  bucket.s3.send(new ListObjectsV2Command({ Bucket: bucket.name, ...input }));
const keysOf = async (input: Partial<ListObjectsV2CommandInput>) =>
  (await list(input)).Contents?.map(({ Key }) => Key) ?? [];
const byBytes = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Puts with a few requests at a time. */
async function putAll(keys: readonly string[]): Promise<void> {
  const left = keys.values();
  await Promise.all(
    Array.from({ length: 16 }, async () => {
      for (const key of left) await put(key);
    }),
  );
}

/** All pages: keys and folded prefixes, each page with at most `MaxKeys`. */
async function pages(input: Partial<ListObjectsV2CommandInput>) {
  const [keys, prefixes, sizes]: [string[], string[], number[]] = [[], [], []];
  let ContinuationToken: string | undefined;
  do {
    const page = await list({ ...input, ContinuationToken });
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
    prefixes.push(...(page.CommonPrefixes ?? []).map(({ Prefix }) => Prefix as string));
    sizes.push(page.KeyCount as number);
    expect(Boolean(page.NextContinuationToken)).toBe(page.IsTruncated);
    ContinuationToken = page.NextContinuationToken;
  } while (ContinuationToken);
  return { keys, prefixes, sizes };
}

describe('a listing', () => {
  it('tells of each object what it is', async () => {
    await put('facts/one', 'four');

    const { Contents, KeyCount, IsTruncated, Name, Prefix } = await list({ Prefix: 'facts/' });

    expect({ KeyCount, IsTruncated, Name, Prefix }).toEqual({
      KeyCount: 1,
      IsTruncated: false,
      Name: bucket.name,
      Prefix: 'facts/',
    });
    expect(Contents?.[0]).toMatchObject({ Key: 'facts/one', Size: 4, ETag: `"${md5Hex(Buffer.from('four'))}"` });
    expect(Contents?.[0]?.LastModified).toBeInstanceOf(Date);
  });

  it('of nothing is empty', async () => {
    expect(await list({ Prefix: 'nothing/' })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('pages through 2,500 keys, each once and in order', async () => {
    const keys = Array.from({ length: 2500 }, (_, n) => `many/${n}`);
    await putAll(keys);

    const found = await pages({ Prefix: 'many/' });

    expect(found.keys).toEqual(keys.toSorted(byBytes));
    expect(found.sizes).toEqual([1000, 1000, 500]);
  });

  it('is in the order of UTF-8 bytes', async () => {
    // As UTF-16 the gift, a surrogate pair, would come before the full-width letter.
    await putAll(['order/\uff21', 'order/🎁', 'order/a', 'order/Z', 'order/ä', 'order/']);

    expect(await keysOf({ Prefix: 'order/' })).toEqual([
      'order/',
      'order/Z',
      'order/a',
      'order/ä',
      'order/\uff21',
      'order/🎁',
    ]);
  });

  it('starts after a key', async () => {
    await putAll(['after/a', 'after/b', 'after/b0', 'after/c']);

    expect(await keysOf({ Prefix: 'after/', StartAfter: 'after/b' })).toEqual(['after/b0', 'after/c']);
    expect(await keysOf({ Prefix: 'after/', StartAfter: 'a' })).toHaveLength(4);
    expect(await keysOf({ Prefix: 'after/', StartAfter: 'z' })).toEqual([]);
  });

  it('folds keys at a delimiter', async () => {
    await putAll(['fold/a/1', 'fold/a/2', 'fold/b', 'fold/c/1', 'fold/c/d/2', 'fold/e/']);

    const { Contents, CommonPrefixes, KeyCount } = await list({ Prefix: 'fold/', Delimiter: '/' });

    expect(Contents?.map(({ Key }) => Key)).toEqual(['fold/b']);
    expect(CommonPrefixes?.map(({ Prefix }) => Prefix)).toEqual(['fold/a/', 'fold/c/', 'fold/e/']);
    expect(KeyCount).toBe(4);
  });

  it('encodes keys when asked', async () => {
    await put('encoded/ä b');

    expect(await keysOf({ Prefix: 'encoded/', EncodingType: 'url' })).toEqual(['encoded/%C3%A4%20b']);
  });

  it('refuses a token that it did not give', async () => {
    await expect(list({ ContinuationToken: '???' })).rejects.toMatchObject({ name: 'InvalidArgument' });
  });

  it('of no keys at most is empty and at its end', async () => {
    expect(await list({ MaxKeys: 0 })).toMatchObject({ KeyCount: 0, IsTruncated: false });
  });

  it('gives each key or folder once, whatever the keys, the delimiter and the pages', async () => {
    let run = 0;
    const name = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-', 'ä'), minLength: 1, maxLength: 6 });
    const property = fc.asyncProperty(
      fc.uniqueArray(name, { maxLength: 12 }),
      fc.integer({ min: 1, max: 4 }),
      async (names, MaxKeys) => {
        run += 1;
        const prefix = `property/${run}-`;
        await putAll(names.map((each) => prefix + each));

        const [plain, folded] = [
          await pages({ Prefix: prefix, MaxKeys }),
          await pages({ Prefix: prefix, MaxKeys, Delimiter: '/' }),
        ];

        const all = names.map((each) => prefix + each).sort(byBytes);
        const cut = (key: string) => key.slice(0, key.indexOf('/', prefix.length) + 1);
        expect(plain.keys).toEqual(all);
        expect(folded.keys).toEqual(all.filter((key) => !cut(key)));
        expect(folded.prefixes).toEqual([...new Set(all.map(cut).filter(Boolean))]);
        expect(Math.max(...folded.sizes)).toBeLessThanOrEqual(MaxKeys);
      },
    );

    await fc.assert(property, { numRuns: 25 });
  });
});
