/** test/integration/researcher-support.ts — donations in any state, without walking them there. */
import { createTableWriter } from '../../functions/archive/parquet-writer.ts';
import type { Row } from '../../functions/archive/types.ts';
import { NO_ROWS } from '../../functions/core/accounting.ts';
import { toTimestamp } from '../../functions/core/clock.ts';
import type { DataTypeRecord, DataTypeState, Donation } from '../../functions/core/donation.ts';
import { PROVIDERS } from '../../functions/providers/index.ts';
import { saveDataObject } from '../../functions/store/data-objects.ts';
import { updateDataType } from '../../functions/store/data-types.ts';
import { updateDonation } from '../../functions/store/donations.ts';
import { updateItem } from '../../functions/store/items.ts';
import { openUpload } from '../../functions/store/object-upload.ts';
import { objectPrefix } from '../../functions/store/objects.ts';
import { keys } from '../../functions/store/table.ts';

const STATES = ['requested', 'running', 'ready', 'empty', 'failed', 'expired', 'not_granted'] as const;

/** Puts a data type into a state, whatever it was in. */
export async function setType(id: string, name: string, state: DataTypeState, more: Partial<DataTypeRecord> = {}) {
  await updateDataType(id, name, STATES, { state, ...more });
}

/** A row of the search history with nothing but a time and a title. */
export function searchRow(time: number | null, title: string, more: Partial<Row> = {}): Row {
  const columns = PROVIDERS.google_portability.dataTypes.search?.schema.columns ?? [];
  return { ...Object.fromEntries(columns.map(({ name }) => [name, null])), time, title, ...more } as Row;
}

/** Stores rows, newest first and undated last, as the service does: one Parquet file, and the data type is ready. */
export async function storeRows(id: string, name: string, rows: readonly Row[]): Promise<void> {
  const schema = PROVIDERS.google_portability.dataTypes[name]?.schema;
  if (!schema) throw new Error(`No data type ${name}`);
  const key = `${objectPrefix('data', id)}${name}.parquet`;
  const writer = createTableWriter(schema, openUpload(key));
  for (const row of rows) await writer.write(row);
  const { bytes, sha256, footerBytes, minTime, maxTime } = await writer.finish();
  const facts = { data_type: name, key, rows: rows.length, bytes, sha256, footer_bytes: footerBytes };
  const [first, last] = [minTime, maxTime].map((time) => (time === null ? undefined : toTimestamp(time)));
  const times = { ...(first && { min_time: first }), ...(last && { max_time: last }) };
  await saveDataObject(id, { ...facts, schema_version: schema.version, ...times });
  await setType(id, name, 'ready', { counts: { ...NO_ROWS, seen: rows.length, kept: rows.length } });
}

/** Marks a donation processed. */
export const setProcessed = (id: string): Promise<Donation | undefined> =>
  updateDonation(id, {}, { status: 'processed', step: 'done', processed_at: '2026-01-02T03:04:05.000Z' });

export const setDonation = (id: string, changes: Partial<Donation>): Promise<Donation | undefined> =>
  updateDonation(id, {}, changes);

/** Puts a rendering that was ordered into a state. */
export const setExport = (id: string, hash: string, state: 'running' | 'done'): Promise<unknown> =>
  updateItem(keys.exported(id, hash), { state }, { expression: 'attribute_exists(pk)' });
