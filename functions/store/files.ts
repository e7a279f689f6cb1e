/** functions/store/files.ts — the files beside a donation: what is known of each, and their bytes. */
import { type CompleteFile, type FileRecord, isComplete } from '../core/file.ts';
import { deleteItem, getItem, IS_NEW, putItem, queryItems, updateItem, withoutKeys } from './items.ts';
import { deleteObjects } from './objects.ts';
import { keys } from './table.ts';

/** How many items are deleted side by side. */
const AT_ONCE = 50;

/** @returns false when the number is taken */
export const saveFile = (donationId: string, file: FileRecord): Promise<boolean> =>
  putItem(keys.file(donationId, file.id), file, IS_NEW);

export async function findFile(donationId: string, id: number): Promise<FileRecord | undefined> {
  const item = await getItem<FileRecord>(keys.file(donationId, id));
  return item && withoutKeys(item);
}

/** Those that can be seen, in the order of their numbers. */
export async function listFiles(donationId: string): Promise<readonly CompleteFile[]> {
  const items = await queryItems<FileRecord>(keys.donation(donationId).pk, 'FILE#');
  return items.map((item) => withoutKeys(item)).filter(isComplete);
}

/** @returns the file, if it can be seen */
export async function findCompleteFile(donationId: string, id: number): Promise<CompleteFile | undefined> {
  const file = await findFile(donationId, id);
  return file && isComplete(file) ? file : undefined;
}

/**
 * Takes a file from one state to the next.
 * @returns the file as it is now; undefined when it was in another state, or was deleted meanwhile
 */
export async function advanceFile(
  donationId: string,
  { id, state, verifying_since }: FileRecord,
  changes: Partial<FileRecord>,
): Promise<FileRecord | undefined> {
  const item = await updateItem<FileRecord>(keys.file(donationId, id), changes, {
    expression: `attribute_exists(pk) AND #state = :state${verifying_since === undefined ? '' : ' AND #since = :since'}`,
    names: { '#state': 'state', ...(verifying_since !== undefined && { '#since': 'verifying_since' }) },
    values: { ':state': state, ...(verifying_since !== undefined && { ':since': verifying_since }) },
  });
  return item && withoutKeys(item);
}

/** Deletes files for good: their bytes first, so that what was interrupted can be repeated. */
export async function deleteFiles(donationId: string, files: readonly Pick<FileRecord, 'id' | 'key'>[]): Promise<void> {
  await deleteObjects(files.map(({ key }) => key));
  for (let at = 0; at < files.length; at += AT_ONCE) {
    await Promise.all(files.slice(at, at + AT_ONCE).map(({ id }) => deleteItem(keys.file(donationId, id))));
  }
}

/** Forgets a file that never became complete. */
export async function dropIncomplete(donationId: string, id: number): Promise<void> {
  await deleteItem(keys.file(donationId, id), {
    expression: '#state <> :complete',
    names: { '#state': 'state' },
    values: { ':complete': 'complete' },
  });
}
