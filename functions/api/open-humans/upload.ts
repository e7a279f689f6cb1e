/** functions/api/open-humans/upload.ts — POST files/upload/: a small file, in one request. */
import { createHash, randomUUID } from 'node:crypto';
import { toTimestamp } from '../../core/clock.ts';
import type { FileRecord } from '../../core/file.ts';
import { isAnnounced, readMetadata } from '../../core/file-metadata.ts';
import { uploadedName } from '../../core/file-name.ts';
import { header } from '../../http/event.ts';
import { recordEvent } from '../../store/events.ts';
import { saveFile } from '../../store/files.ts';
import { nextFileNumber } from '../../store/numbers.ts';
import { deleteObjects, objectPrefix, putBytes } from '../../store/objects.ts';
import { idempotently } from '../idempotently.ts';
import { checkDataTypes, type Form, requiredText } from './form.ts';
import { type Faults, refuseFaults } from './refusal.ts';
import { memberField, memberOf, taking } from './route.ts';

/** The metadata of a request; what is wrong with it is noted. */
export function metadataField(form: Form, faults: Faults) {
  const text = requiredText(form, 'metadata', faults);
  if (faults.metadata) return { text, announced: {} };
  const outcome = readMetadata(text);
  if ('fault' in outcome) faults.metadata = [outcome.fault];
  return { text, announced: 'metadata' in outcome ? outcome.metadata : {} };
}

/** The file of a request; what is wrong with it is noted. */
function fileField({ files }: Form, faults: Faults) {
  const sent = files.get('data_file');
  const basename = sent && uploadedName(sent.name);
  if (!sent) faults.data_file = ['This field is required.'];
  else if (!sent.bytes.length) faults.data_file = ['The submitted file is empty.'];
  else if (!basename) faults.data_file = ['The name of the file holds no letter or digit.'];
  return { basename: basename ?? '', bytes: sent?.bytes ?? Buffer.alloc(0) };
}

/** 201 with the file's number: it can be seen at once. The same name again is another file. */
export const postUpload = taking(async ({ caller, form, event, now }) => {
  const faults: Faults = {};
  const memberId = memberField(caller, form, faults);
  const { text: metadata, announced } = metadataField(form, faults);
  const { basename, bytes } = fileField(form, faults);
  checkDataTypes(form, faults);
  refuseFaults(faults);
  const { id: donationId } = await memberOf(caller, memberId);
  const md5 = createHash('md5').update(bytes).digest('hex');
  if (!isAnnounced(announced, md5)) refuseFaults({ metadata: [`The md5 of the file is ${md5}, not the one named`] });
  const made = { basename, metadata, md5, size: bytes.length };
  return idempotently(donationId, header(event, 'idempotency-key'), made, now, async () => {
    const key = `${objectPrefix('files', donationId)}${randomUUID()}`;
    const id = await nextFileNumber();
    const file: FileRecord = { id, ...made, state: 'complete', key, created_at: toTimestamp(now) };
    try {
      await putBytes(key, bytes);
      await saveFile(donationId, file);
    } catch (error) {
      await deleteObjects([key]);
      throw error;
    }
    await recordEvent(donationId, { event: 'file_added', by: 'researcher', file: id }, now);
    return { id };
  });
});
