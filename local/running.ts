/** local/running.ts — how another process of this machine finds the stack that has a home folder open. */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { writeSecret } from './environment.ts';

const fileOf = (home: string): string => path.join(home, 'env.json');

/**
 * Leaves the functions' environment in the home folder, readable by its owner only.
 * @returns takes it away
 */
export function publishEnvironment(home: string, env: Readonly<Record<string, string>>): () => void {
  writeSecret(fileOf(home), JSON.stringify(env));
  return () => rmSync(fileOf(home), { force: true });
}

/** @returns the environment that the running stack has left; undefined while it is still starting */
export function publishedEnvironment(home: string): Readonly<Record<string, string>> | undefined {
  const file = fileOf(home);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : undefined;
}
