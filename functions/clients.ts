/**
 * functions/clients.ts — the only place where SDK clients are made; one a service and process. They are marked pure, so
 * that a function's bundle holds only those that it uses.
 */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SFNClient } from '@aws-sdk/client-sfn';
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
