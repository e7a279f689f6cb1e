/** local/simulators/google/archives.ts — the files of an export: those an account names, or made on the fly. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Interval } from '../../../functions/core/period.ts';
import type { Account } from '../accounts.ts';
import type { ExportJob } from '../state.ts';
import { writeArchive } from '../zip.ts';
import { partsOf } from './personas.ts';

/** Part of the files' names: archives of an older version are made again. */
const VERSION = 2;

export function createArchives(home: string) {
  const folder = path.join(home, 'archives');
  /** Archives being made: an archive is made once, however many ask. */
  const making = new Map<string, Promise<readonly string[]>>();

  async function make(account: Account, job: ExportJob, name: string): Promise<readonly string[]> {
    mkdirSync(folder, { recursive: true });
    const parts = partsOf(account, job.groups, intervalOf(job));
    const files = parts.map((_, part) => path.join(folder, `${name}-${part}.zip`));
    for (const [part, entries] of parts.entries()) {
      const file = files[part] as string;
      if (!existsSync(file)) await writeArchive(file, entries);
    }
    return files;
  }

  return {
    async filesOf(account: Account, job: ExportJob): Promise<readonly string[]> {
      const named = job.groups.flatMap((group) => account.archives[group] ?? account.archives['*'] ?? []);
      if (named.length) return named;
      const { from, until } = intervalOf(job);
      const what = JSON.stringify([VERSION, account.persona, account.rows, job.groups, from, until]);
      const name = createHash('sha256').update(what).digest('hex').slice(0, 24);
      const made = making.get(name) ?? make(account, job, name);
      making.set(name, made);
      return made;
    },
  };
}

const intervalOf = ({ start_time, end_time }: ExportJob): Interval => ({
  from: start_time ? Date.parse(start_time) : Number.NEGATIVE_INFINITY,
  until: end_time ? Date.parse(end_time) : Number.POSITIVE_INFINITY,
});
