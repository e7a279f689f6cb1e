import { execFile } from 'node:child_process';
import { createServer, type Server } from 'node:http';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { listen, shut } from '../../local/listen.ts';
import { type Outcome, tokenIn } from '../support/admin.ts';
import { type TestStack, testStack } from '../support/stack.ts';

const ADMIN = path.join(import.meta.dirname, '..', '..', 'bin', 'admin.ts');

/** What the account says; each test changes what it is about. */
const ACCOUNT = {
  status: 'CREATE_COMPLETE',
  outputs: {} as Record<string, string>,
  secret: '{}',
  concurrent: 1000,
  ringing: [] as string[],
};
let account = { ...ACCOUNT };
let refusal: { status: number; code: string; message: string } | undefined;
const put: string[] = [];

let stack: TestStack;
let fake: { server: Server; url: string };

const describeStacks = (): string => `<DescribeStacksResponse><DescribeStacksResult><Stacks><member>
  <StackName>Datagift</StackName><CreationTime>2026-01-01T00:00:00Z</CreationTime><StackStatus>${account.status}</StackStatus>
  <Outputs>${Object.entries(account.outputs)
    .map(([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`)
    .join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;

/** CloudFormation, Secrets Manager, CloudWatch and Lambda's account settings, as far as the commands ask them. */
async function startFake() {
  const server = createServer(async (request, response) => {
    const body = (await buffer(request)).toString();
    const target = request.headers['x-amz-target']?.toString() ?? '';
    if (refusal) {
      const { status, code, message } = refusal;
      const xml = `<ErrorResponse><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
      return void response.writeHead(status, { 'content-type': 'text/xml' }).end(xml);
    }
    if (body.includes('Action=DescribeStacks')) {
      return void response.writeHead(200, { 'content-type': 'text/xml' }).end(describeStacks());
    }
    const json = (value: object) =>
      void response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(value));
    if (target.endsWith('PutSecretValue')) {
      account.secret = (JSON.parse(body) as { SecretString: string }).SecretString;
      put.push(account.secret);
      return json({ ARN: 'arn' });
    }
    if (target.endsWith('DescribeAlarms')) {
      return json({ MetricAlarms: account.ringing.map((name) => ({ AlarmName: name })) });
    }
    if (target.endsWith('GetSecretValue')) return json({ SecretString: account.secret });
    if (request.url?.includes('account-settings'))
      return json({ AccountLimit: { ConcurrentExecutions: account.concurrent } });
    response.writeHead(500).end(`unexpected: ${target} ${request.url}`);
  });
  return { server, url: `http://127.0.0.1:${await listen(server, 0, '127.0.0.1')}` };
}

beforeAll(async () => {
  [stack, fake] = await Promise.all([testStack(), startFake()]);
  ACCOUNT.outputs = {
    TableName: stack.env.TABLE_NAME as string,
    DataBucket: stack.env.DATA_BUCKET as string,
    DataKeyId: stack.env.DATA_KEY_ID as string,
    GrantsKeyId: stack.env.GRANTS_KEY_ID as string,
    DonationMachineArn: stack.env.DONATION_MACHINE_ARN as string,
    EraseMachineArn: stack.env.ERASE_MACHINE_ARN as string,
    ReleaseMachineArn: stack.env.RELEASE_MACHINE_ARN as string,
    ExportFunctionName: 'export',
    PublicOrigin: stack.origin,
    GoogleSecretArn: 'arn:aws:secretsmanager:eu-north-1:1:secret:google',
  };
  account = { ...ACCOUNT };
});
afterEach(() => {
  account = { ...ACCOUNT };
  refusal = undefined;
});
afterAll(async () => {
  await stack.close();
  await shut(fake.server);
});

/** As an operator with credentials, and nothing else of the service. */
const admin = (
  words: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
) =>
  new Promise<Outcome>((resolve) => {
    const { accessKeyId, secretAccessKey } = stack.aws.credentials;
    const access = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_REGION: 'eu-north-1' };
    const services = ['CLOUDFORMATION', 'SECRETS_MANAGER', 'CLOUDWATCH', 'LAMBDA'];
    const endpoints = Object.fromEntries(services.map((name) => [`AWS_ENDPOINT_URL_${name}`, fake.url]));
    const options = {
      cwd: stack.home,
      env: { PATH: process.env.PATH, AWS_ENDPOINT_URL: stack.aws.url, ...access, ...endpoints, ...env },
    };
    const child = execFile(process.execPath, [ADMIN, ...words], options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
    child.stdin?.end(input);
  });

const on = (...words: string[]) => [...words, '--stack', 'Datagift'];

describe('a deployed stack', () => {
  it('takes the researchers’ commands', async () => {
    const study = ['--institution', 'U', '--title', 'T', '--purpose', 'P'];
    const { code, out } = await admin(on('researcher', 'create', '--name', 'Ada', ...study));
    expect(code).toBe(0);
    expect(tokenIn(out)).toMatch(/^dgr_/);
    expect((await admin(['--stack=Datagift', 'researcher', 'list'])).out).toContain('Ada');
    expect((await admin(['researcher', 'list'], { env: { DATAGIFT_STACK: 'Datagift' } })).out).toContain('Ada');
  });

  it('keeps credentials that come by standard input, and shows them nowhere', async () => {
    const { code, out, err } = await admin(on('provider', 'set-credentials', 'google'), {
      input: 'the-id\nthe-secret\n',
    });
    expect(code).toBe(0);
    expect(JSON.parse(put.pop() ?? '')).toEqual({ client_id: 'the-id', client_secret: 'the-secret' });
    expect(out + err).not.toContain('the-secret');
    const web = JSON.stringify({ web: { client_id: 'a', client_secret: 'b', token_uri: 'x' } });
    expect((await admin(on('provider', 'set-credentials', 'google'), { input: web })).code).toBe(0);
    expect(JSON.parse(put.pop() ?? '')).toEqual({ client_id: 'a', client_secret: 'b' });
  });

  it.each(['', 'only-an-id\n', '{}', '{"client_id": ', '\nsecret'])(
    'refuses credentials that are none: %j',
    async (input) => {
      const { code, err } = await admin(on('provider', 'set-credentials', 'google'), { input });
      expect(code).toBe(1);
      expect(err).toContain('one a line, or JSON');
      expect(put).toEqual([]);
    },
  );

  it('says how it stands, and fails when an alarm rings', async () => {
    const well = await admin(on('status'));
    expect([well.code, well.out]).toEqual([0, expect.stringMatching(/Alarms +none/)]);
    account.ringing = ['Datagift-MonitoringKmsDenials1A2B'];
    const { code, out } = await admin(on('status', '--json'));
    expect([code, JSON.parse(out)]).toEqual([1, expect.objectContaining({ alarms: account.ringing, stuck: [] })]);
  });

  it('knows no provider that there is not', async () => {
    const { code, err } = await admin(on('provider', 'set-credentials', 'facebook'));
    expect([code, err]).toEqual([2, expect.stringContaining('There is no provider facebook: google')]);
  });

  it('is examined: what is there, and the remedy for what is not', async () => {
    account.concurrent = 10;
    const { code, out } = await admin(on('doctor', '--json'));
    const checks = JSON.parse(out) as { name: string; result: string; detail: string }[];
    const of = (name: string) => checks.find((check) => check.name === name);
    expect(code).toBe(1);
    expect(of('Credentials at Google')).toMatchObject({
      result: 'fail',
      detail: expect.stringContaining('set-credentials google'),
    });
    expect(of('Concurrent functions')).toMatchObject({
      result: 'warn',
      detail: expect.stringContaining('Service Quotas'),
    });
    for (const name of ['Table', 'Bucket', 'Data key', 'Grants key', 'Service'])
      expect([name, of(name)?.result]).toEqual([name, 'ok']);
    expect(of('Redirect URI for Google')?.detail).toContain(`${stack.origin}/oauth/google/callback/`);
    expect(of('Webhook for TikTok')?.detail).toContain(`${stack.origin}/webhooks/tiktok/`);
    account = { ...ACCOUNT, secret: '{"client_id":"a","client_secret":"b"}' };
    expect((await admin(on('doctor'))).out).toMatch(/✓ Credentials at Google +set/);
  });
});

describe('what is wrong is said in words, with the remedy', () => {
  it.each([
    [
      'no such stack',
      { status: 400, code: 'ValidationError', message: 'Stack with id Datagift does not exist' },
      /npx cdk deploy makes it/,
    ],
    ['no right to look', { status: 403, code: 'AccessDenied', message: 'not authorized' }, /may not do that/],
    ['credentials that ended', { status: 400, code: 'ExpiredToken', message: 'x' }, /have expired/],
    [
      'credentials that are none',
      { status: 403, code: 'InvalidClientTokenId', message: 'x' },
      /does not accept these credentials/,
    ],
    [
      'a clock that is wrong',
      { status: 403, code: 'SignatureDoesNotMatch', message: 'Signature expired: x is now earlier than y' },
      /clock of this machine is wrong/,
    ],
  ])('%s', async (_, refused, message) => {
    refusal = refused;
    const { code, out, err } = await admin(on('status'));
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(message);
    expect(err).not.toContain('    at ');
  });

  it('a stack that is only half there', async () => {
    account.status = 'ROLLBACK_COMPLETE';
    expect((await admin(on('status'))).err).toContain('ROLLBACK_COMPLETE: it is not whole');
    account = { ...ACCOUNT, outputs: { TableName: 'x' } };
    expect((await admin(on('status'))).err).toContain('lacks DataBucket');
  });

  it('no credentials at all', async () => {
    const none = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_EC2_METADATA_DISABLED: 'true' };
    expect((await admin(on('status'), { env: none })).err).toContain('There are no AWS credentials');
  });

  it('a region that there is not', async () => {
    const nowhere = { AWS_ENDPOINT_URL_CLOUDFORMATION: 'http://cloudformation.nowhere.invalid', AWS_MAX_ATTEMPTS: '1' };
    expect((await admin(on('status'), { env: nowhere })).err).toContain('Check the network, and that --region');
  });

  it('credentials for one machine', async () => {
    const { err } = await admin(['provider', 'set-credentials', 'google'], {
      env: { DATAGIFT_HOME: stack.home },
      input: 'a\nb\n',
    });
    expect(err).toContain('stand in .env');
  });
});
