/** local/simulators/tiktok/archives.ts — the file of a request: the one an account names, or one made on the fly. */
import { createHash } from 'node:crypto';
import { createReadStream, existsSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from '../accounts.ts';
import { writeArchive } from '../zip.ts';
import { entriesOf } from './document/archive.ts';
import type { DataRequest } from './memory.ts';
import { groupsOf } from './scopes.ts';

/** Part of the files' names: archives of an older version are made again. */
const VERSION = 1;

/** @param home where generated archives are kept */
export function createArchives(home: string) {
  const folder = path.join(home, 'archives');
  /** Archives being made: an archive is made once, however many ask. */
  const making = new Map<string, Promise<string>>();

  async function make(account: Account, { categories, data_format }: DataRequest, file: string): Promise<string> {
    if (existsSync(file)) return file;
    mkdirSync(folder, { recursive: true });
    await writeArchive(file, entriesOf(account, groupsOf(categories), data_format));
    return file;
  }

  async function fileOf(account: Account, request: DataRequest): Promise<string> {
    const groups = groupsOf(request.categories);
    const [named] = groups.flatMap((group) => account.archives[group] ?? account.archives['*'] ?? []);
    if (named) return named;
    const what = JSON.stringify([VERSION, account.persona, account.rows, groups, request.data_format]);
    const file = path.join(folder, `tiktok-${createHash('sha256').update(what).digest('hex').slice(0, 24)}.zip`);
    const made = making.get(file) ?? make(account, request, file);
    making.set(file, made);
    return made;
  }

  return {
    async open(account: Account, request: DataRequest) {
      const file = await fileOf(account, request);
      return { body: createReadStream(file), length: statSync(file).size };
    },
  };
}
