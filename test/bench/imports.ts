/** test/bench/imports.ts — how long a function takes to be there, beside one that does nothing. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { bundleFunctions } from '../../lib/bundles.ts';

const ROUNDS = 9;
/** The functions that somebody waits for, and the largest. */
const MEASURED = ['public', 'researcher', 'participant', 'oauth', 'filter'] as const;

/** Milliseconds that a process takes to start, import a module and end. */
function startMs(file: string): number {
  const begun = performance.now();
  execFileSync(process.execPath, ['--input-type=module', '-e', `await import('${pathToFileURL(file).href}')`]);
  return performance.now() - begun;
}

/**
 * Starts each in turn, round by round, and takes the quickest of each.
 * @param home an empty folder
 * @returns by function, how many times as long as an empty handler it takes
 */
export function importRatios(home: string): Readonly<Record<string, number>> {
  bundleFunctions(home);
  const empty = path.join(home, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => {};\n');
  const files = { empty, ...Object.fromEntries(MEASURED.map((name) => [name, path.join(home, name, 'index.mjs')])) };
  const least: Record<string, number> = {};
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [name, file] of Object.entries(files)) {
      least[name] = Math.min(least[name] ?? Number.POSITIVE_INFINITY, startMs(file));
    }
  }
  return Object.fromEntries(MEASURED.map((name) => [name, (least[name] ?? 0) / (least.empty ?? 1)]));
}
