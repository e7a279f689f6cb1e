import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('npm run demo tells a donation from link to rows, and ends', async () => {
  const cwd = path.join(import.meta.dirname, '..', '..');
  const { stdout } = await promisify(execFile)(process.execPath, ['bin/demo.ts'], { cwd });
  const told = [
    'opens the link',
    'accepts it',
    'signs in at Google',
    'processed',
    'rows kept',
    'withdraws; receipt',
    '410 Gone',
  ];
  const found = told.map((words) => stdout.indexOf(words));
  expect(
    found.every((at) => at >= 0),
    stdout,
  ).toBe(true);
  expect(found).toEqual(found.toSorted((a, b) => a - b));
  expect(stdout).toMatch(/youtube_history +ready +[\d,]+ rows kept, [\d,]+ outside the period removed/);
  expect(stdout).toMatch(/2024-\d\d-\d\dT[\d:.]+Z {2}Watched /);
});
