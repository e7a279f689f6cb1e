/** lib/storage.ts — the two keys, the table and the data bucket. */
import { Duration, type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { AttributeType, BillingMode, ProjectionType, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb';
import { AccountRootPrincipal, PolicyDocument, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, HttpMethods } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { PREFIX, RESEARCHER_INDEX, SIGNED_ADDRESS_CORS } from '../functions/constants.ts';
import { acknowledge } from './acknowledged.ts';
import { type Options, removalOf } from './options.ts';

/** What administrators of the account may do with the grants key: everything but use it. */
const KEY_ADMINISTRATION = [
  ...['kms:Create*', 'kms:Describe*', 'kms:Enable*', 'kms:Disable*', 'kms:Get*', 'kms:List*', 'kms:Put*'],
  ...['kms:Update*', 'kms:TagResource', 'kms:UntagResource', 'kms:ScheduleKeyDeletion', 'kms:CancelKeyDeletion'],
];

/** How long point-in-time recovery reaches back: an erased donation's items live that long in backups. */
export const RECOVERY_DAYS = 7;
/** Long after the last step that needs them; each is deleted when its donation closes. */
const TEMPORARY_DAYS = 14;

export class Storage extends Construct {
  /** Encrypts the table, the objects, the logs and the alarms. */
  readonly dataKey: Key;
  /** Seals what participants granted; only `LambdaFunction` lets functions use it. */
  readonly grantsKey: Key;
  readonly table: Table;
  readonly bucket: Bucket;

  constructor(scope: Construct, options: Options) {
    super(scope, 'Storage');
    const removalPolicy = removalOf(options);
    this.dataKey = new Key(this, 'DataKey', {
      description: 'Datagift: table, objects, logs, alarms',
      enableKeyRotation: true,
      removalPolicy,
    });
    this.#letServicesEncrypt();
    this.grantsKey = new Key(this, 'GrantsKey', {
      description: 'Datagift: what participants granted',
      enableKeyRotation: true,
      removalPolicy,
      // In place of CDK's default, by which every policy in the account could open it.
      policy: new PolicyDocument({
        statements: [
          new PolicyStatement({
            sid: 'AdministrationWithoutUse',
            principals: [new AccountRootPrincipal()],
            actions: KEY_ADMINISTRATION,
            resources: ['*'],
          }),
        ],
      }),
    });
    this.table = this.#createTable(removalPolicy);
    this.bucket = new Bucket(this, 'DataBucket', {
      encryption: BucketEncryption.KMS,
      encryptionKey: this.dataKey,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy,
      autoDeleteObjects: options.removalPolicy === 'destroy',
      cors: [
        {
          allowedOrigins: ['*'],
          allowedMethods: SIGNED_ADDRESS_CORS.methods.map((method) => HttpMethods[method]),
          allowedHeaders: ['*'],
          exposedHeaders: [...SIGNED_ADDRESS_CORS.exposedHeaders],
          maxAge: SIGNED_ADDRESS_CORS.maxAgeSeconds,
        },
      ],
      lifecycleRules: [
        { id: 'raw', prefix: `${PREFIX.raw}/`, expiration: Duration.days(TEMPORARY_DAYS) },
        { id: 'runs', prefix: `${PREFIX.runs}/`, expiration: Duration.days(TEMPORARY_DAYS) },
        { id: 'exports', prefix: `${PREFIX.exports}/`, expiration: Duration.days(1) },
        { id: 'incoming', prefix: `${PREFIX.incoming}/`, expiration: Duration.days(1) },
        { id: 'uploads', abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
    });
    acknowledge(
      this.bucket,
      'S1',
      'Keys hold donation ids: access logs would outlive an erasure. Downloads are in the donation events.',
    );
  }

  #createTable(removalPolicy: RemovalPolicy): Table {
    const string = (name: string) => ({ name, type: AttributeType.STRING });
    const table = new Table(this, 'Table', {
      partitionKey: string('pk'),
      sortKey: string('sk'),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.dataKey,
      pointInTimeRecoverySpecification: {
        pointInTimeRecoveryEnabled: true,
        recoveryPeriodInDays: RECOVERY_DAYS,
      },
      timeToLiveAttribute: 'ttl',
      deletionProtection: false,
      removalPolicy,
    });
    table.addGlobalSecondaryIndex({
      indexName: RESEARCHER_INDEX,
      partitionKey: string('gsi1pk'),
      sortKey: string('gsi1sk'),
      projectionType: ProjectionType.ALL,
    });
    return table;
  }

  /** CloudWatch encrypts logs with the key, and alarms are sent to an encrypted topic. */
  #letServicesEncrypt(): void {
    const { region, account, partition } = Stack.of(this);
    this.dataKey.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Logs',
        principals: [new ServicePrincipal(`logs.${region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:Describe*'],
        resources: ['*'],
        conditions: {
          ArnLike: { 'kms:EncryptionContext:aws:logs:arn': `arn:${partition}:logs:${region}:${account}:log-group:*` },
        },
      }),
    );
    this.dataKey.addToResourcePolicy(
      new PolicyStatement({
        sid: 'Alarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        resources: ['*'],
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    );
  }
}
