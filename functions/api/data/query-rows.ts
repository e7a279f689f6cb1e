/** functions/api/data/query-rows.ts — rows by page and date: the same for researcher and participant. */
import { toApiRow } from '../../archive/render.ts';
import type { Page, Table } from '../../archive/table.ts';
import { MAX_RESPONSE_BYTES } from '../../constants.ts';
import type { DataObject } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import type { Interval } from '../../core/period.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import type { DataTypeDefinition } from '../../providers/provider.ts';
import { recordAccess } from '../../store/accesses.ts';
import { type DonationEvent, recordEvent } from '../../store/events.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, readable, readableTypes } from './readable.ts';
import { search } from './search.ts';
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
  readonly by: DonationEvent['by'];
  /** Milliseconds since the epoch. */
  readonly now: number;
};

/**
 * Without a data type, the names of those that can be read.
 * @throws AppError see `readable`
 */
export async function queryRows(whole: WholeDonation, query: RowsQuery, { path, by, now }: Asked): Promise<Answer> {
  if (query.data_type === undefined) return { status: 200, body: { data_types: readableTypes(whole) } };
  const interval = intervalOf(query);
  const { definition, object } = readable(whole, query.data_type);
  const { offset } = query;
  // One entry in the audit trail a query, not one a page.
  if (offset === 0) await recordEvent(whole.donation.id, { event: 'queried', by, data_type: query.data_type }, now);
  if (by === 'researcher') {
    await recordAccess(whole.donation.id, { data_type: query.data_type, form: 'rows' }, now);
  }
  const maxBytes = MAX_RESPONSE_BYTES - ENVELOPE_BYTES;
  const page = object
    ? await pageOf(await openStored(object), object, definition, { ...query, interval, maxBytes })
    : { rows: [], count: 0, undatedExcluded: 0 };
  const data = cut(
    page.rows.map((row) => toApiRow(row, definition.schema)),
    maxBytes,
    offset,
  );
  const reached = offset + data.length;
  const next = data.length && reached < page.count ? nextAddress(path, query, reached) : null;
  const undated = interval ? { undated_excluded: page.undatedExcluded } : {};
  return { status: 200, body: { count: page.count, data, offset, returned: data.length, next, ...undated } };
}

type Wanted = RowsQuery & { readonly interval: Interval | undefined; readonly maxBytes: number };

async function pageOf(
  table: Table,
  object: DataObject,
  { schema }: DataTypeDefinition,
  { q, interval, offset, limit, maxBytes }: Wanted,
): Promise<Page> {
  if (!q) return table.page({ ...(interval && { interval }), offset, limit, maxBytes });
  const { numbers, undatedExcluded } = await search(table, object, schema, q, interval);
  const rows = await table.at(numbers.subarray(offset, offset + limit), maxBytes);
  return { rows, count: numbers.length, undatedExcluded };
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
