/** bin/admin/connect.ts — which service a command works on. */
import { HomeInUse } from '../../local/lock.ts';
import { publishedEnvironment } from '../../local/running.ts';
import { openStorage, type Storage } from '../../local/storage.ts';

const elsewhere = (): Storage => ({
  // The researchers' commands touch the table only; the functions' environment is checked as a whole.
  env: { DATA_BUCKET: 'none', PUBLIC_ORIGIN: 'http://localhost', ...(process.env as Record<string, string>) },
  close: async () => {},
});

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

/**
 * Runs a command with the store's environment set: the table that `TABLE_NAME` names, else the service of this
 * machine, whether it runs or not.
 * @param home folder of the local service
 */
export async function connected<Result>(home: string, command: () => Promise<Result>): Promise<Result> {
  const { env, close } = process.env.TABLE_NAME ? elsewhere() : await onThisMachine(home);
  Object.assign(process.env, env);
  try {
    return await command();
  } finally {
    await close();
  }
}
