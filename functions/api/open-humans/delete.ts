/** functions/api/open-humans/delete.ts — POST files/delete/: one file, those of a name, or all of a member. */
import type { CompleteFile } from '../../core/file.ts';
import { recordEvent } from '../../store/events.ts';
import { deleteFiles, findCompleteFile, listFiles } from '../../store/files.ts';
import { type Form, textOf, wholeNumber } from './form.ts';
import { type Faults, Refusal, refuseFaults } from './refusal.ts';
import { memberField, memberOf, taking } from './route.ts';

/** true, false and 1, 0 in any case. The original takes every other text for true, `no` too: better refused than deleted. */
function flag(form: Form, name: string, faults: Faults): boolean {
  const text = textOf(form, name).toLowerCase();
  if (text === 'true' || text === '1') return true;
  if (text !== '' && text !== 'false' && text !== '0') faults[name] = ['Enter true or false.'];
  return false;
}

type Wanted = { readonly id: number | undefined; readonly basename: string; readonly all: boolean };

const MEANT = 'one of file_id, file_basename, or all_files is required';

/** @throws Refusal 400 unless exactly one thing is wanted */
function refuseUnclear({ id, basename, all }: Wanted): void {
  const given = [id !== undefined, basename !== '', all].filter(Boolean).length;
  if (given === 0) throw new Refusal(400, { missing_field: MEANT });
  if (given > 1) throw new Refusal(400, { too_many: MEANT });
}

async function findWanted(donationId: string, { id, basename, all }: Wanted): Promise<readonly CompleteFile[]> {
  if (id !== undefined) {
    const file = Number.isSafeInteger(id) && id > 0 ? await findCompleteFile(donationId, id) : undefined;
    return file ? [file] : [];
  }
  const files = await listFiles(donationId);
  return all ? files : files.filter((file) => file.basename === basename);
}

/** 200 with the numbers of what was deleted, bytes and all; none where nothing fits. */
export const postDelete = taking(async ({ caller, form, now }) => {
  const faults: Faults = {};
  const memberId = memberField(caller, form, faults);
  // Zero is no number of a file: it counts as absent, as it does in the original.
  const id = wholeNumber(form, 'file_id', faults) || undefined;
  const wanted: Wanted = { id, basename: textOf(form, 'file_basename'), all: flag(form, 'all_files', faults) };
  refuseFaults(faults);
  const { id: donationId } = await memberOf(caller, memberId);
  refuseUnclear(wanted);
  const files = await findWanted(donationId, wanted);
  await deleteFiles(donationId, files);
  const [only] = files;
  const which = only && files.length === 1 ? { file: only.id } : {};
  if (only) await recordEvent(donationId, { event: 'file_deleted', by: 'researcher', ...which }, now);
  return { status: 200, body: { ids: files.map((file) => file.id) } };
});
