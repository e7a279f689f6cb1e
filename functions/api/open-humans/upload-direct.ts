/** functions/api/open-humans/upload-direct.ts — POST files/upload/direct/: a number and an address for a file of any size. */
import { randomUUID } from 'node:crypto';
import { toTimestamp } from '../../core/clock.ts';
import { chosenName } from '../../core/file-name.ts';
import { header } from '../../http/event.ts';
import { findFile, saveFile } from '../../store/files.ts';
import { nextFileNumber } from '../../store/numbers.ts';
import { objectPrefix } from '../../store/objects.ts';
import { signUpload } from '../../store/upload-urls.ts';
import { INCOMING_MS, noteUpload } from '../../store/uploads.ts';
import { idempotently } from '../idempotently.ts';
import { checkDataTypes, requiredText } from './form.ts';
import { type Faults, refuseFaults } from './refusal.ts';
import { memberField, memberOf, taking } from './route.ts';
import { metadataField } from './upload.ts';

/**
 * 201 with a number and an address that takes one PUT for an hour. Nobody sees the file before it is complete; the note
 * comes first, so that whatever is put there goes in the end.
 */
export const postDirect = taking(async ({ caller, form, event, now }) => {
  const faults: Faults = {};
  const memberId = memberField(caller, form, faults);
  const { text: metadata } = metadataField(form, faults);
  const basename = chosenName(requiredText(form, 'filename', faults));
  if (!basename && !faults.filename) faults.filename = ['The name ends with a folder, not with a file.'];
  checkDataTypes(form, faults);
  refuseFaults(faults);
  const { id: donationId } = await memberOf(caller, memberId);
  const made = { basename: basename as string, metadata };
  const scope = `${donationId} direct`;
  const answer = await idempotently(scope, header(event, 'idempotency-key'), made, now, async () => {
    const id = await nextFileNumber();
    const incoming_key = `${objectPrefix('incoming', donationId)}${randomUUID()}`;
    const key = `${objectPrefix('files', donationId)}${randomUUID()}`;
    const until = toTimestamp(now + INCOMING_MS);
    await noteUpload({ donation_id: donationId, file_id: id, key: incoming_key, until });
    await saveFile(donationId, { id, ...made, state: 'incoming', key, incoming_key, created_at: toTimestamp(now) });
    return { id };
  });
  if (answer.status !== 201) return answer;
  // Signed anew each time: the address of a repeated call is good for an hour too.
  const { id } = answer.body as { readonly id: number };
  const file = await findFile(donationId, id);
  const url = file?.incoming_key ? await signUpload(file.incoming_key) : null;
  return { status: 201, body: { id, url } };
});
