/** local/simulators/state.ts — what a provider remembers, on disk, so that a restart loses no grant and no export. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Damaged } from '../damage.ts';
import { type Account, BUILT_IN } from './accounts.ts';
import type { About } from './reply.ts';
import { freshTikTok, type TikTokMemory } from './tiktok/memory.ts';

/** Times are milliseconds since the epoch. */
export type Grant = {
  readonly id: string;
  readonly account: string;
  readonly client: string;
  readonly scopes: readonly string[];
  readonly duration: 'once' | '30d' | '180d';
  readonly made_at: number;
  revoked?: boolean;
};

export type Code = {
  readonly grant: string;
  readonly redirect_uri: string;
  readonly challenge?: string;
  readonly expires_at: number;
  used?: boolean;
};

export type Token = { readonly grant: string; readonly kind: 'access' | 'refresh'; readonly expires_at: number };

export type ExportJob = {
  readonly id: string;
  readonly account: string;
  readonly client: string;
  readonly grant: string;
  readonly groups: readonly string[];
  readonly start_time?: string;
  readonly end_time?: string;
  readonly made_at: number;
  readonly retry: number;
  /** How often its state was asked for. */
  polled: number;
  state: 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'CANCELLED';
};

type Memory = {
  readonly secret: string;
  accounts: Account[];
  grants: Grant[];
  codes: Record<string, Code>;
  tokens: Record<string, Token>;
  jobs: ExportJob[];
  tiktok: TikTokMemory;
};

const fresh = (): Memory => ({
  secret: randomBytes(32).toString('hex'),
  accounts: [],
  grants: [],
  codes: {},
  tokens: {},
  jobs: [],
  tiktok: freshTikTok(),
});

export type State = {
  readonly memory: Memory;
  account(id: string): Account | undefined;
  accounts(): readonly Account[];
  /** Takes the next fault of an account that befalls this request. */
  takeFault(about: About): Account['faults'][number] | undefined;
  save(): void;
  reset(): void;
};

/** @throws Damaged */
function readMemory(file: string): Memory {
  try {
    // What was written before there was more to remember lacks it.
    return { ...fresh(), ...(JSON.parse(readFileSync(file, 'utf8')) as Partial<Memory>) };
  } catch (error) {
    if (error instanceof SyntaxError) throw new Damaged(file, 'it is not JSON', error);
    throw error;
  }
}

/** Opens the memory kept in a folder. @throws Damaged */
export function openState(folder: string): State {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'state.json');
  const memory = existsSync(file) ? readMemory(file) : fresh();
  const account = (id: string): Account | undefined =>
    memory.accounts.find((known) => known.id === id) ?? BUILT_IN.find((known) => known.id === id);
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify(memory));
    renameSync(`${file}.new`, file);
  };
  return {
    memory,
    account,
    accounts: () => [...BUILT_IN.filter(({ id }) => !memory.accounts.some((own) => own.id === id)), ...memory.accounts],
    takeFault({ account: id, on, groups = [], part }) {
      const concerns = (known: Account['faults'][number]) =>
        known.on === on &&
        known.times > 0 &&
        (!known.group || groups.includes(known.group)) &&
        (!known.part || known.part === part);
      const fault = account(id)?.faults.find(concerns);
      if (!fault) return undefined;
      fault.times -= 1;
      save();
      return fault;
    },
    save,
    reset() {
      Object.assign(memory, fresh(), { secret: memory.secret });
      save();
    },
  };
}
