import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { API_FUNCTIONS } from '../../functions/routes.ts';
import { STEP_NAMES } from '../../lib/functions.ts';
import { bundles } from '../support/synth.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'datagift-import-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (name: string): string => path.join(bundles(), name, 'index.mjs');
const MB = 1_000_000;

/** Instructions would be exact; processor time of the quickest of several runs is near enough for a ratio. */
function importMs(file: string): number {
  const script = `await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(process.cpuUsage().user)`;
  const runs = Array.from({ length: 3 }, () =>
    Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' })),
  );
  return Math.min(...runs) / 1000;
}

describe('bundles', () => {
  it.each(API_FUNCTIONS)('%s is at most 1 MB', (name) => {
    expect(statSync(fileOf(name)).size).toBeLessThanOrEqual(MB);
  });

  it.each(STEP_NAMES)('%s is at most 2.5 MB', (name) => {
    expect(statSync(fileOf(name)).size).toBeLessThanOrEqual(2.5 * MB);
  });

  it('are imported at no more than ten times the cost of an empty handler', () => {
    const empty = path.join(folder, 'empty.mjs');
    writeFileSync(empty, 'export const handler = async () => {};\n');
    const least = importMs(empty);
    for (const name of ['participant', 'oauth', 'filter'] as const) {
      expect(importMs(fileOf(name)) / least, name).toBeLessThan(10);
    }
  });
});
