/**
 * test/run.ts — `npm test`: lint, types, the site and every suite; the last line says how it went.
 * `npm run test:all` adds the long suite, and draws new cases for the property tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { requireNode } from '../local/node-version.ts';

requireNode();

type Report = {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numFailedTestSuites: number;
  readonly success: boolean;
};

const bin = (name: string): string => path.join(import.meta.dirname, '..', 'node_modules', '.bin', name);

/** Runs a tool with its output shown. @returns whether it succeeded */
function runs(title: string, command: string, args: readonly string[]): boolean {
  console.log(`\n── ${title}`);
  const { status } = spawnSync(bin(command), args, { stdio: 'inherit' });
  return status === 0;
}

const [flag, ...rest] = process.argv.slice(2);
const args = flag === '--all' ? rest : process.argv.slice(2);
if (flag === '--all') {
  process.env.TEST_ALL = '1';
  process.env.TEST_SEED ??= String(Date.now() % 2 ** 31);
  console.log(`TEST_SEED=${process.env.TEST_SEED}`);
}

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-test-'));
const outputFile = path.join(folder, 'report.json');
// Dozens of services and workers start in a run: what one has compiled the others need not compile again.
process.env.NODE_COMPILE_CACHE ??= path.join(folder, 'compiled');
const checks = {
  lint: runs('lint', 'biome', ['check', '.']),
  types: runs('types', 'tsc', ['--noEmit']),
  // Once, before suites that serve it start side by side.
  site: runs('site', 'vite', ['build', '--config', 'web/vite.config.ts', '--logLevel', 'warn']),
};
const suites = runs('tests', 'vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${outputFile}`,
  ...args,
]);

/** A suite that could not even be loaded has no failed test, but has failed. */
function readReport(): Pick<Report, 'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numTodoTests'> {
  try {
    const report = JSON.parse(readFileSync(outputFile, 'utf8')) as Report;
    const unloaded = report.success || report.numFailedTests ? 0 : 1;
    return { ...report, numFailedTests: report.numFailedTests + unloaded };
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numTodoTests: 0 };
  }
}

const report = readReport();
rmSync(folder, { recursive: true });
const broken = Object.entries(checks).flatMap(([name, ok]) => (ok ? [] : [name]));
const passed = report.numPassedTests + Object.keys(checks).length - broken.length;
const failed = Math.max(report.numFailedTests, suites ? 0 : 1) + broken.length;
// Their output is far up by now.
if (broken.length) console.log(`\nFailed above, before the suites: ${broken.join(', ')}.`);
console.log(`\n${passed} passed, ${failed} failed, ${report.numPendingTests + report.numTodoTests} skipped`);
process.exit(failed ? 1 : 0);
