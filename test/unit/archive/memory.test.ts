import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { NO_ROWS } from '../../../functions/core/accounting.ts';

const MIB = 1024 ** 2;

it('an entry far larger than the memory is filtered and merged within it', async () => {
  const heap = ['--max-old-space-size=96', '--max-semi-space-size=8'];
  const script = path.join(import.meta.dirname, 'large-entry.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script]);
  const { bytes, counts, merged, peakBytes } = JSON.parse(stdout);
  expect(bytes).toBeGreaterThan(250 * MIB);
  expect(counts).toEqual({ ...NO_ROWS, seen: 1_200_000, kept: 120_000, outside_period: 1_080_000 });
  expect(merged).toEqual({ ...NO_ROWS, seen: 120_000, kept: 120_000 });
  // Node alone takes about 60 MiB, the script's own records 25.
  expect(peakBytes).toBeLessThan(256 * MIB);
}, 120_000);
