/** local/sqlite.ts — a small database file of the home folder: what is written is on the disk when the call returns. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Damaged } from './damage.ts';

/** SQLite's codes for a file that is none of its own, or no longer whole. @see https://www.sqlite.org/rescode.html */
const DAMAGED = [11, 26];

/**
 * Opens a database, and makes its tables where they are not there yet.
 * @throws Damaged when the file is not a database
 */
export function openDatabase(file: string, schema: string): DatabaseSync {
  mkdirSync(path.dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`);
    return database;
  } catch (error) {
    database.close();
    throw isDamage(error) ? new Damaged(file, (error as Error).message, error) : error;
  }
}

/** Whether SQLite found that a file is damaged. */
export const isDamage = (error: unknown): boolean => DAMAGED.includes((error as { errcode?: number }).errcode ?? 0);
