/** bin/admin/doctor.ts — `npm run admin -- doctor`: whether everything that a donation needs is there, and the remedy where not. */
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DescribeKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PROVIDERS } from '../../functions/providers/index.ts';
import type { ProviderFacts } from '../../functions/providers/provider.ts';
import { type Command, type Output, readNothing, type Service } from './command.ts';
import { parseCredentials, secretOutput } from './provider.ts';
import { remedyOf } from './stack.ts';

type Check = { readonly name: string; readonly result: 'ok' | 'warn' | 'fail'; readonly detail: string };

const ok = (name: string, detail: string): Check => ({ name, result: 'ok', detail });
const warn = (name: string, detail: string): Check => ({ name, result: 'warn', detail });
const fail = (name: string, detail: string): Check => ({ name, result: 'fail', detail });

/** Accounts begin with ten; the functions of one donation may use as many at once. */
const FEW_CONCURRENT = 100;
/** Signatures are refused when clocks differ by five minutes. */
const MAX_SKEW_MS = 60_000;

/** A check that asks AWS: what it throws is what is wrong. */
async function asking(name: string, service: string, ask: () => Promise<string>): Promise<Check> {
  try {
    return ok(name, await ask());
  } catch (error) {
    return fail(name, remedyOf(error, service));
  }
}

const variable = (name: string): string => process.env[name] ?? '';

function checkStorage(service: string): readonly Promise<Check>[] {
  const [dynamo, s3, kms] = [new DynamoDBClient({}), new S3Client({}), new KMSClient({})];
  const key = (name: string, id: string) =>
    asking(name, service, async () => {
      const { KeyMetadata: metadata } = await kms.send(new DescribeKeyCommand({ KeyId: id }));
      if (metadata?.KeyState !== 'Enabled')
        throw new Error(`The key is ${metadata?.KeyState}: enable it before it is deleted.`);
      return 'enabled';
    });
  return [
    asking('Table', service, async () => {
      const { Table: table } = await dynamo.send(new DescribeTableCommand({ TableName: variable('TABLE_NAME') }));
      return table?.TableStatus ?? 'unknown';
    }),
    asking('Bucket', service, async () => {
      await s3.send(new HeadBucketCommand({ Bucket: variable('DATA_BUCKET') }));
      return 'there';
    }),
    key('Data key', variable('DATA_KEY_ID')),
    key('Grants key', variable('GRANTS_KEY_ID')),
  ];
}

/** What is to be entered at the platforms. Redirect URIs are compared letter by letter. */
const checkAddresses = (origin: string): readonly Check[] =>
  Object.values(PROVIDERS).flatMap(({ title, id, notifies }) => [
    ok(`Redirect URI for ${title}`, `${origin}/oauth/${id}/callback/ (enter it at ${title} exactly so)`),
    ...(notifies ? [ok(`Webhook for ${title}`, `${origin}/webhooks/${id}/ (enter it at ${title}, if you like)`)] : []),
  ]);

function checkOrigin(origin: string): Check {
  if (origin.startsWith('https://')) return ok('Public address', origin);
  return origin.startsWith('http://localhost')
    ? warn('Public address', `${origin}: for trying it out only; participants need https`)
    : fail('Public address', `${origin}: it has to be https`);
}

async function checkCredentials(
  { id, title }: ProviderFacts,
  secretArn: string | undefined,
  service: string,
): Promise<Check> {
  const name = `Credentials at ${title}`;
  const remedy = `npm run admin -- provider set-credentials ${id} --stack <stack>`;
  if (!secretArn) return fail(name, `${service} does not know ${title}: deploy this version`);
  const client = new SecretsManagerClient({});
  try {
    const { SecretString: text = '' } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    parseCredentials(text);
    return ok(name, 'set');
  } catch (error) {
    const missing = error instanceof Error && /client_id/.test(error.message);
    return fail(name, missing ? `not set yet: ${remedy}` : remedyOf(error, service));
  } finally {
    client.destroy();
  }
}

async function checkConcurrency(service: string): Promise<Check> {
  const name = 'Concurrent functions';
  const client = new LambdaClient({});
  try {
    const { AccountLimit: limit } = await client.send(new GetAccountSettingsCommand({}));
    const most = limit?.ConcurrentExecutions ?? 0;
    if (most >= FEW_CONCURRENT) return ok(name, `${most} at a time`);
    return warn(
      name,
      `${most} at a time, as for a new account: ask for 1000 in Service Quotas (AWS Lambda, concurrent executions)`,
    );
  } catch (error) {
    return fail(name, remedyOf(error, service));
  } finally {
    client.destroy();
  }
}

async function checkService(origin: string): Promise<readonly Check[]> {
  try {
    const asked = Date.now();
    const response = await fetch(`${origin}/health/`, { signal: AbortSignal.timeout(10_000) });
    const skew = Math.abs(Date.parse(response.headers.get('date') ?? '') - (asked + Date.now()) / 2);
    const alive = response.ok
      ? ok('Service', 'answers')
      : fail('Service', `answers ${response.status}: see docs/runbook.md`);
    if (Number.isNaN(skew)) return [alive];
    const clock =
      skew > MAX_SKEW_MS
        ? warn(
            'Clock',
            `differs by ${Math.round(skew / 1000)} s: set this machine’s clock, or AWS refuses what it signs`,
          )
        : ok('Clock', 'right');
    return [alive, clock];
  } catch {
    return [fail('Service', `${origin} does not answer: is it started, and does its domain lead to CloudFront?`)];
  }
}

const MARK = { ok: '✓', warn: '!', fail: '✗' } as const;

async function examine({ kind, name, outputs }: Service): Promise<Output> {
  const origin = variable('PUBLIC_ORIGIN');
  const deployed =
    kind === 'stack'
      ? [
          ...Object.values(PROVIDERS).map((facts) => checkCredentials(facts, outputs[secretOutput(facts)], name)),
          checkConcurrency(name),
        ]
      : [];
  const asked = await Promise.all([...checkStorage(name), ...deployed]);
  const running = kind === 'machine' && !process.env.DONATION_MACHINE_ARN;
  const served = running ? [warn('Service', 'not started: npm start')] : await checkService(origin);
  const checks = [...asked, checkOrigin(origin), ...served, ...checkAddresses(origin)];
  const width = Math.max(...checks.map((check) => check.name.length));
  return {
    json: checks,
    text: checks.map((check) => `${MARK[check.result]} ${check.name.padEnd(width)}  ${check.detail}`).join('\n'),
    failed: checks.some(({ result }) => result === 'fail'),
  };
}

export const doctor: Command = (args) => {
  const asJson = readNothing(args);
  return { asJson, run: examine };
};
