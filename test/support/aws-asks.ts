/** test/support/aws-asks.ts — which rights an AWS call needs, read from the request itself. */
import type { Ask } from './iam.ts';

/** How the stack's resources are called in policies. */
export const ARN = {
  table: 'arn:aws:dynamodb:eu-north-1:111122223333:table/datagift',
  bucket: 'arn:aws:s3:::datagift-data',
  key: (id: string) => `arn:aws:kms:eu-north-1:111122223333:key/${id}`,
  function: (name: string) => `arn:aws:lambda:eu-north-1:111122223333:function:${name}`,
  role: (id: string) => `arn:aws:iam::111122223333:role/${id}`,
} as const;

export type Call = {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
  /** The key that encrypts table and bucket. */
  readonly dataKey: string;
};

const through = (service: string, dataKey: string, action = 'kms:Decrypt'): Ask => ({
  action,
  resource: ARN.key(dataKey),
  context: { 'kms:ViaService': `${service}.eu-north-1.amazonaws.com` },
});

type Attribute = { readonly S: string };
type ItemCall = {
  readonly IndexName?: string;
  readonly Key?: { readonly pk: Attribute };
  readonly Item?: { readonly pk: Attribute };
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Readonly<Record<string, Attribute>>;
};

function partitionOf({ Key: key, Item: item, ...query }: ItemCall): string {
  const placeholder = /\b(?:gsi1)?pk = (:\w+)/.exec(query.KeyConditionExpression ?? '')?.[1];
  const found = key?.pk.S ?? item?.pk.S ?? (placeholder && query.ExpressionAttributeValues?.[placeholder]?.S);
  if (!found) throw new Error('A call to the table without a partition key');
  return found;
}

function ofItems(operation: string, input: ItemCall, dataKey: string): readonly Ask[] {
  const resource = input.IndexName ? `${ARN.table}/index/${input.IndexName}` : ARN.table;
  const context = { 'dynamodb:LeadingKeys': [partitionOf(input)] };
  return [{ action: `dynamodb:${operation}`, resource, context }, through('dynamodb', dataKey)];
}

function ofKey(operation: string, input: Readonly<Record<string, unknown>>): Ask {
  const encryption = (input.EncryptionContext ?? {}) as Record<string, string>;
  const named = Object.entries(encryption).map(([name, value]) => [`kms:EncryptionContext:${name}`, value]);
  return {
    action: `kms:${operation}`,
    resource: ARN.key(input.KeyId as string),
    context: { ...Object.fromEntries(named), 'kms:EncryptionContextKeys': Object.keys(encryption) },
  };
}

function ofObjects({ method, url, body, dataKey }: Call): readonly Ask[] {
  const [, , ...rest] = url.pathname.split('/');
  const key = decodeURIComponent(rest.join('/'));
  const query = url.searchParams;
  const object = `${ARN.bucket}/${key}`;
  const prefix = query.get('prefix');
  const context: Ask['context'] = prefix === null ? {} : { 's3:prefix': prefix };
  if (!key && method === 'POST' && query.has('delete')) {
    const keys = [...body.toString().matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, each]) => each as string);
    return keys.map((each) => ({ action: 's3:DeleteObject', resource: `${ARN.bucket}/${each}`, context: {} }));
  }
  if (!key) {
    const action = query.has('uploads') ? 's3:ListBucketMultipartUploads' : 's3:ListBucket';
    return [{ action, resource: ARN.bucket, context }];
  }
  if (method === 'DELETE') {
    const action = query.has('uploadId') ? 's3:AbortMultipartUpload' : 's3:DeleteObject';
    return [{ action, resource: object, context: {} }];
  }
  const reads = method === 'GET' || method === 'HEAD';
  const use = through('s3', dataKey, reads || query.has('partNumber') ? 'kms:Decrypt' : 'kms:GenerateDataKey');
  return [{ action: reads ? 's3:GetObject' : 's3:PutObject', resource: object, context: {} }, use];
}

/** What S3 asks of whoever wants to know that a key is not there. */
export const ABSENCE: Ask = { action: 's3:ListBucket', resource: ARN.bucket, context: {} };

/** Whether it is a call of STS, the one service of the stack that speaks in forms. */
export const isForm = ({ headers }: Pick<Call, 'headers'>): boolean =>
  headers['content-type']?.startsWith('application/x-www-form-urlencoded') ?? false;

/** @throws Error when the test does not know such a call */
export function asksOf(call: Call): readonly Ask[] {
  const [target = '', operation = ''] = (call.headers['x-amz-target'] ?? '').split('.');
  const json = () => JSON.parse(call.body.toString()) as Record<string, unknown>;
  const simple = (action: string, resource: unknown): readonly Ask[] => [
    { action, resource: String(resource), context: {} },
  ];
  if (target.startsWith('DynamoDB')) return ofItems(operation, json() as ItemCall, call.dataKey);
  if (target === 'TrentService') return [ofKey(operation, json())];
  if (target === 'AWSStepFunctions') {
    const { stateMachineArn, executionArn } = json();
    return simple(`states:${operation}`, stateMachineArn ?? executionArn);
  }
  if (target === 'secretsmanager') {
    return [...simple('secretsmanager:GetSecretValue', json().SecretId), through('secretsmanager', call.dataKey)];
  }
  const assumed = new URLSearchParams(isForm(call) ? call.body.toString() : '');
  if (assumed.get('Action') === 'AssumeRole') return simple('sts:AssumeRole', assumed.get('RoleArn'));
  const invoked = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/.exec(call.url.pathname)?.[1];
  if (invoked) return simple('lambda:InvokeFunction', ARN.function(decodeURIComponent(invoked)));
  return ofObjects(call);
}
