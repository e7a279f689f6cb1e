/** test/support/service.ts — `npm start` as a process of its own that can be killed, before a simulator that lives on. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { ListMultipartUploadsCommand, paginateListObjectsV2, S3Client } from '@aws-sdk/client-s3';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { listen, shut } from '../../local/listen.ts';
import { publishedEnvironment } from '../../local/running.ts';
import { startSimulator } from '../../local/simulators/server.ts';
import { isTemporary } from './study.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** @returns a port of 127.0.0.1 that was free a moment ago */
export async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await listen(probe, 0, '127.0.0.1');
  await shut(probe);
  return port;
}

export type Started = {
  readonly child: ChildProcess;
  /** Its exit code; null where a signal ended it. */
  readonly ended: Promise<number | null>;
  readonly output: () => string;
};

/**
 * Runs `npm start`'s program until it prints the given text, or ends.
 * @param within a command that runs the one that follows it
 */
export async function startProgram(
  env: Readonly<Record<string, string>>,
  text: string,
  within: readonly string[] = [],
): Promise<Started> {
  const [command = '', ...args] = [...within, process.execPath, 'bin/local.ts'];
  const child = spawn(command, args, { cwd: ROOT, env: { ...process.env, ...env } });
  let output = '';
  // Whatever becomes of the test or script: its service ends with it.
  const end = () => void child.kill('SIGKILL');
  process.once('exit', end);
  const ended = new Promise<number | null>((resolve) =>
    child.once('exit', (code) => {
      process.off('exit', end);
      resolve(code);
    }),
  );
  const shown = new Promise<void>((resolve) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes(text)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  await Promise.race([shown, ended]);
  return { child, ended, output: () => output };
}

/** Looks into a running service's storage from outside. */
async function inspect(home: string) {
  const env = publishedEnvironment(home);
  if (!env) throw new Error('The service does not run');
  const config = {
    endpoint: env.AWS_ENDPOINT_URL as string,
    region: env.AWS_REGION as string,
    credentials: {
      accessKeyId: env.AWS_ACCESS_KEY_ID as string,
      secretAccessKey: env.AWS_SECRET_ACCESS_KEY as string,
    },
  };
  const [s3, dynamo] = [new S3Client(config), DynamoDBDocumentClient.from(new DynamoDBClient(config))];
  const objects: string[] = [];
  for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: env.DATA_BUCKET })) {
    objects.push(...(page.Contents ?? []).map(({ Key }) => Key as string));
  }
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateScan({ client: dynamo }, { TableName: env.TABLE_NAME })) {
    items.push(...(page.Items ?? []));
  }
  const uploads = (await s3.send(new ListMultipartUploadsCommand({ Bucket: env.DATA_BUCKET }))).Uploads ?? [];
  s3.destroy();
  dynamo.destroy();
  return { objects, items, uploads: uploads.map(({ Key }) => Key as string) };
}

/** Starts the service on a home of its own. Close it when done. */
export async function startService(more: Readonly<Record<string, string>> = {}, within: readonly string[] = []) {
  const home = await mkdtemp(path.join(tmpdir(), 'datagift-service-'));
  const provider = path.join(home, 'provider');
  const simulator = { ...(await startSimulator({ home: provider })), home: provider };
  const port = String(await freePort());
  const env = {
    ...{ POLL_UNIT_SECONDS: '0.2', PORT: port, PUBLIC_ORIGIN: '', DATAGIFT_HOME: path.join(home, 'home') },
    ...{ GOOGLE_BASE_URL: `${simulator.url}/google`, GOOGLE_OAUTH_CLIENT_ID: 'c', GOOGLE_OAUTH_CLIENT_SECRET: 's' },
    ...{ TIKTOK_BASE_URL: `${simulator.url}/tiktok`, TIKTOK_CLIENT_KEY: 'c', TIKTOK_CLIENT_SECRET: 's' },
    ...more,
  };
  let output = '';
  const start = async () => {
    const started = await startProgram(env, 'Ctrl-C stops it', within);
    if (started.child.exitCode !== null) throw new Error(started.output());
    return started;
  };
  let running = await start();
  return {
    home: env.DATAGIFT_HOME,
    origin: `http://localhost:${port}`,
    simulator,
    researcherToken: /dgr_[\w-]{43}/.exec(running.output())?.[0] ?? '',
    async file(name: string, bytes: Uint8Array) {
      const file = path.join(home, name);
      await writeFile(file, bytes);
      return file;
    },
    /** Every object's key and every item, as they are stored now. */
    inspect: () => inspect(env.DATAGIFT_HOME),
    hasGrant: async (donationId: string) =>
      (await inspect(env.DATAGIFT_HOME)).items.some(({ pk }) => pk === `GRANT#${donationId}`),
    hasTemporary: async (donationId: string) =>
      (await inspect(env.DATAGIFT_HOME)).objects.some((key) => isTemporary(key, donationId)),
    pid: () => running.child.pid,
    /** Everything it has printed, over all its lives. */
    output: () => output + running.output(),
    /** Its exit code, once it has ended by itself. */
    ended: () => running.ended,
    /** Ends it as a power cut would: no signal handler runs. */
    async kill() {
      running.child.kill('SIGKILL');
      await running.ended;
    },
    async restart() {
      output += running.output();
      running = await start();
    },
    async close() {
      running.child.kill('SIGINT');
      await running.ended;
      await simulator.close();
      await rm(home, { recursive: true, force: true });
    },
  };
}

export type Service = Awaited<ReturnType<typeof startService>>;
