import { createHmac } from 'node:crypto';
import { HeadObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RawRequest, sendRaw, sha256Hex, signRaw } from './raw-request.ts';
import { type Bucket, openBucket } from './s3-support.ts';

let bucket: Bucket;
beforeAll(async () => {
  bucket = await openBucket();
});
afterAll(() => bucket.close());

const path = (key: string) => `/${bucket.name}/${key}`;
const sign = (raw: RawRequest) => signRaw(bucket.endpoint.config, raw);
const send = (raw: RawRequest) => sendRaw(bucket.endpoint.config, raw);

describe('a body in chunks', () => {
  const crc32 = (text: string) => {
    const value = Buffer.alloc(4);
    value.writeUInt32BE(crcOf(text));
    return value.toString('base64');
  };
  const crcOf = (text: string): number => {
    let crc = -1;
    for (const byte of Buffer.from(text)) {
      crc ^= byte;
      for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
    }
    return ~crc >>> 0;
  };
  const unsigned = (key: string, body: string, length: number) =>
    sign({
      method: 'PUT',
      path: path(key),
      headers: {
        'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
        'x-amz-decoded-content-length': String(length),
        'x-amz-trailer': 'x-amz-checksum-crc32',
        'content-encoding': 'aws-chunked',
      },
      body,
    });

  it('is stored without its encoding', async () => {
    const body = `5\r\nhello\r\n6\r\n world\r\n0\r\nx-amz-checksum-crc32:${crc32('hello world')}\r\n\r\n`;

    expect((await send(await unsigned('chunked', body, 11))).status).toBe(200);

    expect((await bucket.read('chunked')).toString()).toBe('hello world');
    const seen = await bucket.s3.send(new HeadObjectCommand({ Bucket: bucket.name, Key: 'chunked' }));
    expect(seen.ContentEncoding).toBeUndefined();
  });

  it.each([
    ['another checksum', '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:AAAAAA==\r\n\r\n', 5, 'BadDigest'],
    ['no checksum', '5\r\nhello\r\n0\r\n\r\n', 5, 'MalformedTrailerError'],
    [
      'fewer bytes than announced',
      `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crc32('hello')}\r\n\r\n`,
      6,
      'IncompleteBody',
    ],
    [
      'more bytes than announced',
      `5\r\nhello\r\n0\r\nx-amz-checksum-crc32:${crc32('hello')}\r\n\r\n`,
      4,
      'IncompleteBody',
    ],
    ['no last chunk', '5\r\nhello\r\n', 5, 'IncompleteBody'],
    ['a chunk that is too long', '4\r\nhello\r\n0\r\n\r\n', 5, 'InvalidRequest'],
    ['no chunks at all', 'hello', 5, 'IncompleteBody'],
  ])('is refused with %s', async (_, body, length, code) => {
    await bucket.expectNothingStored('bad-chunks', async () => {
      expect(await send(await unsigned('bad-chunks', body, length))).toMatchObject({ status: 400, code });
    });
  });

  /** Signs chunks as the specification says, with the request's signature as the seed. */
  async function signedChunks(key: string, chunks: readonly string[], trailer?: string): Promise<RawRequest> {
    const length = chunks.join('').length;
    const headers = {
      'x-amz-content-sha256': `STREAMING-AWS4-HMAC-SHA256-PAYLOAD${trailer ? '-TRAILER' : ''}`,
      'x-amz-decoded-content-length': String(length),
      'content-encoding': 'aws-chunked',
      ...(trailer && { 'x-amz-trailer': 'x-amz-checksum-crc32' }),
    };
    const raw = await sign({ method: 'PUT', path: path(key), headers });
    const [, scope = '', seed = ''] =
      /Credential=[^/]+\/([^,]+),.*Signature=(\w+)/.exec(raw.headers?.authorization ?? '') ?? [];
    const hmac = (secret: string | Buffer, text: string) => createHmac('sha256', secret).update(text).digest();
    const signingKey = scope
      .split('/')
      .reduce<Buffer>(hmac, Buffer.from(`AWS4${bucket.endpoint.config.credentials.secretAccessKey}`));
    const date = raw.headers?.['x-amz-date'] ?? '';
    let previous = seed;
    const chain = (kind: string, ...hashes: string[]) => {
      previous = hmac(signingKey, [`AWS4-HMAC-SHA256-${kind}`, date, scope, previous, ...hashes].join('\n')).toString(
        'hex',
      );
      return previous;
    };
    const encoded = [...chunks, ''].map((chunk) => {
      const signature = chain('PAYLOAD', sha256Hex(''), sha256Hex(chunk));
      return `${chunk.length.toString(16)};chunk-signature=${signature}\r\n${chunk}${chunk && '\r\n'}`;
    });
    const end = trailer
      ? `${trailer}\r\nx-amz-trailer-signature:${chain('TRAILER', sha256Hex(`${trailer}\n`))}\r\n\r\n`
      : '\r\n';
    return { ...raw, body: encoded.join('') + end };
  }

  it('that are signed is stored', async () => {
    expect((await send(await signedChunks('signed', ['hello', ' world']))).status).toBe(200);

    expect((await bucket.read('signed')).toString()).toBe('hello world');
  });

  it('that are signed with a signed checksum is stored', async () => {
    const raw = await signedChunks('signed-trailer', ['hello'], `x-amz-checksum-crc32:${crc32('hello')}`);

    expect((await send(raw)).status).toBe(200);
    expect((await bucket.read('signed-trailer')).toString()).toBe('hello');
  });

  it.each([
    ['a chunk', /(w)(o)(rld)/],
    ['the signature of a chunk', /(chunk-signature=)(.)()/],
    ['the checksum', /(crc32:)(.)()/],
    ['the signature of the checksum', /(trailer-signature:)(.)()/],
  ])('that are signed is refused when %s is changed', async (_, where) => {
    const raw = await signedChunks('forged', ['hello', 'world'], `x-amz-checksum-crc32:${crc32('helloworld')}`);
    const forge = (_match: string, before: string, one: string, after: string) =>
      before + (one === '0' ? '1' : '0') + after;
    const body = String(raw.body).replace(where, forge);

    await bucket.expectNothingStored('forged', async () => {
      expect(body).not.toBe(raw.body);
      expect(await send({ ...raw, body })).toMatchObject({ status: 403, code: 'SignatureDoesNotMatch' });
    });
  });
});
