/** functions/steps/erase/objects.ts — deletes every object of the donation, and uploads that are still open. */
import { PREFIX } from '../../constants.ts';
import { abortUploads, deletePrefix, objectPrefix } from '../../store/objects.ts';
import { step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';

/** @returns how many objects and open uploads there were */
export async function eraseObjects(donationId: string): Promise<number> {
  let found = 0;
  for (const area of Object.keys(PREFIX) as (keyof typeof PREFIX)[]) {
    const prefix = objectPrefix(area, donationId);
    found += await abortUploads(prefix);
    found += await deletePrefix(prefix);
  }
  return found;
}

/** Safe to repeat: all deletes. */
export const handler = step<EraseInput, Record<string, never>>('erase-objects', async (input) => {
  await tombstone(input);
  await eraseObjects(input.donationId);
  return {};
});
