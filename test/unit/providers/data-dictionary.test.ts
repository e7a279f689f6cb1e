import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it('the data dictionary says what the definitions say', () => {
  const { status, stderr } = spawnSync(process.execPath, ['bin/data-dictionary.ts', '--check'], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
