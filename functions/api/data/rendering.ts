/** functions/api/data/rendering.ts — a file that is made on request: ordered once, waited for, handed out by its address. */
import { setTimeout as wait } from 'node:timers/promises';
import { SECOND_MS } from '../../core/clock.ts';
import { AppError } from '../../core/errors.ts';
import type { Answer } from '../../http/answer.ts';
import {
  EXPORT_FORMATS,
  type ExportFormat,
  type ExportOrder,
  exportFormat,
  exportKey,
  exportState,
  orderExport,
  type Rendering,
  type RowFormat,
} from '../../store/exports.ts';
import { signDownload } from '../../store/objects.ts';

/** Well within API Gateway's limit of 30 s. */
const WAIT_MS = 20 * SECOND_MS;
const LOOK_EVERY_MS = SECOND_MS / 4;

/** What a caller says about a file. */
export type FileQuery = {
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly exact?: '0' | '1' | undefined;
};

/** @throws AppError `invalid` (field `exact`) where the form knows no formulas */
export function renderingOf(format: RowFormat, { start_date, end_date, exact }: FileQuery): Rendering {
  if (exact !== undefined && format !== 'csv') {
    const message = 'Only CSV has formulas to neutralise: leave it out, or ask for .csv (format=csv).';
    throw new AppError('invalid', { errors: { exact: [message] } });
  }
  return {
    format,
    ...(start_date && { start_date }),
    ...(end_date && { end_date }),
    ...(exact === '1' && { exact: true }),
  };
}

/**
 * 302 to the file, or 202 while its rendering takes longer than 20 s: then the same call again.
 * @param fileName what the browser saves it as
 * @throws Error when the rendering failed: the next call orders it again
 */
export async function answerWithFile(order: ExportOrder, fileName: string, now: number): Promise<Answer> {
  if (await rendered(order, now)) return redirect(exportKey(order), fileName, exportFormat(order));
  const body = { detail: 'The file is being made. Ask for it again in a few seconds.' };
  return { status: 202, headers: { 'retry-after': '5' }, body };
}

/** @returns false when it takes longer than 20 s */
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

export const redirect = async (key: string, fileName: string, format: ExportFormat): Promise<Answer> => ({
  status: 302,
  headers: { location: await signDownload(key, fileName, EXPORT_FORMATS[format]) },
});
