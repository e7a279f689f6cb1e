/** functions/api/data/query-rows.ts — rows by page and date: the same for researcher and participant. */
import { toApiRow } from '../../archive/render.ts';
import { openTable } from '../../archive/table.ts';
import { MAX_RESPONSE_BYTES } from '../../constants.ts';
import type { Donation } from '../../core/donation.ts';
import { required } from '../../env.ts';
import type { Answer } from '../../http/answer.ts';
import { objectSource } from '../../store/objects.ts';
import { intervalOf, readable, readableTypes } from './readable.ts';

/** What the answer holds besides the rows. */
const ENVELOPE_BYTES = 10_000;

export type RowsQuery = {
  readonly data_type?: string | undefined;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly limit: number;
  readonly offset: number;
};

/**
 * Without a data type, the names of those that can be read.
 * @param path of this call, for the address of the next page
 * @throws AppError see `readable`
 */
export async function queryRows(donation: Donation, query: RowsQuery, path: string): Promise<Answer> {
  if (query.data_type === undefined) return { status: 200, body: { data_types: await readableTypes(donation) } };
  const interval = intervalOf(query);
  const { definition, object } = await readable(donation, query.data_type);
  const { limit, offset } = query;
  const maxBytes = MAX_RESPONSE_BYTES - ENVELOPE_BYTES;
  const page = object
    ? await (await openTable(objectSource(object.key, object.bytes), { footerBytes: object.footer_bytes })).page({
        ...(interval && { interval }),
        ...{ offset, limit, maxBytes },
      })
    : { rows: [], count: 0, undatedExcluded: 0 };
  const data = cut(
    page.rows.map((row) => toApiRow(row, definition.schema)),
    maxBytes,
  );
  const reached = offset + data.length;
  const next = data.length && reached < page.count ? nextAddress(path, query, reached) : null;
  const undated = interval ? { undated_excluded: page.undatedExcluded } : {};
  return { status: 200, body: { count: page.count, data, offset, returned: data.length, next, ...undated } };
}

/** As many rows as fit, at least one; what is cut off is the next page's. */
function cut<Shape>(rows: readonly Shape[], maxBytes: number): readonly Shape[] {
  let bytes = 0;
  const at = rows.findIndex((row) => {
    bytes += Buffer.byteLength(JSON.stringify(row)) + 1;
    return bytes > maxBytes;
  });
  return at < 0 ? rows : rows.slice(0, Math.max(at, 1));
}

function nextAddress(path: string, query: RowsQuery, offset: number): string {
  const address = new URL(`${path}/`, required('PUBLIC_ORIGIN'));
  for (const [name, value] of Object.entries({ ...query, offset })) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address.href;
}
