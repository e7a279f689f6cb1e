import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type RawRequest, sendRaw, signRaw } from './raw-request.ts';
import { EMBEDDED, type Endpoint, openEndpoint } from './support.ts';

const MINUTE_MS = 60_000;
let endpoint: Endpoint;
beforeAll(async () => {
  const states = async () => {
    throw new Error('a secret of the request');
  };
  endpoint = await openEndpoint({ services: () => ({ states }) });
});
afterAll(() => endpoint.close());

const ago = (minutes: number) => ({ signingDate: new Date(Date.now() - minutes * MINUTE_MS) });
const buckets: RawRequest = { method: 'GET', path: '/' };
const keys: RawRequest = {
  method: 'POST',
  path: '/',
  headers: { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'TrentService.ListKeys' },
  body: '{}',
};
const kms = { service: 'kms' };

describe('one address for every service', () => {
  it('serves each client what it asks for', async () => {
    const clients = [
      new S3Client(endpoint.config),
      new KMSClient(endpoint.config),
      new DynamoDBClient(endpoint.config),
    ] as const;
    const [s3, keyService, dynamo] = clients;

    const answers = await Promise.all([
      s3.send(new ListBucketsCommand({})),
      keyService.send(new ListKeysCommand({})),
      dynamo.send(new ListTablesCommand({})),
    ]);

    expect(answers.map(({ $metadata }) => $metadata.httpStatusCode)).toEqual([200, 200, 200]);
    for (const client of clients) client.destroy();
  });

  it('knows no other services', async () => {
    const signed = await signRaw(endpoint.config, keys, { service: 'teapots' });

    expect((await sendRaw(endpoint.config, signed)).status).toBeGreaterThanOrEqual(400);
  });
});

describe('a request', () => {
  it('is taken with a good signature', async () => {
    expect((await sendRaw(endpoint.config, await signRaw(endpoint.config, buckets))).status).toBe(200);
    expect((await sendRaw(endpoint.config, await signRaw(endpoint.config, keys, kms))).status).toBe(200);
  });

  it('is refused without a signature', async () => {
    expect(await sendRaw(endpoint.config, buckets)).toMatchObject({ status: 403, code: 'AccessDenied' });
    expect(await sendRaw(endpoint.config, keys)).toMatchObject({ code: 'MissingAuthenticationTokenException' });
  });

  it('is refused with an unknown access key', async () => {
    const config = { ...endpoint.config, credentials: { ...endpoint.config.credentials, accessKeyId: 'AKIAOTHER' } };

    expect(await sendRaw(config, await signRaw(config, buckets))).toMatchObject({
      status: 403,
      code: 'InvalidAccessKeyId',
    });
    expect(await sendRaw(config, await signRaw(config, keys, kms))).toMatchObject({
      code: 'UnrecognizedClientException',
    });
  });

  it('is refused with another secret', async () => {
    const config = { ...endpoint.config, credentials: { ...endpoint.config.credentials, secretAccessKey: 'other' } };

    expect(await sendRaw(config, await signRaw(config, buckets))).toMatchObject({
      status: 403,
      code: 'SignatureDoesNotMatch',
    });
    expect(await sendRaw(config, await signRaw(config, keys, kms))).toMatchObject({
      code: 'InvalidSignatureException',
    });
  });

  it.each([
    ['method', { method: 'DELETE' }],
    ['path', { path: '/somewhere' }],
    ['query', { query: { prefix: 'other' } }],
  ])('is refused with another %s than was signed', async (_, change) => {
    const signed = await signRaw(endpoint.config, buckets);

    expect(await sendRaw(endpoint.config, { ...signed, ...change })).toMatchObject({ code: 'SignatureDoesNotMatch' });
  });

  it('is refused with another header than was signed', async () => {
    const signed = await signRaw(endpoint.config, keys, kms);
    const headers = { ...signed.headers, 'x-amz-target': 'TrentService.CreateKey' };

    expect(await sendRaw(endpoint.config, { ...signed, headers })).toMatchObject({ code: 'InvalidSignatureException' });
  });

  it('is refused with another body than was signed', async () => {
    const signed = await signRaw(endpoint.config, keys, kms);

    expect(await sendRaw(endpoint.config, { ...signed, body: '{ }' })).toMatchObject({
      code: 'InvalidSignatureException',
    });
  });

  it('is refused with an x-amz- header that was not signed', async () => {
    const signed = await signRaw(endpoint.config, buckets);
    const headers = { ...signed.headers, 'x-amz-meta-more': 'added on the way' };

    expect(await sendRaw(endpoint.config, { ...signed, headers })).toMatchObject({ status: 403, code: 'AccessDenied' });
  });

  it('is refused with two kinds of authentication', async () => {
    const signed = await signRaw(endpoint.config, buckets);
    const query = { 'X-Amz-Algorithm': 'AWS4-HMAC-SHA256', 'X-Amz-Signature': '0'.repeat(64) };

    expect(await sendRaw(endpoint.config, { ...signed, query })).toMatchObject({
      status: 400,
      code: 'InvalidArgument',
    });
  });

  it.each(['AWS4-HMAC-SHA256', 'Bearer x', 'AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0'])(
    'is refused with the authorization "%s"',
    async (authorization) => {
      const headers = { authorization, 'x-amz-date': '20260101T000000Z' };

      expect((await sendRaw(endpoint.config, { ...buckets, headers })).status).toBe(400);
    },
  );

  it.each([-14, 14])('is taken from a clock that is %i minutes off', async (minutes) => {
    expect((await sendRaw(endpoint.config, await signRaw(endpoint.config, buckets, ago(minutes)))).status).toBe(200);
  });

  it.each([-16, 16])('is refused from a clock that is %i minutes off', async (minutes) => {
    const [s3, json] = [
      signRaw(endpoint.config, buckets, ago(minutes)),
      signRaw(endpoint.config, keys, { ...kms, ...ago(minutes) }),
    ];

    expect(await sendRaw(endpoint.config, await s3)).toMatchObject({ status: 403, code: 'RequestTimeTooSkewed' });
    expect(await sendRaw(endpoint.config, await json)).toMatchObject({ code: 'InvalidSignatureException' });
  });

  it('is refused when a service with small bodies gets more than 16 MB', async () => {
    const signed = await signRaw(endpoint.config, { ...keys, body: Buffer.alloc(16 * 1024 * 1024 + 1, ' ') }, kms);

    expect((await sendRaw(endpoint.config, signed)).status).toBe(413);
  });
});

describe.runIf(EMBEDDED)('a service that fails unexpectedly', () => {
  it('answers 500 and tells neither client nor log what was in the request', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    const sfn = new SFNClient({ ...endpoint.config, maxAttempts: 1 });

    const failure = sfn.send(new DescribeExecutionCommand({ executionArn: 'arn:aws:states:::execution:a:b' }));

    await expect(failure).rejects.toMatchObject({ name: 'InternalFailure', $metadata: { httpStatusCode: 500 } });
    await expect(failure).rejects.not.toThrow(/secret/);
    expect(log.mock.calls.flat().join()).not.toContain('secret');
    expect(log).toHaveBeenCalledOnce();
    log.mockRestore();
    sfn.destroy();
  });
});
