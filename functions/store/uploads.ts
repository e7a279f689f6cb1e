/** functions/store/uploads.ts — bytes that are awaited under a signed address: one partition, in the order of their end. */
import { HOUR_MS, toTimestamp } from '../core/clock.ts';
import { deleteItem, putItem, queryItems } from './items.ts';
import { keys } from './table.ts';

/** Long after the last address that could still be written to. */
export const INCOMING_MS = 6 * HOUR_MS;

/** `key`: where the bytes are awaited. */
export type AwaitedUpload = {
  readonly donation_id: string;
  readonly file_id: number;
  readonly key: string;
  readonly until: string;
};

/** Notes that whatever comes there is to be gone in the end. */
export async function noteUpload(upload: AwaitedUpload): Promise<void> {
  await putItem(keys.upload(upload.until, upload.file_id), upload);
}

/** Those whose time is over, the oldest first. @param now milliseconds since the epoch */
export const listOverdueUploads = (now: number): Promise<readonly AwaitedUpload[]> =>
  queryItems<AwaitedUpload>(keys.upload('', 0).pk, { from: '0', to: `${toTimestamp(now)}#~` });

export async function forgetUpload({ until, file_id }: AwaitedUpload): Promise<void> {
  await deleteItem(keys.upload(until, file_id));
}
