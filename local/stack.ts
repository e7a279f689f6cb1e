/** local/stack.ts — the whole service in one process: the embedded AWS, the steps, the simulator, API and site. */

import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { PROVIDER_ENV } from '../functions/constants.ts';
import { SOURCE_TYPES, type SourceType } from '../functions/core/donation.ts';
import { providerOf } from '../functions/providers/index.ts';
import { API_FUNCTIONS, type ApiFunction, WEBHOOKS } from '../functions/routes.ts';
import { STEP_FUNCTIONS } from '../functions/steps/index.ts';
import { readDefinition } from './aws/definition.ts';
import { createDynamo } from './aws/dynamodb.ts';
import { startGateway } from './aws/gateway.ts';
import { createKms } from './aws/kms.ts';
import { createLambda } from './aws/lambda.ts';
import { createS3 } from './aws/s3/service.ts';
import type { AwsCredentials } from './aws/service.ts';
import { createStepFunctions, type FailedExecution, machineArn } from './aws/stepfunctions.ts';
import { BUCKET, homeCredentials, prepare, REGION, TABLE } from './environment.ts';
import { firstResearcher } from './first-researcher.ts';
import { lockHome } from './lock.ts';
import { publishEnvironment } from './running.ts';
import { type ServerOptions, startServer } from './server.ts';
import { startSimulator } from './simulators/server.ts';
import { createWorkerPool } from './workers/pool.ts';

const ROOT = path.join(import.meta.dirname, '..');
export const SITE_FOLDER = path.join(ROOT, 'web', 'dist');
/** Two cores are enough to keep the site quick while archives are read. */
const MAX_WORKERS = 4;
/** How often what was begun and has stopped is pushed on; on AWS a schedule does it. */
const SWEEP_EVERY_MS = 10_000;

export type StackOptions = {
  /** Folder that everything is kept under. */
  readonly home: string;
  /** 0 = any free port. */
  readonly port?: number;
  readonly simulatorPort?: number;
  /** Default: `http://localhost:<port>`. */
  readonly publicOrigin?: string;
  /** Further environment of the functions. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told when nothing can be written any more: the process is to end, so that no torn write is written over. */
  readonly onDiskFull?: () => void;
};

export type Stack = {
  readonly origin: string;
  readonly researcherToken: string;
  readonly aws: { readonly url: string; readonly credentials: AwsCredentials };
  /** Absent where the credentials of every real provider are set. */
  readonly simulator: { readonly url: string } | undefined;
  /** The functions' environment. */
  readonly env: Readonly<Record<string, string>>;
  close(): Promise<void>;
};

/** What has been opened, to be closed in reverse, also when a later part does not open. */
class Opened {
  readonly #closers: (() => unknown)[] = [];
  add(close: () => unknown): void {
    this.#closers.push(close);
  }
  async close(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
  }
}

/**
 * Starts everything. Sets the functions' environment in this process, so one stack a process.
 * @throws Error `EADDRINUSE` when a port is taken; an Error in words when the home folder is in use or damaged
 */
export async function startStack(options: StackOptions): Promise<Stack> {
  const opened = new Opened();
  try {
    return await open(options, opened);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function open(options: StackOptions, opened: Opened): Promise<Stack> {
  const home = path.resolve(options.home);
  opened.add(lockHome(home));
  const credentials = homeCredentials(home);
  const simulated = simulatedProviders();
  const simulator = simulated.length
    ? await startSimulator({ port: options.simulatorPort ?? 0, home: path.join(home, 'simulator') })
    : undefined;
  if (simulator) opened.add(() => simulator.close());

  // The functions' environment is complete only when their endpoints are known; workers start later than that.
  const env: Record<string, string> = {};
  const functions = Object.fromEntries(
    Object.entries(STEP_FUNCTIONS).map(([name, file]) => [
      name,
      pathToFileURL(path.join(ROOT, 'functions/steps', file)).href,
    ]),
  );
  const pool = createWorkerPool({ functions, env, size: Math.min(MAX_WORKERS, availableParallelism() + 1) });
  const steps = createStepFunctions({
    machines: { donation: definition('donation'), erase: definition('erase'), release: definition('release') },
    folder: path.join(home, 'executions'),
    invoke: pool.invoke,
    onFailed: (execution) => void failDonation(pool.invoke, execution),
  });
  const lambda = createLambda({ invoke: pool.invoke, folder: path.join(home, 'events') });
  const dynamo = createDynamo({ folder: path.join(home, 'dynamodb') });
  const s3 = createS3({ folder: path.join(home, 's3') });
  const services = {
    dynamodb: dynamo.service,
    s3: s3.service,
    kms: createKms({ keyFile: path.join(home, 'kms.json') }),
    states: steps.service,
    lambda: lambda.service,
  };
  const gateway = await startGateway({
    services,
    credentials,
    ...(options.onDiskFull && { onDiskFull: options.onDiskFull }),
  });
  opened.add(() => s3.close());
  opened.add(() => dynamo.close());
  await dynamo.open();
  opened.add(() => gateway.close());
  opened.add(() => pool.close());
  opened.add(() => lambda.close());
  opened.add(() => steps.close());

  const keys = await prepare(home, { endpoint: gateway.url, region: REGION, credentials });
  Object.assign(env, {
    AWS_ENDPOINT_URL: gateway.url,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    TABLE_NAME: TABLE,
    DATA_BUCKET: BUCKET,
    DATA_KEY_ID: keys.data,
    GRANTS_KEY_ID: keys.grants,
    DONATION_MACHINE_ARN: machineArn('donation'),
    ERASE_MACHINE_ARN: machineArn('erase'),
    RELEASE_MACHINE_ARN: machineArn('release'),
    EXPORT_FUNCTION_NAME: 'export',
    RECEIVE_FUNCTION_NAME: 'receive-file',
    // Here a poll's unit is a second, and stopping an execution ends its worker at once.
    POLL_UNIT_SECONDS: process.env.POLL_UNIT_SECONDS ?? '1',
    SWEEP_AFTER_SECONDS: '3',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: process.env.POWERTOOLS_LOG_LEVEL ?? 'SILENT',
    ...(simulator && Object.assign({}, ...simulated.map((sourceType) => simulatorOf(sourceType, simulator.url)))),
    ...options.env,
  });
  const handlers = await loadHandlers(env);
  const server = await startServer({ port: options.port ?? 0, handlers, siteFolder: SITE_FOLDER });
  // From this machine: the public origin may be another's.
  for (const { path: webhook, sourceType } of WEBHOOKS) {
    simulator?.callAt(providerOf(sourceType).id, `http://localhost:${server.port}${webhook}/`);
  }
  opened.add(() => server.close());
  const origin = (options.publicOrigin ?? `http://localhost:${server.port}`).replace(/\/$/, '');
  env.PUBLIC_ORIGIN = origin;
  process.env.PUBLIC_ORIGIN = origin;
  opened.add(publishEnvironment(home, env));
  const researcherToken = await firstResearcher(home);
  steps.resume();
  lambda.resume();
  const sweep = () => pool.invoke('sweep', {}).catch(() => {});
  void sweep();
  const sweeping = setInterval(sweep, SWEEP_EVERY_MS).unref();
  opened.add(() => clearInterval(sweeping));
  const aws = { url: gateway.url, credentials };
  return {
    origin,
    researcherToken,
    aws,
    simulator: simulator && { url: simulator.url },
    env,
    close: () => opened.close(),
  };
}

/** The providers of which no credentials are set: `npm start` simulates them. */
export const simulatedProviders = (): readonly SourceType[] =>
  SOURCE_TYPES.filter((sourceType) => !process.env[PROVIDER_ENV[sourceType].clientId]);

/** The variables by which functions speak to the simulator instead of a provider. */
const simulatorOf = (sourceType: SourceType, url: string): Record<string, string> => {
  const { clientId, clientSecret, baseUrl } = PROVIDER_ENV[sourceType];
  return {
    [baseUrl]: `${url}/${providerOf(sourceType).id}`,
    [clientId]: 'datagift-local',
    [clientSecret]: 'datagift-local-secret',
  };
};

const definition = (name: string) =>
  readDefinition(readFileSync(fileURLToPath(new URL(`../statemachines/${name}.asl.json`, import.meta.url)), 'utf8'));

/** The environment first: modules of the API read it when they are first called. */
async function loadHandlers(env: Readonly<Record<string, string>>): Promise<ServerOptions['handlers']> {
  Object.assign(process.env, env);
  const load = async (name: ApiFunction) =>
    [name, (await import(`../functions/api/${name}/index.ts`)).handler] as const;
  return Object.fromEntries(await Promise.all(API_FUNCTIONS.map(load))) as ServerOptions['handlers'];
}

/** What the failure rule does on AWS. The sweep comes to a donation for which this fails. */
async function failDonation(
  invoke: ReturnType<typeof createWorkerPool>['invoke'],
  { machine, input, status }: FailedExecution,
): Promise<void> {
  if (machine === 'donation') await invoke('execution-failed', { detail: { status, input } }).catch(() => {});
}
