/** bin/admin.ts — `npm run admin`: what an operator does without a page. Exit codes: 1 it failed, 2 the call is wrong. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { requireNode } from '../local/node-version.ts';
import type { Command } from './admin/command.ts';
import { connected } from './admin/connect.ts';
import { doctor } from './admin/doctor.ts';
import { DONATION_COMMANDS } from './admin/donations.ts';
import { MEMBER_COMMANDS } from './admin/members.ts';
import { PROVIDER_COMMANDS } from './admin/provider.ts';
import { RESEARCHER_COMMANDS } from './admin/researchers.ts';
import { restore } from './admin/restore.ts';
import { remedyOf } from './admin/stack.ts';
import { status } from './admin/status.ts';
import { readTarget, UsageError, usage } from './admin/usage.ts';

requireNode();
if (existsSync('.env')) process.loadEnvFile('.env');

const GROUPS: Readonly<Record<string, Readonly<Record<string, Command>>>> = {
  researcher: RESEARCHER_COMMANDS,
  donation: DONATION_COMMANDS,
  member: MEMBER_COMMANDS,
  provider: PROVIDER_COMMANDS,
};
const SINGLE: Readonly<Record<string, Command>> = { status, doctor, restore };

/** The command that the words name, and the words that are left for it. @throws UsageError */
function find([subject = '', command, ...args]: readonly string[]): { command: Command; args: readonly string[] } {
  if (Object.hasOwn(SINGLE, subject)) {
    return { command: SINGLE[subject] as Command, args: [command, ...args].filter((word) => word !== undefined) };
  }
  if (!Object.hasOwn(GROUPS, subject)) throw new UsageError(`There is no subject ${subject}.`);
  const group = GROUPS[subject] as Readonly<Record<string, Command>>;
  if (command === undefined) throw new UsageError('Which command?');
  if (!Object.hasOwn(group, command)) throw new UsageError(`There is no command ${command}.`);
  return { command: group[command] as Command, args };
}

/** `parseArgs` names the option or value it does not know. */
const isWrongCall = (error: unknown): boolean =>
  error instanceof UsageError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

const given = process.argv.slice(2);
let words: readonly string[] = given;

async function main(): Promise<void> {
  const target = readTarget(given);
  words = target.words;
  if (!words.length || words.includes('--help') || words.includes('-h')) return console.log(usage(words));
  const { command, args } = find(words);
  const { asJson, run } = command(args);
  const home = path.resolve(process.env.DATAGIFT_HOME || '.local');
  try {
    const { json, text, failed } = await connected({ ...target, home }, run);
    console.log(asJson ? JSON.stringify(json, null, 2) : text);
    if (failed) process.exitCode = 1;
  } catch (error) {
    // What AWS refuses has a remedy; what we threw has one already.
    if (isWrongCall(error) || !(error as { $metadata?: unknown }).$metadata) throw error;
    throw new Error(remedyOf(error, target.stack ?? 'the service'), { cause: error });
  }
}

try {
  await main();
} catch (error) {
  const wrong = isWrongCall(error);
  console.error(`${(error as Error).message}${wrong ? `\n\n${usage(words)}` : ''}`);
  process.exitCode = wrong ? 2 : 1;
}
