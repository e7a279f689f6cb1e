/**
 * test/support/moto.ts — moto, an AWS in Python with an interpreter and a CloudFormation of its own: an independent judge.
 * It is no dependency of the project; `pip install "moto[server]==5.2.1"` brings it, docs/reliability.md says more.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export type Moto = {
  readonly endpoint: string;
  /** For SDK clients; any credentials do. */
  config(region: string): {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  close(): Promise<void>;
};

/** Whether a tool is installed: it answers when it is asked for help. */
export const isInstalled = (command: string): boolean => spawnSync(command, ['--help']).status === 0;

/** Says why a suite is skipped, for a skipped one looks like one that is not there. @returns whether it can run */
export function canRun(suite: string, command: string, install: string): boolean {
  const installed = isInstalled(command);
  if (!installed) console.warn(`${suite} is skipped: there is no ${command} here. ${install} brings it.`);
  return installed;
}

/** The port that it says it listens on. @throws Error with what it wrote, when it ends before */
async function portOf(server: ChildProcess): Promise<number> {
  const written: string[] = [];
  for await (const line of createInterface({ input: server.stderr as NodeJS.ReadableStream })) {
    written.push(line);
    const port = /Running on http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) return Number(port);
  }
  throw new Error(`moto_server did not start:\n${written.join('\n')}`);
}

/** @param lambdaPort where its interpreter invokes functions, on this machine; by default it only looks like running */
export async function startMoto(lambdaPort?: number): Promise<Moto> {
  const server = spawn('moto_server', ['-H', '127.0.0.1', '-p', '0'], {
    env: { ...process.env, ...(lambdaPort && { MOTO_PORT: String(lambdaPort) }) },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  // A run that ends before its tests do leaves no server behind.
  const kill = () => void server.kill('SIGKILL');
  process.once('exit', kill);
  const endpoint = `http://127.0.0.1:${await portOf(server)}`;
  // It logs every request; a full pipe would hold it up.
  server.stderr?.resume();
  await fetch(`${endpoint}/moto-api/config`, {
    method: 'POST',
    body: JSON.stringify({ stepfunctions: { execute_state_machine: lambdaPort !== undefined } }),
  });
  return {
    endpoint,
    config: (region) => ({ endpoint, region, credentials: { accessKeyId: 'moto', secretAccessKey: 'moto' } }),
    async close() {
      process.off('exit', kill);
      const ended = once(server, 'exit');
      kill();
      await ended;
    },
  };
}
