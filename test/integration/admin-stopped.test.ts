import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { researcher } from '../../local/walk.ts';
import { admin, CREATE, tokenIn } from '../support/admin.ts';
import { testStack } from '../support/stack.ts';

describe('while the service does not run', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'datagift-admin-'));
  });
  afterAll(() => rm(home, { recursive: true }));

  it('works on what is stored, which the service then finds', async () => {
    const { code, out } = await admin(home, ...CREATE);
    expect(code).toBe(0);
    expect((await admin(home, 'researcher', 'list')).out).toContain('Ada, Media use');
    const retried = await admin(home, 'donation', 'retry', 'don_any');
    expect([retried.code, retried.err]).toEqual([
      1,
      expect.stringContaining('Start the service of this machine first'),
    ]);
    const stack = await testStack({ home });
    const { status } = await researcher(stack.origin, tokenIn(out)).get('/api/donations/');
    await stack.close();
    expect(status).toBe(200);
  });
});
