/** local/damage.ts — what is said when a file of the home folder cannot be read, or the disk is full. */
import path from 'node:path';

/** A file of ours is not what was written. Nothing has been changed. */
export class Damaged extends Error {
  /** @param file the file or folder @param why what is wrong with it, in few words */
  constructor(file: string, why: string, cause?: unknown) {
    const remedy = `Put it back from a copy, or move the whole folder ${homeOf(file)} away to start anew.`;
    super(`${file} is damaged (${why}). Nothing has been changed. ${remedy}`, { cause });
  }
}

/** The home folder of a file that lies in it or in one of its folders. */
function homeOf(file: string): string {
  const folder = path.dirname(file);
  const isArea = ['executions', 'events', 's3', 'simulator'].includes(path.basename(folder));
  return isArea ? path.dirname(folder) : folder;
}

const FULL = /ENOSPC|no space left on device|database or disk is full/i;

/** Whether an error, or what caused it, is a full disk. LevelDB and SQLite tell it in their message only. */
export function isDiskFull(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, message, cause } = error as NodeJS.ErrnoException & { cause?: unknown };
  return FULL.test(`${code} ${message}`) || isDiskFull(cause);
}
