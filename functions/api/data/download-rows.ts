/** functions/api/data/download-rows.ts — a data type as a file: stored Parquet at once, CSV and NDJSON rendered. */
import { setTimeout as wait } from 'node:timers/promises';
import { SECOND_MS } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import { hashToken } from '../../core/token.ts';
import type { Answer } from '../../http/answer.ts';
import { type DonationEvent, recordEvent } from '../../store/events.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportOrder,
  exportKey,
  exportState,
  orderExport,
} from '../../store/exports.ts';
import { signDownload } from '../../store/objects.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, readable } from './readable.ts';

/** Well within API Gateway's limit of 30 s. */
const WAIT_MS = 20 * SECOND_MS;
const LOOK_EVERY_MS = SECOND_MS / 4;

export type Dates = { readonly start_date?: string | undefined; readonly end_date?: string | undefined };

/**
 * `{data_type}.parquet`, `.csv` or `.ndjson`: 302 to an address that works for five minutes, or 202 while a rendering
 * takes longer than 20 s: then the same call again.
 * @throws AppError `not_found` for another file name; see `readable`
 */
export async function downloadRows(
  whole: WholeDonation,
  file: string,
  dates: Dates,
  by: DonationEvent['by'],
  now: number,
): Promise<Answer> {
  const [, dataType = '', format = ''] = /^([a-z0-9_]+)\.([a-z]+)$/.exec(file) ?? [];
  if (!Object.hasOwn(EXPORT_FORMATS, format)) {
    throw new AppError('not_found', { detail: 'Files end with .parquet, .csv or .ndjson.' });
  }
  const interval = intervalOf(dates);
  const { object, definition } = readable(whole, dataType);
  const form = format as ExportFormat;
  await recordEvent(whole.donation.id, { event: 'downloaded', by, data_type: dataType, form }, now);
  if (form === 'parquet' && object && !interval) return redirect(object.key, file, form);
  const { start_date, end_date } = dates;
  const version = [object?.sha256 ?? 'empty', definition.schema.version, dataType, form, start_date, end_date];
  const order: ExportOrder = {
    ...{ donationId: whole.donation.id, dataType, format: form, hash: hashToken(JSON.stringify(version)) },
    ...(start_date && { start_date }),
    ...(end_date && { end_date }),
  };
  if (await rendered(order, now)) return redirect(exportKey(order), file, form);
  const body = { detail: 'The file is being made. Ask for it again in a few seconds.' };
  return { status: 202, headers: { 'retry-after': '5' }, body };
}

/**
 * Orders the file unless it is there, and waits for it.
 * @returns false when it takes longer than 20 s
 * @throws Error when the rendering failed: the next call orders it again
 */
async function rendered(order: ExportOrder, now: number): Promise<boolean> {
  if ((await exportState(order, now)) === 'done') return true;
  await orderExport(order, now);
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
    const state = await exportState(order, now);
    if (state === 'done') return true;
    if (state === 'absent') throw new Error('The rendering failed');
    await wait(LOOK_EVERY_MS);
  }
  return false;
}

const redirect = async (key: string, file: string, format: ExportFormat): Promise<Answer> => ({
  status: 302,
  headers: { location: await signDownload(key, file, EXPORT_FORMATS[format]) },
});
