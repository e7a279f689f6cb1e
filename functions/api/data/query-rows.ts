/** functions/api/data/query-rows.ts — rows by page and date: the same for researcher and participant. */
import { toApiRow } from '../../archive/render.ts';
import { MAX_RESPONSE_BYTES } from '../../constants.ts';
import type { DataObject } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import { recordAccess } from '../../store/accesses.ts';
import { recordEvent } from '../../store/events.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { pageOf, type RowsPage, type Wanted } from './page.ts';
import { intervalOf, type Readable, readable, readableTypes } from './readable.ts';
import { hiddenRows, type Reader } from './reader.ts';
import { openStored } from './stored-table.ts';

/** What the answer holds besides the rows. */
const ENVELOPE_BYTES = 10_000;

export type RowsQuery = {
  readonly data_type?: string | undefined;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly limit: number;
  readonly offset: number;
  readonly q?: string | undefined;
};

export type Asked = {
  /** Path of this call, for the address of the next page. */
  readonly path: string;
  readonly reader: Reader;
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * Without a data type, the names of those that can be read.
 * @throws AppError see `readable`
 */
export async function queryRows(whole: WholeDonation, query: RowsQuery, { path, reader, now }: Asked): Promise<Answer> {
  if (query.data_type === undefined) return { status: 200, body: { data_types: readableTypes(whole, reader) } };
  const interval = intervalOf(query);
  const found = readable(whole, query.data_type, reader);
  const { definition, object } = found;
  const { offset } = query;
  const { by } = reader;
  // One entry in the audit trail a query, not one a page.
  if (offset === 0) await recordEvent(whole.donation.id, { event: 'queried', by, data_type: query.data_type }, now);
  if (by === 'researcher') {
    await recordAccess(whole.donation.id, { data_type: query.data_type, form: 'rows' }, now);
  }
  const maxBytes = MAX_RESPONSE_BYTES - ENVELOPE_BYTES;
  const page = object ? await pageIn(whole, found, object, { ...query, interval, maxBytes }) : NONE;
  const data = cut(
    page.rows.map((row) => toApiRow(row, definition.schema)),
    maxBytes,
    offset,
  );
  const reached = offset + data.length;
  const next = data.length && reached < page.count ? nextAddress(path, query, reached) : null;
  const undated = interval ? { undated_excluded: page.undatedExcluded } : {};
  const row_numbers = page.numbers && { row_numbers: page.numbers.slice(0, data.length) };
  const body = { count: page.count, data, offset, returned: data.length, next, ...undated, ...row_numbers };
  return { status: 200, body };
}

const NONE: RowsPage = { rows: [], count: 0, undatedExcluded: 0 };

async function pageIn(
  whole: WholeDonation,
  found: Readable,
  object: DataObject,
  wanted: Omit<Wanted, 'hidden'>,
): Promise<RowsPage> {
  const table = await openStored(object);
  const hidden = await hiddenRows(whole, found, table);
  return pageOf(table, object, found.definition.schema, { ...wanted, hidden });
}

/**
 * As many rows as fit; what is cut off is the next page's.
 * @throws AppError `too_large` when not even the first one does
 */
function cut<Shape>(rows: readonly Shape[], maxBytes: number, offset: number): readonly Shape[] {
  let bytes = 0;
  const at = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > maxBytes;
  });
  if (at !== 0) return at < 0 ? rows : rows.slice(0, at);
  const detail = `The row at offset ${offset} is larger than an answer may be. Download the file, or go on behind it.`;
  throw new AppError('too_large', { detail });
}

function nextAddress(path: string, query: RowsQuery, offset: number): string {
  const address = new URL(`${path}/`, required('PUBLIC_ORIGIN'));
  for (const [name, value] of Object.entries({ ...query, offset })) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address.href;
}
