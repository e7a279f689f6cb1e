import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { API_FUNCTIONS } from '../../functions/routes.ts';
import { FUNCTION_NAMES, STEP_NAMES } from '../../lib/functions.ts';
import { bundles } from '../support/synth.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string): string => path.join(bundles(), name, 'index.mjs');
const MB = 1_000_000;

/** What stays in memory once a module is there. Unlike the time it takes, it is the same on a busy machine. */
function importedBytes(file: string): number {
  const script = `await import(${JSON.stringify(pathToFileURL(file).href)}); gc(); console.log(process.memoryUsage().heapUsed)`;
  const options = ['--expose-gc', '--input-type=module', '-e', script];
  return Number(execFileSync(process.execPath, options, { encoding: 'utf8' }));
}

describe('bundles', () => {
  it.each(API_FUNCTIONS)('%s is at most 1 MB', (name) => {
    expect(statSync(fileOf(name)).size).toBeLessThanOrEqual(MB);
  });

  it.each(STEP_NAMES)('%s is at most 2.5 MB', (name) => {
    expect(statSync(fileOf(name)).size).toBeLessThanOrEqual(2.5 * MB);
  });

  // Seen: 3.0 to 3.6 times; the time to import goes with it.
  it('bring at most four times what an empty handler holds', () => {
    const empty = path.join(folder, 'empty.mjs');
    writeFileSync(empty, 'export const handler = async () => {};\n');
    const least = importedBytes(empty);
    const ratios = FUNCTION_NAMES.map((name) => [name, importedBytes(fileOf(name)) / least] as const);
    expect(ratios.filter(([, ratio]) => ratio > 4)).toEqual([]);
  });
});
