import { execFile, spawnSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { openProject } from '../support/project.ts';
import { testStack } from '../support/stack.ts';

const PYTHON = process.env.PYTHON ?? 'python3';
const SCRIPT = path.join(import.meta.dirname, '..', 'support', 'open-humans-client.py');
/** More than a page of a listing. */
const FILES = 103;

const found = spawnSync(PYTHON, ['-c', 'import ohapi.command_line'], { encoding: 'utf8' });
const absent = found.error?.message ?? found.stderr.trim().split('\n').at(-1);
if (found.status !== 0) console.log(`Skipped: Open Humans' own client is not installed (${absent})`);

it.skipIf(found.status !== 0)('Open Humans’ own client works with nothing but the address set', async () => {
  const stack = await testStack();
  try {
    const project = await openProject(stack.origin);
    const { memberId, donationId } = await project.member();
    await project.member();
    for (let n = 0; n < FILES; n += 1) await project.upload(memberId, `${n}.txt`, `file ${n}`);
    const token = await project.memberToken(donationId);
    const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, `${stack.origin}/`, token, memberId, project.master]);
    const outcome = JSON.parse(stdout) as { files: number; ohproj_upload: string };
    console.log(`ohproj-upload: ${outcome.ohproj_upload}`);
    expect(outcome.files).toBe(FILES);
  } finally {
    await stack.close();
  }
});
