/**
 * test/support/deployed.ts — the synthesized stack, as far as it can run without AWS: each function is its bundle, with
 * the variables and no other rights than the template gives it, on the embedded services.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { ORIGIN_HEADER } from '../../functions/constants.ts';
import { API_FUNCTIONS, type ApiFunction } from '../../functions/routes.ts';
import { createMasterToken, createResearcher } from '../../functions/store/researchers.ts';
import { readDefinition } from '../../local/aws/definition.ts';
import { createDynamo } from '../../local/aws/dynamodb.ts';
import { startGateway } from '../../local/aws/gateway.ts';
import { createKms } from '../../local/aws/kms.ts';
import { createLambda, type Invoke } from '../../local/aws/lambda.ts';
import { createS3 } from '../../local/aws/s3/service.ts';
import { createStepFunctions, machineArn } from '../../local/aws/stepfunctions.ts';
import { homeCredentials, prepare, REGION, TABLE } from '../../local/environment.ts';
import { listen, shut } from '../../local/listen.ts';
import { startServer } from '../../local/server.ts';
import { startSimulator } from '../../local/simulators/server.ts';
import { createWorkerPool, type Pool } from '../../local/workers/pool.ts';
import { ABSENCE, ARN, asksOf, isForm } from './aws-asks.ts';
import { type Ask, allowing, isFor, type Statement } from './iam.ts';
import { MACHINES } from './machine.ts';
import { bundles, functionsOf, ofType, type Resources, resolver, SITE_FOLDER, synthesize } from './synth.ts';

const ORIGIN_SECRET = 'what-cloudfront-shows';
/** What the simulated TikTok knows the service by. */
export const TIKTOK = { key: 'tiktok-key', secret: 'tiktok-secret' };

/** What a function asked for, and whether it may. */
export type Asked = Ask & { readonly function: string; readonly allowed: boolean };

/** The statements of each function's role, and those of key policies that name the role. */
function rightsOf(
  resources: Resources,
  resolve: (value: unknown) => unknown,
): ReadonlyMap<string, readonly Statement[]> {
  const policies = ofType(resources, 'AWS::IAM::Policy').map(([, { Properties }]) => Properties);
  const keyPolicies = ofType(resources, 'AWS::KMS::Key').map(([id, { Properties }]) => ({
    arn: resolve({ 'Fn::GetAtt': [id, 'Arn'] }) as string,
    statements: (resolve(Properties.KeyPolicy) as { Statement: readonly Statement[] }).Statement,
  }));
  return new Map(
    [...functionsOf(resources)].map(([name, [, { Properties }]]) => {
      const role = (Properties.Role as { 'Fn::GetAtt': readonly [string, string] })['Fn::GetAtt'][0];
      const attached = policies.filter(({ Roles }) => (Roles as { Ref: string }[]).some(({ Ref }) => Ref === role));
      const own = attached.flatMap(
        ({ PolicyDocument }) => (resolve(PolicyDocument) as { Statement: readonly Statement[] }).Statement,
      );
      const byKeys = keyPolicies.flatMap(({ arn, statements }) =>
        statements
          .filter((statement) => isFor(statement, ARN.role(role)))
          .map((statement) => ({ ...statement, Resource: arn })),
      );
      return [name, [...own, ...byKeys]] as const;
    }),
  );
}

/** The role whose sessions sign the addresses of uploads, as `rights` and `asked` call it. */
export const UPLOADS = 'uploads';
/** By it a request of such a session is told from the function's own. */
const SESSION = 'a-session-of-the-upload-role';

function uploadRights(resources: Resources, resolve: (value: unknown) => unknown): readonly Statement[] {
  const policies = ofType(resources, 'AWS::IAM::Policy').filter(([id]) => id.startsWith('UploadsRole'));
  return policies.flatMap(
    ([, { Properties }]) => (resolve(Properties.PolicyDocument) as { Statement: readonly Statement[] }).Statement,
  );
}

/** Starts it. Close it when done. */
export async function startDeployed() {
  const { resources } = await synthesize({ dataTypes: 'all' });
  const home = await mkdtemp(path.join(tmpdir(), 'datagift-deployed-'));
  const simulator = await startSimulator({ home });
  const credentials = homeCredentials(home);
  const pools = new Map<string, Pool>();
  const failures: string[] = [];
  /** Functions that are out of order, each with the error that it ends with. */
  const broken = new Map<string, string>();
  const secret = { text: '{}' };
  const invoke: Invoke = async (name, payload, options) => {
    const pool = pools.get(name);
    if (!pool) throw new Error(`There is no function ${name}`);
    const error = broken.get(name);
    if (error) throw Object.assign(new Error('out of order'), { name: error });
    return pool.invoke(name, payload, options);
  };

  const definition = (name: string) => {
    const [, found] = ofType(resources, 'AWS::StepFunctions::StateMachine').find(([id]) =>
      id.toLowerCase().startsWith(name),
    ) as readonly [string, Resources[string]];
    return readDefinition(found.Properties.DefinitionString as string);
  };
  const steps = createStepFunctions({
    machines: Object.fromEntries(MACHINES.map((name) => [name, definition(name)])),
    folder: path.join(home, 'executions'),
    invoke,
    onFailed: ({ machine, input, status }) =>
      void (machine === 'donation' && invoke('execution-failed', { detail: { status, input } })),
  });
  const lambda = createLambda({ invoke, folder: path.join(home, 'events') });
  const dynamo = createDynamo({ folder: path.join(home, 'dynamodb') });
  const s3 = createS3({ folder: path.join(home, 's3') });
  const kms = createKms({ keyFile: path.join(home, 'kms.json') });
  await dynamo.open();
  const services = { dynamodb: dynamo.service, s3: s3.service, kms, states: steps.service, lambda: lambda.service };
  const gateway = await startGateway({ services, credentials });
  const keys = await prepare(home, { endpoint: gateway.url, region: REGION, credentials });

  const functions = functionsOf(resources);
  const nameOf = new Map([...functions].map(([name, [id]]) => [id, name]));
  /** What the template's references stand for here. */
  const resolve = resolver((id, attribute) => {
    const type = resources[id]?.Type;
    if (type === 'AWS::DynamoDB::Table') return attribute ? ARN.table : TABLE;
    if (type === 'AWS::S3::Bucket') return attribute ? ARN.bucket : 'datagift-data';
    if (type === 'AWS::IAM::Role') return attribute ? ARN.role(id) : id;
    if (type === 'AWS::KMS::Key') {
      const key = id.includes('Grants') ? keys.grants : keys.data;
      return attribute ? ARN.key(key) : key;
    }
    if (type === 'AWS::Lambda::Function') return attribute ? ARN.function(nameOf.get(id) ?? id) : nameOf.get(id);
    if (type === 'AWS::StepFunctions::StateMachine') {
      const machine = MACHINES.find((name) => id.toLowerCase().startsWith(name)) ?? 'donation';
      return attribute === 'Name' ? machine : machineArn(machine);
    }
    if (type === 'AWS::SecretsManager::Secret') return `arn:aws:secretsmanager:eu-north-1:111122223333:secret:${id}`;
    return id === 'AWS::AccountId' ? '000000000000' : id === 'AWS::Partition' ? 'aws' : `<${id}>`;
  });
  const rights = new Map(rightsOf(resources, resolve));
  rights.set(UPLOADS, uploadRights(resources, resolve));
  const asked: Asked[] = [];

  const may = (name: string, ask: Ask): boolean => {
    const allowed = allowing(rights.get(name) ?? [], ask) !== undefined;
    asked.push({ ...ask, function: name, allowed });
    return allowed;
  };

  /** Between a function and the services: refuses what its role does not allow. */
  async function guard(name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(request);
    const url = new URL(request.url ?? '/', gateway.url);
    const headers = request.headers as Record<string, string>;
    const isJson = Boolean(headers['x-amz-target']) || url.pathname.startsWith('/2015-03-31/');
    const refuse = () => {
      const text = isJson
        ? JSON.stringify({ __type: 'AccessDeniedException' })
        : '<Error><Code>AccessDenied</Code><Message>no</Message></Error>';
      response.writeHead(isJson ? 400 : 403, {
        'content-type': isJson ? 'application/x-amz-json-1.1' : 'application/xml',
      });
      response.end(text);
    };
    const asks = asksOf({ method: request.method ?? 'GET', url, headers, body, dataKey: keys.data });
    const caller = url.searchParams.get('X-Amz-Security-Token') === SESSION ? UPLOADS : name;
    if (!asks.map((ask) => may(caller, ask)).every(Boolean)) return refuse();
    if (isForm({ headers })) {
      const { accessKeyId: id, secretAccessKey: key } = credentials;
      const made = `<AccessKeyId>${id}</AccessKeyId><SecretAccessKey>${key}</SecretAccessKey><SessionToken>${SESSION}</SessionToken><Expiration>${new Date(Date.now() + 3600_000).toISOString()}</Expiration>`;
      response.writeHead(200, { 'content-type': 'text/xml' });
      return void response.end(
        `<AssumeRoleResponse><AssumeRoleResult><Credentials>${made}</Credentials></AssumeRoleResult></AssumeRoleResponse>`,
      );
    }
    if (headers['x-amz-target']?.startsWith('secretsmanager')) {
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
      const tiktok = JSON.stringify({ client_id: TIKTOK.key, client_secret: TIKTOK.secret });
      const text = body.includes('TikTok') ? tiktok : secret.text;
      return void response.end(JSON.stringify({ SecretString: text }));
    }
    // The signature is of the host that the function called.
    const passed = httpRequest(url, { method: request.method, headers: request.headers }, (answer) => {
      if (answer.statusCode === 404 && !isJson && !may(name, ABSENCE)) {
        answer.resume();
        return refuse();
      }
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
    passed.on('error', () => response.destroy());
    passed.end(body);
  }

  const guards = await Promise.all(
    [...functions.keys()].map(async (name) => {
      const server = createServer((request, response) => {
        guard(name, request, response).catch((error: Error) => {
          failures.push(`${name}: ${error.message}`);
          response.destroy();
        });
      });
      return { name, server, port: await listen(server, 0, '127.0.0.1') };
    }),
  );

  const viaCloudFront =
    (name: ApiFunction) =>
    async (event: { headers: Record<string, string> }): Promise<never> =>
      (await invoke(name, { ...event, headers: { ...event.headers, [ORIGIN_HEADER]: ORIGIN_SECRET } })) as never;
  const server = await startServer({
    port: 0,
    handlers: Object.fromEntries(API_FUNCTIONS.map((name) => [name, viaCloudFront(name)])) as never,
    siteFolder: SITE_FOLDER,
  });
  const origin = `http://localhost:${server.port}`;
  for (const { name, port } of guards) {
    const [, { Properties }] = functions.get(name) as readonly [string, Resources[string]];
    const { Variables = {} } = (Properties.Environment ?? {}) as { Variables?: Record<string, unknown> };
    const { NODE_OPTIONS: _, ...variables } = resolve(Variables) as Record<string, string>;
    const env = {
      ...variables,
      ...(variables.PUBLIC_ORIGIN && { PUBLIC_ORIGIN: origin }),
      ...(variables.ORIGIN_SECRET && { ORIGIN_SECRET }),
      // What Lambda itself sets, and what makes it quick and quiet here.
      AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
      AWS_REGION: REGION,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      GOOGLE_BASE_URL: `${simulator.url}/google`,
      TIKTOK_BASE_URL: `${simulator.url}/tiktok`,
      ...{ POLL_UNIT_SECONDS: '0.2', SWEEP_AFTER_SECONDS: '1' },
      ...{ POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'SILENT', POWERTOOLS_METRICS_DISABLED: 'true' },
    };
    const module = pathToFileURL(path.join(bundles(), name, 'index.mjs')).href;
    pools.set(name, createWorkerPool({ functions: { [name]: module }, env, size: 3 }));
  }
  const operate = async () => {
    const own = {
      ...{ TABLE_NAME: TABLE, AWS_ENDPOINT_URL: gateway.url, AWS_REGION: REGION },
      ...{ AWS_ACCESS_KEY_ID: credentials.accessKeyId, AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey },
    };
    Object.assign(process.env, own);
    const study = { title: 'A study', purpose: 'To see.', institution: 'A university', contact: 'a@example.org' };
    const { token, researcher } = await createResearcher({ name: 'R', study }, Date.now());
    const master = await createMasterToken(researcher, { replaces: false }, Date.now());
    // Workers inherit this process's variables: what a function needs has to come from the template.
    for (const name of Object.keys(own)) delete process.env[name];
    return { token, master };
  };
  return {
    origin,
    simulator,
    invoke,
    broken,
    /** What the operator has entered: nothing at first. */
    secret,
    /** Keeps a file for the simulator. @returns its path */
    async file(name: string, bytes: Uint8Array): Promise<string> {
      await writeFile(path.join(home, name), bytes);
      return path.join(home, name);
    },
    /** Everything that functions asked of AWS. */
    asked,
    /** Calls that the test could not read. */
    failures,
    rights,
    /** What `npm run admin` does, with an operator's rights. To be called before the first function runs. */
    async newResearcher(): Promise<string> {
      return (await operate()).token;
    },
    /** A project of the file API, with its researcher's token and its own. */
    newProject: operate,
    async close() {
      steps.close();
      lambda.close();
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      await server.close();
      await Promise.all(guards.map((each) => shut(each.server)));
      await gateway.close();
      await Promise.all([dynamo.close(), s3.close(), simulator.close()]);
      await rm(home, { recursive: true, force: true });
    },
  };
}
