import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWorkerPool, type Pool } from '../../local/workers/pool.ts';

/** A function as the step modules are: what it does, the payload says. */
const MODULE = `
import { threadId } from 'node:worker_threads';
let calls = 0;
export async function handler({ act, name }) {
  calls += 1;
  if (act === 'throw') throw Object.assign(new Error('a message'), { name });
  if (act === 'exit') process.exit(1);
  if (act === 'spin') for (;;) {}
  if (act === 'sleep') await new Promise((resolve) => setTimeout(resolve, 60_000));
  return { calls, threadId, setting: process.env.SETTING };
}`;

type Answer = { readonly calls: number; readonly threadId: number; readonly setting: string };

let folder: string;
let pool: Pool;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'datagift-workers-'));
  const file = path.join(folder, 'step.mjs');
  await writeFile(file, MODULE);
  pool = createWorkerPool({ functions: { step: pathToFileURL(file).href }, env: { SETTING: 'on' }, size: 1 });
});
afterEach(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const call = (payload: object = {}) => pool.invoke('step', payload) as Promise<Answer>;

describe('a function in a worker', () => {
  it('is kept for the next call, has the environment, and runs one call at a time', async () => {
    const answers = await Promise.all([call(), call(), call()]);
    expect(answers.map(({ calls }) => calls)).toEqual([1, 2, 3]);
    expect(new Set(answers.map(({ threadId }) => threadId)).size).toBe(1);
    expect(answers[0]?.setting).toBe('on');
  });

  it('throws its error by name, and goes on', async () => {
    const failing = call({ act: 'throw', name: 'GrantLost' });
    await expect(failing).rejects.toMatchObject({ name: 'GrantLost', message: 'a message' });
    expect((await call()).calls).toBe(2);
  });

  it('is ended at its time-out, even when it never lets go', async () => {
    const endless = pool.invoke('step', { act: 'spin' }, { timeoutSeconds: 0.3 });
    await expect(endless).rejects.toMatchObject({ name: 'States.Timeout' });
    expect((await call()).calls).toBe(1);
  });

  it('is ended when its execution is stopped, before or while it runs', async () => {
    const controller = new AbortController();
    const stopped = pool.invoke('step', { act: 'sleep' }, { signal: controller.signal });
    setTimeout(() => controller.abort(), 50);
    await expect(stopped).rejects.toMatchObject({ name: 'Lambda.Unknown' });
    await expect(pool.invoke('step', {}, { signal: controller.signal })).rejects.toMatchObject({
      name: 'Lambda.Unknown',
    });
    expect((await call()).calls).toBe(1);
  });

  it('that crashes takes nothing but its own call with it', async () => {
    await expect(call({ act: 'exit' })).rejects.toMatchObject({ name: 'Lambda.Unknown' });
    expect((await call()).calls).toBe(1);
  });

  it('is refused when there is none of that name, or the pool is closed', async () => {
    await expect(pool.invoke('other', {})).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    await pool.close();
    await expect(call()).rejects.toMatchObject({ name: 'Lambda.Unknown' });
  });
});
