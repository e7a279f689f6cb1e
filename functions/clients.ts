/**
 * functions/clients.ts — the only place where SDK clients are made; one a service and process. They are marked pure, so
 * that a function's bundle holds only those that it uses.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
import { STSClient } from '@aws-sdk/client-sts';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

const once = <Client>(make: () => Client): (() => Client) => {
  let client: Client | undefined;
  return () => {
    client ??= make();
    return client;
  };
};

export const dynamo = /* @__PURE__ */ once(() =>
  DynamoDBDocumentClient.from(new DynamoDBClient({}), { marshallOptions: { removeUndefinedValues: true } }),
);
export const s3 = /* @__PURE__ */ once(() => new S3Client({}));
export const kms = /* @__PURE__ */ once(() => new KMSClient({}));
export const sfn = /* @__PURE__ */ once(() => new SFNClient({}));
export const lambda = /* @__PURE__ */ once(() => new LambdaClient({}));
export const secrets = /* @__PURE__ */ once(() => new SecretsManagerClient({}));
export const sts = /* @__PURE__ */ once(() => new STSClient({}));

/**
 * Signs addresses for uploads. A checksum that nobody has asked for is left out: it would be that of an empty body.
 * @param credentials of a session of their own; absent: the process's
 * @see https://github.com/aws/aws-sdk-js-v3/issues/6810
 */
export const uploadS3 = (credentials: S3ClientConfig['credentials']): S3Client =>
  new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED', ...(credentials && { credentials }) });
