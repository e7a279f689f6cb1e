/** bin/admin.ts — `npm run admin`: what an operator does without a page. Exit codes: 1 it failed, 2 the call is wrong. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { requireNode } from '../local/node-version.ts';
import { connected } from './admin/connect.ts';
import { COMMANDS } from './admin/researchers.ts';
import { isResearcherCommand, UsageError, usage } from './admin/usage.ts';

requireNode();
if (existsSync('.env')) process.loadEnvFile('.env');
const home = path.resolve(process.env.DATAGIFT_HOME || '.local');
const words = process.argv.slice(2);

/** `parseArgs` names the option or value it does not know. */
const isWrongCall = (error: unknown): boolean =>
  error instanceof UsageError || String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');

async function main(): Promise<void> {
  const [subject, command, ...args] = words;
  if (!subject || words.includes('--help') || words.includes('-h')) return console.log(usage(words));
  if (subject !== 'researcher') throw new UsageError(`There is no subject ${subject}.`);
  if (!isResearcherCommand(command))
    throw new UsageError(command ? `There is no command ${command}.` : 'Which command?');
  const { asJson, run } = COMMANDS[command](args);
  const { json, text } = await connected(home, run);
  console.log(asJson ? JSON.stringify(json, null, 2) : text);
}

try {
  await main();
} catch (error) {
  const wrong = isWrongCall(error);
  console.error(`${(error as Error).message}${wrong ? `\n\n${usage(words)}` : ''}`);
  process.exitCode = wrong ? 2 : 1;
}
