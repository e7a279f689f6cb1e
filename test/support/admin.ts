/** test/support/admin.ts — `npm run admin` as an operator runs it. */
import { execFile } from 'node:child_process';
import path from 'node:path';

const ADMIN = path.join(import.meta.dirname, '..', '..', 'bin', 'admin.ts');
const STUDY = ['--institution', 'University', '--title', 'Media use', '--purpose', 'How it changes'];
/** Words that make a researcher. */
export const CREATE = ['researcher', 'create', '--name', 'Ada', ...STUDY];

export type Outcome = { readonly code: number; readonly out: string; readonly err: string };

/** Runs the command as an operator does: a process of its own, which knows the home folder and nothing else. */
export const admin = (home: string, ...words: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const { PATH } = process.env;
    const options = { cwd: home, env: { PATH, DATAGIFT_HOME: home } };
    execFile(process.execPath, [ADMIN, ...words], options, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

/** The token that a command has printed. */
export const tokenIn = (text: string): string => text.match(/dgr_[\w-]{43}/)?.[0] ?? '';
