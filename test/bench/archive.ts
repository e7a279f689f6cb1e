/**
 * test/bench/archive.ts — npm run bench: how fast and how lean the archive engine is, as ratios measured in one run.
 * `--json` prints the figures only, `--quick` leaves out the largest export and some rounds, `--seed N` makes other rows.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { FILTER_NODE_FLAGS } from '../../functions/constants.ts';
import { writeActivity } from './activity.ts';
import { importRatios } from './imports.ts';
import { goalsOf, type Results, tableOf } from './report.ts';

const { values: options } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    seed: { type: 'string', default: '20261123' },
  },
});
const ROUNDS = options.quick ? 3 : 5;
const SIZES = options.quick ? [100_000, 1_000_000] : [100_000, 1_000_000, 4_000_000];
const MAIN_SIZE = 1_000_000;
const say = (text: string): void => void (options.json || console.log(text));

/** One core, as a Lambda function of 1,769 MB has it; where there is no `taskset`, whatever there is. */
function onOneCore(args: readonly string[]): string {
  const command = [process.execPath, ...FILTER_NODE_FLAGS, path.join(import.meta.dirname, 'measure.ts'), ...args];
  try {
    return execFileSync('taskset', ['-c', '0', ...command], { encoding: 'utf8' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    return execFileSync(command[0] as string, command.slice(1), { encoding: 'utf8' });
  }
}

const home = mkdtempSync(path.join(tmpdir(), 'datagift-bench-'));
try {
  const files: Record<number, string> = {};
  for (const rows of SIZES) {
    say(`Writing an export of ${rows.toLocaleString('en')} records …`);
    const file = await writeActivity(path.join(home, `${rows}.deflate`), rows, Number(options.seed));
    files[rows] = path.join(home, `${rows}.json`);
    writeFileSync(files[rows], JSON.stringify(file));
  }
  const measure = (what: string, rows: number, argument = '') => {
    say(`Measuring ${what} ${argument} of ${rows.toLocaleString('en')} records …`);
    return JSON.parse(onOneCore([what, files[rows] as string, argument]));
  };
  const peaks = (stage: string) =>
    Object.fromEntries(SIZES.map((rows) => [rows, measure('memory', rows, stage).peak_mib]));
  const results: Results = {
    flags: FILTER_NODE_FLAGS,
    rows: MAIN_SIZE,
    of_inflate: measure('stages', MAIN_SIZE, String(ROUNDS)),
    peak_mib: { ingest_5: peaks('ingest_5'), ingest_100: peaks('ingest_100') },
    queries: measure('queries', MAIN_SIZE),
    of_empty_handler: importRatios(path.join(home, 'bundles')),
  };
  const goals = goalsOf(results);
  console.log(options.json ? JSON.stringify({ ...results, goals }, null, 2) : tableOf(results, goals));
  process.exitCode = goals.every(({ met }) => met) ? 0 : 1;
} finally {
  rmSync(home, { recursive: true });
}
