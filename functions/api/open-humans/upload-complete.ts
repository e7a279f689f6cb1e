/** functions/api/open-humans/upload-complete.ts — POST files/upload/complete/: the bytes have been put there. */
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { MINUTE_MS, SECOND_MS } from '../../core/clock.ts';
import type { FileRecord } from '../../core/file.ts';
import { advanceFile, findFile } from '../../store/files.ts';
import { objectPrefix, objectSize } from '../../store/objects.ts';
import { orderReceiving } from '../../store/receiving.ts';
import { wholeNumber } from './form.ts';
import { type Faults, Refusal, refuseFaults } from './refusal.ts';
import { memberField, memberOf, taking } from './route.ts';

/** Well within API Gateway's limit of 30 s. */
const WAIT_MS = 20 * SECOND_MS;
const LOOK_EVERY_MS = SECOND_MS / 10;
/** Lambda's longest time-out: a verification that has not ended by then never will. */
const STALE_AFTER_MS = 15 * MINUTE_MS;

const refused = (detail: string): Refusal => new Refusal(400, { detail });

/** Has the bytes verified, unless somebody is at it. @throws Refusal 400 when they are not there */
async function begin(donationId: string, file: FileRecord, now: number): Promise<void> {
  const isRunning = file.state === 'verifying' && now - (file.verifying_since ?? 0) < STALE_AFTER_MS;
  if (isRunning || !file.incoming_key) return;
  const size = await objectSize(file.incoming_key);
  if (size === undefined) throw refused('file not present');
  // Each attempt writes to a place of its own: one that was given up may still be writing.
  const key = `${objectPrefix('files', donationId)}${randomUUID()}`;
  const claimed = await advanceFile(donationId, file, { state: 'verifying', verifying_since: now, key, size });
  if (claimed) await orderReceiving({ donationId, fileId: file.id, since: now });
}

/** The file once it has been verified, or as it is after 20 s. @throws Refusal 400 when it was deleted meanwhile */
async function verified(donationId: string, id: number): Promise<FileRecord> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const file = await findFile(donationId, id);
    if (!file) throw refused('file does not exist');
    if (file.state !== 'verifying' || waited >= WAIT_MS) return file;
    await wait(LOOK_EVERY_MS);
  }
}

/**
 * 200 with the size, the same again for a file that is complete. While its bytes are still being read after 20 s:
 * `"verification": "pending"`, and the same call tells later how it ended.
 */
export const postComplete = taking(async ({ caller, form, now }) => {
  const faults: Faults = {};
  const memberId = memberField(caller, form, faults);
  const id = wholeNumber(form, 'file_id', faults);
  refuseFaults(faults);
  const { id: donationId } = await memberOf(caller, memberId);
  const found = id === undefined || !Number.isSafeInteger(id) || id < 1 ? undefined : await findFile(donationId, id);
  if (!found) throw refused('file does not exist');
  if (found.state === 'incoming' || found.state === 'verifying') await begin(donationId, found, now);
  const file = await verified(donationId, found.id);
  if (file.state === 'incoming') throw refused('file not present');
  if (file.state === 'refused') throw refused(`The md5 of the file is ${file.md5}, not the one named: it was deleted`);
  const isPending = file.state === 'verifying';
  return { status: 200, body: { status: 'ok', size: file.size, ...(isPending && { verification: 'pending' }) } };
});
