import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsOf } from '../support/fuzz/calls.ts';
import { type FuzzedService, startFuzzedService } from '../support/fuzz/harness.ts';

const MIB = 1024 ** 2;

let service: FuzzedService;
beforeAll(async () => {
  service = await startFuzzedService();
});
afterAll(() => service.stack.close());

it('meets every hostile value in every place, and is what it was', async () => {
  const calls = callsOf(service.operations);
  const before = await service.kept();
  const rss = process.memoryUsage.rss();
  expect(calls.length).toBeGreaterThan(5000);
  expect(await service.faults(calls)).toEqual([]);
  expect(await service.kept()).toEqual(before);
  expect((await fetch(`${service.stack.origin}/health/`)).status).toBe(200);
  expect(process.memoryUsage.rss() - rss).toBeLessThan(1024 * MIB);
});
