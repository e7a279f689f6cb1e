/** functions/api/data/download-rows.ts — a data type as a file: stored Parquet at once, CSV and NDJSON rendered. */
import { AppError } from '../../core/errors.ts';
import { hashToken } from '../../core/token.ts';
import type { Answer } from '../../http/answer.ts';
import { recordAccess } from '../../store/accesses.ts';
import { recordEvent } from '../../store/events.ts';
import { ROW_FORMATS } from '../../store/exports.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, readable } from './readable.ts';
import { type Reader, reviewVersion } from './reader.ts';
import { answerWithFile, type FileQuery, redirect, renderingOf } from './rendering.ts';

/**
 * `{data_type}.parquet`, `.csv` or `.ndjson`: 302 to an address that works for five minutes, or 202 while a rendering
 * takes longer than 20 s: then the same call again.
 * @throws AppError `not_found` for another file name; `invalid`; see `readable`
 */
export async function downloadRows(
  whole: WholeDonation,
  file: string,
  query: FileQuery,
  reader: Reader,
  now: number,
): Promise<Answer> {
  const [, dataType = '', ending = ''] = /^([a-z0-9_]+)\.([a-z]+)$/.exec(file) ?? [];
  const form = ROW_FORMATS.find((format) => format === ending);
  if (!form) throw new AppError('not_found', { detail: 'Files end with .parquet, .csv or .ndjson.' });
  const rendering = renderingOf(form, query);
  const interval = intervalOf(query);
  const { object, definition, type } = readable(whole, dataType, reader);
  const { by } = reader;
  await recordEvent(whole.donation.id, { event: 'downloaded', by, data_type: dataType, form }, now);
  if (by === 'researcher') await recordAccess(whole.donation.id, { data_type: dataType, form }, now);
  const review = reviewVersion(whole, type);
  if (form === 'parquet' && object && !interval && review === undefined) return redirect(object.key, file, form);
  const version = [
    object?.sha256 ?? 'empty',
    definition.schema.version,
    dataType,
    rendering,
    ...(review === undefined ? [] : [{ review }]),
  ];
  const hash = hashToken(JSON.stringify(version));
  const order = { donationId: whole.donation.id, hash, ordered_at: now, rendering, dataTypes: [dataType], by };
  return answerWithFile(order, file, now);
}
