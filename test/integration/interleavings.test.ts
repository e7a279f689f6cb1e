import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { activityJson, buildArchive } from '../support/archives.ts';
import { interleave, scheduleArbitrary } from '../support/interleave.ts';
import { openParts, type Parts } from '../support/steps.ts';
import { watched } from '../support/study.ts';

const RUNS = process.env.TEST_ALL ? 1500 : 25;
const ROWS = Array.from({ length: 40 }, (_, n) => Date.UTC(2024, 0, 30 - n));

let parts: Parts;
let folder: string;
let archive: string;
beforeAll(async () => {
  parts = await openParts();
  folder = await mkdtemp(path.join(tmpdir(), 'datagift-interleavings-'));
  archive = path.join(folder, 'youtube.zip');
  const records = ROWS.map((time, n) => watched(n, new Date(time).toISOString()));
  const entry = { name: 'Portability/My Activity/YouTube/MyActivity.json', content: activityJson(records) };
  await writeFile(archive, await buildArchive([entry]));
});
afterAll(async () => {
  await parts.close();
  await rm(folder, { recursive: true });
});

it(
  'steps, faults and withdrawals in any order leave a donation whole, failed with a reason, or erased',
  async () => {
    const property = fc.asyncProperty(scheduleArbitrary, (schedule) => interleave(parts, archive, ROWS, schedule));
    await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
    expect.hasAssertions();
  },
  RUNS * 4000,
);
