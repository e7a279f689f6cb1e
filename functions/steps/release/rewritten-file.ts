/** functions/steps/release/rewritten-file.ts — a stored file without some of its rows: written, read back, and put in place. */
import { createHash } from 'node:crypto';
import { hashing } from '../../archive/hashing.ts';
import { createTableWriter } from '../../archive/parquet-writer.ts';
import { openTable, type Table } from '../../archive/table.ts';
import type { Row, TableSchema } from '../../archive/types.ts';
import { withoutRows } from '../../archive/without-rows.ts';
import { toTimestamp } from '../../core/clock.ts';
import type { DataObject, FileFacts } from '../../core/donation.ts';
import { removedRows } from '../../removed-rows.ts';
import { openUpload, uploadAll } from '../../store/object-upload.ts';
import { objectSize, objectSource } from '../../store/objects.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';

type Rows = AsyncIterable<readonly Row[]>;

/**
 * Writes the rows that are left to a key of their own, and reads them back.
 * @returns what is known of the new file; undefined where no row is left: then nothing is written
 * @throws Error when what was read is not what was to be written
 */
export async function writeWithout(
  whole: WholeDonation,
  object: DataObject,
  schema: TableSchema,
  key: string,
): Promise<FileFacts | undefined> {
  const table = await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes });
  const removed = await removedRows(whole, object.data_type, table, schema);
  if (removed.count() === table.length) return undefined;
  const left = (): Rows => withoutRows(table.rows(), 0, removed);
  const facts = await writeRows(left(), schema, key);
  const written = await openTable(objectSource(key, facts.bytes), { footerBytes: facts.footer_bytes });
  await compare(written, left(), table.length - removed.count(), schema);
  return facts;
}

async function writeRows(groups: Rows, schema: TableSchema, key: string): Promise<FileFacts> {
  const sink = openUpload(key);
  try {
    const writer = createTableWriter(schema, sink);
    for await (const rows of groups) {
      for (const row of rows) await writer.write(row);
    }
    const { rows, bytes, sha256, footerBytes, minTime, maxTime } = await writer.finish();
    return {
      ...{ rows, bytes, sha256, footer_bytes: footerBytes },
      ...(minTime !== null && { min_time: toTimestamp(minTime) }),
      ...(maxTime !== null && { max_time: toTimestamp(maxTime) }),
    };
  } catch (error) {
    await sink.abort();
    throw error;
  }
}

/** Row by row, in their order, and no others. */
async function compare(written: Table, wanted: Rows, count: number, schema: TableSchema): Promise<void> {
  const [is, should] = [await digest(written.rows(), schema), await digest(wanted, schema)];
  if (written.length !== count || is !== should) throw new Error('What was released is not what was left');
}

/** A column that came to the schema since the file was written is empty in it. */
async function digest(groups: Rows, { columns }: TableSchema): Promise<string> {
  const hash = createHash('sha256');
  for await (const rows of groups) {
    for (const row of rows) hash.update(JSON.stringify(columns.map(({ name }) => row[name] ?? null)));
  }
  return hash.digest('hex');
}

/** @returns SHA-256 of an object's bytes, hex; empty where it is not so long */
export async function hashOf(key: string, bytes: number): Promise<string> {
  if ((await objectSize(key)) !== bytes) return '';
  const hash = createHash('sha256');
  for await (const chunk of objectSource(key, bytes).stream(0, bytes)) hash.update(chunk);
  return hash.digest('hex');
}

/** Puts a file in the place of another, if it is what was written, and reads back that it is there whole. */
export async function copyChecked(from: string, to: string, { bytes, sha256 }: FileFacts): Promise<void> {
  await uploadAll(to, checked(objectSource(from, bytes).stream(0, bytes), sha256));
  if ((await hashOf(to, bytes)) !== sha256) throw new Error('What was put in place is not what was written');
}

/** Ends with an error where the bytes are others: then nothing of them is put in place. */
async function* checked(chunks: AsyncIterable<Uint8Array>, sha256: string): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  yield* hashing(chunks, hash);
  if (hash.digest('hex') !== sha256) throw new Error('What is to be put in place is not what was written');
}
