/**
 * functions/steps/receive-file.ts — takes over a file that was put to a signed address: reads its bytes once, in bounded
 * memory, and keeps them where the address does not reach, so that what was verified is what is kept.
 */
import { createHash } from 'node:crypto';
import { hashing } from '../archive/hashing.ts';
import { isComplete, metadataOf } from '../core/file.ts';
import { isAnnounced } from '../core/file-metadata.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { recordEvent } from '../store/events.ts';
import { advanceFile, findFile } from '../store/files.ts';
import { uploadAll } from '../store/object-upload.ts';
import { deleteObjects, objectSize, objectSource } from '../store/objects.ts';
import type { ReceiveOrder } from '../store/receiving.ts';
import { step } from './step.ts';

/** Safe to repeat. A file that was deleted meanwhile, or taken on by a later attempt, leaves nothing of this one. */
export const handler = step<ReceiveOrder, Record<string, never>>('receive-file', async (order, { clock }) => {
  const { donationId, fileId, since } = order;
  const [donation, file] = [await lookUpDonation(donationId), await findFile(donationId, fileId)];
  const isWanted = donation && !isTombstone(donation) && file?.state === 'verifying' && file.verifying_since === since;
  if (!isWanted || !file.incoming_key) return {};
  const size = await objectSize(file.incoming_key);
  if (size === undefined) {
    await advanceFile(donationId, file, { state: 'incoming', verifying_since: undefined });
    return {};
  }
  const hash = createHash('md5');
  await uploadAll(file.key, hashing(objectSource(file.incoming_key, size).stream(0, size), hash));
  const md5 = hash.digest('hex');
  const state = isAnnounced(metadataOf(file), md5) ? 'complete' : 'refused';
  const advanced = await advanceFile(donationId, file, { state, size, md5, verifying_since: undefined });
  if (!advanced || !isComplete(advanced)) await deleteObjects([file.key]);
  await deleteObjects([file.incoming_key]);
  const event = state === 'complete' ? 'file_added' : 'file_refused';
  if (advanced) await recordEvent(donationId, { event, by: 'researcher', file: fileId }, clock());
  return {};
});
