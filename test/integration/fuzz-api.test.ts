import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { callsOf } from '../support/fuzz/calls.ts';
import { type FuzzedService, startFuzzedService } from '../support/fuzz/harness.ts';

const CALLS = 500;
const MIB = 1024 ** 2;

let service: FuzzedService;
beforeAll(async () => {
  service = await startFuzzedService();
});
afterAll(() => service.stack.close());

it('meets hostile values in every place that its description names', async () => {
  const calls = callsOf(service.operations);
  const before = await service.kept();
  const rss = process.memoryUsage.rss();
  const chosen = fc.shuffledSubarray([...calls], { minLength: CALLS, maxLength: CALLS });
  const { seed = 1 } = fc.readConfigureGlobal();
  expect(await service.faults(fc.sample(chosen, { numRuns: 1, seed })[0] ?? [])).toEqual([]);
  expect(await service.kept()).toEqual(before);
  expect(process.memoryUsage.rss() - rss).toBeLessThan(1024 * MIB);
  expect((await fetch(`${service.stack.origin}/health/`)).status).toBe(200);
});

it('takes any JSON for a body, or says what is wrong with it', async () => {
  const posts = service.operations.filter(({ method }) => method === 'POST');
  const json = fc.oneof(fc.json({ maxDepth: 6 }), fc.string({ unit: 'binary' }));
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...posts), json, async (operation, body) => {
      expect(await service.post(operation, body)).toEqual([]);
    }),
    { numRuns: process.env.TEST_ALL ? 300 : 60 },
  );
});
