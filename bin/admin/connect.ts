/** bin/admin/connect.ts — which service a command works on. */
import { HomeInUse } from '../../local/lock.ts';
import { publishedEnvironment } from '../../local/running.ts';
import { openStorage, type Storage } from '../../local/storage.ts';
import type { Service } from './command.ts';
import { describeStack } from './stack.ts';

export type Target = {
  /** Folder of the local service. */
  readonly home: string;
  /** A deployed stack, and where it is. */
  readonly stack?: string | undefined;
  readonly region?: string | undefined;
};

async function onThisMachine(home: string): Promise<Storage> {
  try {
    return await openStorage(home);
  } catch (error) {
    if (!(error instanceof HomeInUse)) throw error;
    const env = publishedEnvironment(home);
    if (!env) throw new Error('The service is still starting. Try again in a moment.', { cause: error });
    return { env, close: async () => {} };
  }
}

/** Runs a command with the environment of the functions of that service. */
export async function connected<Result>(
  { home, stack, region }: Target,
  command: (service: Service) => Promise<Result>,
): Promise<Result> {
  if (stack) {
    const { env, outputs } = await describeStack(stack, region);
    Object.assign(process.env, env);
    return command({ name: `the stack ${stack}`, kind: 'stack', outputs });
  }
  if (process.env.TABLE_NAME) {
    return command({ name: `the table ${process.env.TABLE_NAME}`, kind: 'table', outputs: {} });
  }
  const { env, close } = await onThisMachine(home);
  Object.assign(process.env, env);
  try {
    return await command({ name: 'the service of this machine', kind: 'machine', outputs: {} });
  } finally {
    await close();
  }
}
