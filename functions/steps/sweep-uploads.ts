/** functions/steps/sweep-uploads.ts — deletes what never became a file, and what was put to an address after its file had. */
import { describeError, logger } from '../log.ts';
import { dropIncomplete } from '../store/files.ts';
import { deleteObjects } from '../store/objects.ts';
import { type AwaitedUpload, forgetUpload, listOverdueUploads } from '../store/uploads.ts';

/** What hinders one upload hinders no other. Safe to repeat: the note of it goes last. */
export async function sweepUploads(now: number): Promise<void> {
  for (const upload of await listOverdueUploads(now)) {
    try {
      await sweepUpload(upload);
    } catch (error) {
      logger.warn('upload not swept', { donation_id: upload.donation_id, ...describeError(error) });
    }
  }
}

async function sweepUpload(upload: AwaitedUpload): Promise<void> {
  await dropIncomplete(upload.donation_id, upload.file_id);
  await deleteObjects([upload.key]);
  await forgetUpload(upload);
}
