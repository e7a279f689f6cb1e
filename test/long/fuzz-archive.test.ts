import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARCHIVE_ERRORS } from '../../functions/archive/types.ts';
import { archive, ENTRIES, isRead, largeForm } from '../support/fuzz/exports.ts';
import { mutated } from '../support/fuzz/mutations.ts';
import { readArchive } from '../support/fuzz/read-archive.ts';
import { overwritten } from '../support/fuzz/zip-fields.ts';
import { STREAMS } from './streams.ts';

const GROUP = 'myactivity.youtube';
const MIB = 1024 ** 2;

describe.each([
  ['as Google makes it', archive],
  ['in the form for large ones', largeForm],
])('a damaged archive %s', (_, make) => {
  it('is read or refused, whatever is written into a field or two of it', async () => {
    const zip = await make();
    const offsets = [0, zip.length, Math.floor(zip.length / 2), zip.length - 22];
    for (const { name, bytes } of overwritten(zip, offsets)) {
      const outcome = await readArchive(bytes, GROUP).catch((error: unknown) => error);
      expect(outcome, name).not.toBeInstanceOf(Error);
    }
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (shares) => {
          const pick = (all: readonly { readonly bytes: Buffer }[]) =>
            all[Math.floor((shares.next().value ?? 0) * all.length)]?.bytes ?? zip;
          const once = pick([...overwritten(zip, offsets)]);
          await readArchive(pick([...overwritten(once, offsets)]), GROUP);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is read or refused, whatever becomes of its bytes', async () => {
    const zip = await make();
    await fc.assert(
      fc.asyncProperty(mutated(zip), async (bytes) => void (await readArchive(bytes, GROUP))),
      { numRuns: 20_000 },
    );
  });
});

it.each(ENTRIES)('a damaged entry of $dataType, read as $reader, is accounted for or refused', async (whole) => {
  await fc.assert(
    fc.asyncProperty(mutated(whole.content), fc.integer({ min: 1, max: 5000 }), async (content, piece) => {
      await isRead({ ...whole, content }, piece);
    }),
    { numRuns: 5000 },
  );
});

it.each(Object.keys(STREAMS))('a stream without measure is read in little memory: %s', async (name) => {
  const heap = ['--max-old-space-size=256', '--max-semi-space-size=8'];
  const script = path.join(import.meta.dirname, 'streams.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [...heap, script, name]);
  const { outcome, grownBytes } = JSON.parse(stdout);
  expect(['read', ...Object.keys(ARCHIVE_ERRORS)]).toContain(outcome);
  expect(grownBytes).toBeLessThan(300 * MIB);
});
