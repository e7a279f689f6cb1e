import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  CloudFormationClient,
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStacksCommand,
  paginateListStackResources,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, paginateListFunctions } from '@aws-sdk/client-lambda';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeStateMachineCommand, ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TABLE_DEFINITION } from '../../functions/store/table.ts';
import { FUNCTION_NAMES, FUNCTIONS } from '../../lib/functions.ts';
import { coreOf } from '../support/core-template.ts';
import { MACHINES, textOf } from '../support/machine.ts';
import { canRun, type Moto, startMoto } from '../support/moto.ts';
import { functionsOf, type Resources, resolver, synthesize } from '../support/synth.ts';

const REGION = 'eu-north-1';
const StackName = 'Datagift';
const ACCOUNT = '123456789012';

const lints = canRun('The check by cfn-lint', 'cfn-lint', 'pip install cfn-lint');
const runs = canRun('The making of the stack', 'moto_server', 'pip install "moto[server]==5.2.1"');

/** What an operator can choose changes the template. */
const CHOICES = [
  { removalPolicy: 'destroy' },
  {
    domainName: 'donate.example.edu',
    certificateArn: `arn:aws:acm:us-east-1:${ACCOUNT}:certificate/a`,
    alarmEmail: 'operator@example.edu',
    retentionDays: 365,
  },
] as const;

describe.runIf(lints)('the template', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'datagift-lint-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const lint = (resources: unknown) => {
    const file = path.join(folder, 'template.json');
    writeFileSync(file, JSON.stringify({ AWSTemplateFormatVersion: '2010-09-09', Resources: resources }));
    // W3005: CDK writes out what a reference already says.
    const args = ['--ignore-checks', 'W3005', '--regions', REGION, '--format', 'json', '--', file];
    const { stdout } = spawnSync('cfn-lint', args, { encoding: 'utf8' });
    const found = JSON.parse(stdout) as { Rule: { Id: string }; Message: string; Location: { Path: string[] } }[];
    return found.map(({ Rule: { Id: rule }, Message: message, Location: { Path: at } }) => [
      rule,
      message,
      at?.join('/'),
    ]);
  };

  it.each(CHOICES)('has nothing that cfn-lint warns of, with %j', async (given) => {
    expect(lint((await synthesize(given)).resources)).toEqual([]);
  });

  it('would be found wrong with a property that is not there', () => {
    const table = { Type: 'AWS::DynamoDB::Table', Properties: { ...TABLE_DEFINITION, BillingModes: 'x' } };
    expect(lint({ Table: table })).not.toEqual([]);
  });
});

describe.runIf(runs)('another CloudFormation', () => {
  let moto: Moto;
  let cloudformation: CloudFormationClient;
  let resources: Resources;
  beforeAll(async () => {
    const [made, { resources: all }] = await Promise.all([startMoto(), synthesize({ removalPolicy: 'destroy' })]);
    [moto, resources] = [made, coreOf(all)];
    cloudformation = new CloudFormationClient(moto.config(REGION));
    await putAssets(new S3Client({ ...moto.config(REGION), forcePathStyle: true }));
  });
  afterAll(() => moto.close());

  /** Where the functions' code is taken from, as `cdk deploy` would have put it there. */
  async function putAssets(s3: S3Client): Promise<void> {
    const resolve = resolver((id) => (id === 'AWS::AccountId' ? ACCOUNT : id));
    const codes = [...functionsOf(resources).values()].map(
      ([, { Properties }]) => resolve(Properties.Code) as { readonly S3Bucket: string; readonly S3Key: string },
    );
    const LocationConstraint = REGION;
    for (const Bucket of new Set(codes.map(({ S3Bucket }) => S3Bucket))) {
      await s3.send(new CreateBucketCommand({ Bucket, CreateBucketConfiguration: { LocationConstraint } }));
    }
    for (const { S3Bucket: Bucket, S3Key: Key } of codes) {
      await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
    }
  }

  it('makes keys, table, bucket, roles, functions and machines', async () => {
    await cloudformation.send(
      new CreateStackCommand({
        ...{ StackName, TemplateBody: JSON.stringify({ Resources: resources }) },
        Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
      }),
    );
    const { Stacks: [stack] = [] } = await cloudformation.send(new DescribeStacksCommand({ StackName }));
    expect(stack?.StackStatus).toBe('CREATE_COMPLETE');
    const made: string[] = [];
    for await (const { StackResourceSummaries: page = [] } of paginateListStackResources(
      { client: cloudformation },
      { StackName },
    )) {
      made.push(...page.map(({ LogicalResourceId: id = '' }) => id));
    }
    expect(made.sort()).toEqual(Object.keys(resources).sort());
  });

  it('makes the table with its index', async () => {
    const dynamodb = new DynamoDBClient(moto.config(REGION));
    const { TableNames: [TableName] = [] } = await dynamodb.send(new ListTablesCommand());
    const { Table: table } = await dynamodb.send(new DescribeTableCommand({ TableName }));
    expect(table).toMatchObject({ KeySchema: TABLE_DEFINITION.KeySchema });
    expect(table?.GlobalSecondaryIndexes).toMatchObject(TABLE_DEFINITION.GlobalSecondaryIndexes);
  });

  it('makes every function with its time-out and memory', async () => {
    const client = new LambdaClient(moto.config(REGION));
    const made: (readonly [string, number | undefined, number | undefined])[] = [];
    for await (const { Functions: page = [] } of paginateListFunctions({ client }, {})) {
      made.push(
        ...page.map(({ Description: title = '', Timeout, MemorySize }) => [title, Timeout, MemorySize] as const),
      );
    }
    const wanted = FUNCTION_NAMES.map((name) => {
      const { timeoutSeconds, memoryMB } = FUNCTIONS[name];
      return [`Datagift: ${name}`, timeoutSeconds, memoryMB] as const;
    });
    expect(made.sort()).toEqual(wanted.sort());
  });

  it('makes both machines of their files', async () => {
    const sfn = new SFNClient(moto.config(REGION));
    const { stateMachines: made = [] } = await sfn.send(new ListStateMachinesCommand());
    const definitions = await Promise.all(
      made.map(async ({ stateMachineArn }) => {
        const { definition = '' } = await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
        return JSON.parse(definition).Comment as string;
      }),
    );
    expect(definitions.sort()).toEqual(MACHINES.map((name) => JSON.parse(textOf(name)).Comment).sort());
  });

  it('deletes all of it', async () => {
    await cloudformation.send(new DeleteStackCommand({ StackName }));
    const gone = await cloudformation.send(new DescribeStacksCommand({ StackName })).then(
      ({ Stacks: [stack] = [] }) => stack?.StackStatus,
      () => 'DELETE_COMPLETE',
    );
    expect(gone).toBe('DELETE_COMPLETE');
    const { TableNames: tables } = await new DynamoDBClient(moto.config(REGION)).send(new ListTablesCommand());
    expect(tables).toEqual([]);
    const { stateMachines: machines } = await new SFNClient(moto.config(REGION)).send(new ListStateMachinesCommand());
    expect(machines).toEqual([]);
  });
});
