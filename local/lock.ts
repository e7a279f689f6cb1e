/** local/lock.ts — one process a home folder. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import { Damaged } from './damage.ts';
import { isDamage } from './sqlite.ts';

/** Another process has the folder open. */
export class HomeInUse extends Error {}

/** SQLite's code for a file that another process has locked. @see https://www.sqlite.org/rescode.html#busy */
const SQLITE_BUSY = 5;

/**
 * Takes the folder for this process. The lock is the operating system's: it ends with the process, however that ends.
 * @returns lets go
 * @throws Damaged; HomeInUse that says which process holds it and what to do
 */
export function lockHome(home: string): () => void {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const holder = path.join(home, 'lock.pid');
  const lock = new DatabaseSync(path.join(home, 'lock'));
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (isDamage(error)) throw new Damaged(path.join(home, 'lock'), (error as Error).message, error);
    if ((error as { errcode?: number }).errcode !== SQLITE_BUSY) throw error;
    const pid = existsSync(holder) ? ` ${readFileSync(holder, 'utf8').trim()}` : '';
    throw new HomeInUse(
      `${home} is in use by the process${pid}. Stop it, or choose another folder: DATAGIFT_HOME=other npm start`,
      { cause: error },
    );
  }
  writeFileSync(holder, `${process.pid}\n`);
  return () => lock.close();
}
