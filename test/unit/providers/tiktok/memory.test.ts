import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { isBalanced } from '../../../../functions/core/accounting.ts';

const MIB = 1024 ** 2;

it('a document far larger than the memory is filtered within it', async () => {
  const heap = ['--max-old-space-size=96', '--max-semi-space-size=8'];
  const script = path.join(import.meta.dirname, 'large-document.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script]);
  const { bytes, counts, peakBytes } = JSON.parse(stdout);
  expect(bytes).toBeGreaterThan(180 * MIB);
  expect(counts.seen).toBe(2_000_000);
  expect(counts.kept).toBeGreaterThan(100_000);
  expect(isBalanced(counts)).toBe(true);
  // Node alone takes about 60 MiB.
  expect(peakBytes).toBeLessThan(256 * MIB);
}, 120_000);
