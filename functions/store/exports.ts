/** functions/store/exports.ts — renderings of rows for a download: who is at it, and where the file is. */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { lambda } from '../clients.ts';
import { HOUR_MS, MINUTE_MS } from '../core/clock.ts';
import { required } from '../env.ts';
import { deleteItem, getItem, putItem, queryItems, updateItem } from './items.ts';
import { objectPrefix } from './objects.ts';
import { keys } from './table.ts';

export const EXPORT_FORMATS = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  zip: 'application/zip',
} as const;
export type ExportFormat = keyof typeof EXPORT_FORMATS;
/** What rows are written as; a `zip` holds files of one of these. */
export const ROW_FORMATS = ['csv', 'ndjson', 'parquet'] as const;
export type RowFormat = (typeof ROW_FORMATS)[number];

/** Lambda's longest time-out: a rendering that has not ended by then never will. */
const STALE_AFTER_MS = 15 * MINUTE_MS;
/** The bucket forgets a rendering after a day; the last hours are left for downloads. */
const GOOD_FOR_MS = 20 * HOUR_MS;

/** How rows are written. */
export type Rendering = {
  readonly format: RowFormat;
  readonly start_date?: string;
  readonly end_date?: string;
  /** CSV: texts that a spreadsheet would take for formulas stay as they are. */
  readonly exact?: boolean;
};

/** What is to be rendered: a file of one data type, or a bundle. `hash` stands for all of it, and for the rows' own version. */
export type ExportOrder = {
  readonly donationId: string;
  readonly hash: string;
  /** Milliseconds since the epoch; a rendering that is repeated says the same. */
  readonly ordered_at: number;
  readonly rendering: Rendering;
  /** One, unless it is a bundle. */
  readonly dataTypes: readonly string[];
  readonly bundle?: true;
  /** Whose it is: the participant's says nothing that only the researcher knows, and leaves out what they removed. */
  readonly by: 'researcher' | 'participant';
};

type StoredExport = { readonly state: 'running' | 'done'; readonly started_at: number };

export const exportFormat = ({ rendering, bundle }: ExportOrder): ExportFormat => (bundle ? 'zip' : rendering.format);

export const exportKey = (order: ExportOrder): string =>
  `${objectPrefix('exports', order.donationId)}${order.hash}.${exportFormat(order)}`;

/** @returns `absent` when nobody has ordered it, its rendering failed, or the file is too old to count on */
export async function exportState(
  { donationId, hash }: ExportOrder,
  now: number,
): Promise<StoredExport['state'] | 'absent'> {
  const stored = await getItem<StoredExport>(keys.exported(donationId, hash));
  return stored && now - stored.started_at < GOOD_FOR_MS ? stored.state : 'absent';
}

/** Has it rendered in the background, unless somebody is at it. @param now milliseconds since the epoch */
export async function orderExport(order: ExportOrder, now: number): Promise<void> {
  const running: StoredExport = { state: 'running', started_at: now };
  const claimed = await putItem(keys.exported(order.donationId, order.hash), running, {
    expression: 'attribute_not_exists(pk) OR (#state = :running AND started_at < :stale) OR started_at < :old',
    names: { '#state': 'state' },
    values: { ':running': 'running', ':stale': now - STALE_AFTER_MS, ':old': now - GOOD_FOR_MS },
  });
  if (!claimed) return;
  await lambda().send(
    new InvokeCommand({
      FunctionName: required('EXPORT_FUNCTION_NAME'),
      InvocationType: 'Event',
      Payload: Buffer.from(JSON.stringify(order)),
    }),
  );
}

/** @returns false when the donation was erased in the meantime */
export async function finishExport({ donationId, hash }: ExportOrder): Promise<boolean> {
  const done = await updateItem(
    keys.exported(donationId, hash),
    { state: 'done' },
    { expression: 'attribute_exists(pk)' },
  );
  return done !== undefined;
}

/** Forgets a rendering: the next call orders it again. */
export async function forgetExport({ donationId, hash }: Pick<ExportOrder, 'donationId' | 'hash'>): Promise<void> {
  await deleteItem(keys.exported(donationId, hash));
}

/** Forgets all renderings of a donation: those that somebody is at find so when they are done, and leave no file. */
export async function forgetExports(donationId: string): Promise<void> {
  const { pk, sk } = keys.exported(donationId, '');
  for (const item of await queryItems<{ readonly sk: string }>(pk, sk)) {
    await forgetExport({ donationId, hash: item.sk.slice(sk.length) });
  }
}
