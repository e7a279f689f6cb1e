/**
 * lib/bindings.ts — what a function may do, as IAM statements, together with the variables that name the resources: one
 * never comes without the other.
 */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import { ArnPrincipal, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { StateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { ENV, PREFIX, RESEARCHER_INDEX } from '../functions/constants.ts';
import { attributeOf } from './acknowledged.ts';
import type { Access, Area, ItemKind, Machine } from './functions.ts';
import type { Storage } from './storage.ts';

/** Variables and rights that come together. */
export type Binding = {
  readonly env: Readonly<Record<string, string>>;
  readonly statements: readonly PolicyStatement[];
  /** Resources that end in a wildcard, as cdk-nag writes them, and why they are meant. */
  readonly wildcards?: { readonly resources: readonly string[]; readonly reason: string };
};

const READ_ITEMS = ['dynamodb:GetItem', 'dynamodb:Query'];
const READ_KEY = ['kms:Decrypt', 'kms:DescribeKey'];
const WRITE_KEY = ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'];
const WRITE_ITEMS = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem'];

/** Lists that the sweep reads are one partition each; of the other kinds each item has its own. */
const LISTS: readonly ItemKind[] = ['WORK', 'RETENTION', 'REVIEW', 'UPLOAD'];
const partitionsOf = (kind: ItemKind): string => (LISTS.includes(kind) ? kind : `${kind}#*`);

/** A service that uses the data key for a caller. @see https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html#conditions-kms-via-service */
function throughService(
  storage: Storage,
  service: 'dynamodb' | 's3' | 'secretsmanager',
  actions: readonly string[],
): PolicyStatement {
  return new PolicyStatement({
    actions: [...actions],
    resources: [storage.dataKey.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `${service}.${Stack.of(storage).region}.amazonaws.com` } },
  });
}

/**
 * Items by the kind of their partition.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export function items(storage: Storage, { reads = [], writes = [], lists }: Access): Binding {
  const table = storage.table.tableArn;
  const of = (kinds: readonly ItemKind[], actions: readonly string[]) =>
    new PolicyStatement({
      actions: [...actions],
      resources: [table],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': kinds.map(partitionsOf) } },
    });
  return {
    env: { [ENV.table]: storage.table.tableName },
    statements: [
      ...(reads.length ? [of(reads, READ_ITEMS)] : []),
      ...(writes.length ? [of(writes, WRITE_ITEMS)] : []),
      ...(lists
        ? [
            new PolicyStatement({
              actions: ['dynamodb:Query'],
              resources: [`${table}/index/${RESEARCHER_INDEX}`],
              conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['RESEARCHER#*'] } },
            }),
          ]
        : []),
      // The same actions that CDK gives with `Table.grantReadData` and `grantWriteData`, but through the table only.
      throughService(storage, 'dynamodb', [...READ_KEY, ...(writes.length ? WRITE_KEY : [])]),
    ],
  };
}

/** Objects by their area. */
export function objects(
  storage: Storage,
  { list = [], read = [], write = [], erase = [] }: NonNullable<Access['objects']>,
): Binding {
  const { bucket, dataKey } = storage;
  const within = (areas: readonly Area[]) => areas.map((area) => bucket.arnForObjects(`${PREFIX[area]}/*`));
  const on = (actions: readonly string[], resources: readonly string[]) =>
    resources.length ? [new PolicyStatement({ actions: [...actions], resources: [...resources] })] : [];
  const listed = [...new Set([...list, ...read, ...erase])].map((area) => `${PREFIX[area]}/*`);
  return {
    env: { [ENV.dataBucket]: bucket.bucketName, [ENV.dataKey]: dataKey.keyId },
    statements: [
      ...on(['s3:GetObject'], within(read)),
      ...on(['s3:PutObject', 's3:AbortMultipartUpload'], within(write)),
      ...on(['s3:DeleteObject', 's3:AbortMultipartUpload'], within(erase)),
      ...(listed.length
        ? [
            // Without it, S3 answers 403 for a key that is not there, and an absent file could not be told from a refusal.
            new PolicyStatement({
              actions: ['s3:ListBucket', ...(erase.length ? ['s3:ListBucketMultipartUploads'] : [])],
              resources: [bucket.bucketArn],
              conditions: { StringLikeIfExists: { 's3:prefix': listed } },
            }),
          ]
        : []),
      throughService(storage, 's3', [
        ...(read.length || write.length ? ['kms:Decrypt'] : []),
        ...(write.length ? ['kms:GenerateDataKey'] : []),
      ]),
    ].filter((statement) => statement.actions.length),
    wildcards: {
      resources: [...new Set([...read, ...write, ...erase])].map(
        (area) => `${attributeOf(bucket, 'Arn')}/${PREFIX[area]}/*`,
      ),
      reason:
        'All donations of one area: a function is not made for one donation. Steps name the donation in each key.',
    },
  };
}

/** @see https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html */
const withContext = (purpose: string, id: string) => ({
  StringEquals: { 'kms:EncryptionContext:purpose': purpose },
  'ForAllValues:StringEquals': { 'kms:EncryptionContextKeys': ['purpose', id] },
  Null: { [`kms:EncryptionContext:${id}`]: 'false' },
});

/** The answers kept for repeated calls hold a link's token: they are sealed with the data key, in a context of their own. */
export function keptAnswers(storage: Storage): Binding {
  return {
    env: { [ENV.dataKey]: storage.dataKey.keyId },
    statements: [
      new PolicyStatement({
        actions: ['kms:GenerateDataKey', 'kms:Decrypt'],
        resources: [storage.dataKey.keyArn],
        conditions: withContext('idempotency', 'key'),
      }),
    ],
  };
}

/**
 * Lets a role use the grants key: by a statement in the key's own policy, for no other policy in the account opens it.
 * @returns the variable that names the key
 */
export function grants(storage: Storage, role: IRole, uses: NonNullable<Access['grants']>): Binding {
  storage.grantsKey.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ArnPrincipal(role.roleArn)],
      actions: uses.map((use) => (use === 'encrypt' ? 'kms:Encrypt' : 'kms:Decrypt')),
      resources: ['*'],
      conditions: withContext('grant', 'donation_id'),
    }),
  );
  return { env: { [ENV.grantsKey]: storage.grantsKey.keyId }, statements: [] };
}

const MACHINE_VARIABLE = {
  donation: ENV.donationMachine,
  erase: ENV.eraseMachine,
  release: ENV.releaseMachine,
} as const;

export type Machines = Readonly<Record<Machine, StateMachine>>;

/** Starting, following and stopping executions. */
export function machines(of: Machines, { starts = [], follows = [], stops = [] }: Access): Binding {
  const used = [...new Set([...starts, ...follows, ...stops])];
  const executions = (machine: Machine) =>
    Stack.of(of[machine]).formatArn({
      service: 'states',
      resource: 'execution',
      arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      resourceName: `${of[machine].stateMachineName}:*`,
    });
  const on = (action: string, resources: readonly string[]) =>
    resources.length ? [new PolicyStatement({ actions: [action], resources: [...resources] })] : [];
  return {
    env: Object.fromEntries(used.map((machine) => [MACHINE_VARIABLE[machine], of[machine].stateMachineArn])),
    statements: [
      ...on(
        'states:StartExecution',
        starts.map((machine) => of[machine].stateMachineArn),
      ),
      ...on('states:DescribeExecution', follows.map(executions)),
      ...on('states:StopExecution', stops.map(executions)),
    ],
    wildcards: {
      resources: [...follows, ...stops].map((machine) => {
        const { region } = Stack.of(of[machine]);
        return `arn:<AWS::Partition>:states:${region}:<AWS::AccountId>:execution:${attributeOf(of[machine], 'Name')}:*`;
      }),
      reason: 'The executions of this one machine: their names are made of donation ids.',
    },
  };
}

/** Having files rendered. */
export const rendering = (exporter: IFunction): Binding => ({
  env: { [ENV.exportFunction]: exporter.functionName },
  statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [exporter.functionArn] })],
});

/** Reading the providers' credentials. */
export const credentials = (storage: Storage, secrets: Readonly<Record<string, ISecret>>): Binding => ({
  env: Object.fromEntries(Object.entries(secrets).map(([variable, { secretArn }]) => [variable, secretArn])),
  statements: [
    new PolicyStatement({
      actions: ['secretsmanager:GetSecretValue'],
      resources: Object.values(secrets).map(({ secretArn }) => secretArn),
    }),
    throughService(storage, 'secretsmanager', ['kms:Decrypt']),
  ],
});

/** Having files received, and signing addresses with sessions of a role that may do nothing else. */
export const receiving = (receiver: IFunction, uploader: IRole): Binding => ({
  env: { [ENV.receiveFunction]: receiver.functionName, [ENV.uploadRole]: uploader.roleArn },
  statements: [
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [receiver.functionArn] }),
    new PolicyStatement({ actions: ['sts:AssumeRole'], resources: [uploader.roleArn] }),
  ],
});
