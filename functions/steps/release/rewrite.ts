/** functions/steps/release/rewrite.ts — a data type as it is released: its stored file without the rows that were removed. */
import { toTimestamp } from '../../core/clock.ts';
import type { DataObject, DataTypeRecord, FileFacts } from '../../core/donation.ts';
import { PROVIDERS } from '../../providers/index.ts';
import { removalsOf } from '../../removed-rows.ts';
import { forgetDataObject, replaceDataObject } from '../../store/data-objects.ts';
import { updateDataType } from '../../store/data-types.ts';
import { deleteObjects } from '../../store/objects.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { stepKeys } from '../keys.ts';
import { type StepInput, step, written } from '../step.ts';
import { releasing, unreleased } from './releasing.ts';
import { copyChecked, hashOf, writeWithout } from './rewritten-file.ts';

export type RewriteInput = StepInput & { readonly dataType: string };

/**
 * Writes the file anew, reads it back and compares, puts it in the place of the old one, and marks the data type.
 * Nothing is rewritten where nothing was removed.
 * Safe to repeat: what is about to be put in place is told before, so that the file that is there is known for the old
 * one or the new one by its checksum. Rows are never taken out of a file twice.
 * @throws StepError `Superseded`
 */
export const handler = step<RewriteInput, Record<string, never>>('release-rewrite', async (input, { clock }) => {
  const whole = await releasing(input);
  const type = unreleased(whole).find(({ data_type }) => data_type === input.dataType);
  if (!type) return {};
  const object = whole.objects.find(({ data_type }) => data_type === input.dataType);
  const left = await released(input, whole, object);
  const at = toTimestamp(clock());
  const { min_time, max_time } = left ?? {};
  const kept = left?.rows ?? 0;
  const changes: Partial<DataTypeRecord> = {
    ...{ counts: { ...type.counts, kept }, removed: type.counts.kept - kept, released_at: at },
    ...(left ? { min_time, max_time } : { state: 'empty', min_time: undefined, max_time: undefined }),
  };
  await releasing(input);
  written(await updateDataType(input.donationId, input.dataType, ['ready'], changes));
  return {};
});

/** @returns the file as it stands released; undefined where no row is left, and no file */
async function released(
  input: RewriteInput,
  whole: WholeDonation,
  object: DataObject | undefined,
): Promise<FileFacts | undefined> {
  if (!object) return nothingLeft(input);
  if (object.released || !removalsOf(whole, input.dataType).length) return object;
  const { next, released: _, ...stored } = object;
  if (next && (await hashOf(object.key, next.bytes)) === next.sha256) return inPlace(input, stored, next);
  return rewrite(input, whole, stored);
}

async function rewrite(input: RewriteInput, whole: WholeDonation, object: DataObject): Promise<FileFacts | undefined> {
  const definition = PROVIDERS[whole.donation.source_type].dataTypes[input.dataType];
  if (!definition) throw new Error(`No data type ${input.dataType}`);
  const draft = stepKeys.released(input.donationId, input.dataType);
  const next = await writeWithout(whole, object, definition.schema, draft);
  await releasing(input);
  if (!next) return nothingLeft(input);
  await replace(input, object, { ...object, next });
  await copyChecked(draft, object.key, next);
  return inPlace(input, object, next);
}

/** The new file is where the old one was. */
async function inPlace(input: RewriteInput, object: DataObject, next: FileFacts): Promise<FileFacts> {
  await releasing(input);
  const { min_time: _, max_time: __, ...rest } = object;
  await replace(input, object, { ...rest, ...next, released: true });
  return next;
}

/** @throws Error where another run of the same release was quicker: the next one finds what is left to do */
async function replace({ donationId }: RewriteInput, before: DataObject, after: DataObject): Promise<void> {
  if (!(await replaceDataObject(donationId, before, after))) throw new Error('Another run was quicker');
}

/** The item first: a file that nobody knows of is deleted in any case. */
async function nothingLeft({ donationId, dataType }: RewriteInput): Promise<undefined> {
  await forgetDataObject(donationId, dataType);
  await deleteObjects([stepKeys.data(donationId, dataType)]);
}
