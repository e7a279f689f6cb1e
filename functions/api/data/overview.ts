/** functions/api/data/overview.ts — pictures of a data type's rows: the numbers that they are drawn from. */
import type { Table } from '../../archive/table.ts';
import type { Row } from '../../archive/types.ts';
import { withoutRows } from '../../archive/without-rows.ts';
import { createOverview } from '../../core/overview.ts';
import { type Interval, toInterval } from '../../core/period.ts';
import type { RowSet } from '../../core/row-set.ts';
import type { Answer } from '../../http/answer.ts';
import type { Ranked } from '../../providers/provider.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, readable } from './readable.ts';
import { hiddenRows, type Reader } from './reader.ts';
import { openStored } from './stored-table.ts';

export type OverviewQuery = {
  readonly data_type: string;
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly time_zone: string;
};

/** What a row is ranked by. */
function rankedValue(row: Row, { column, by }: Ranked): string | null {
  const value = row[column];
  if (typeof value !== 'string' || value === '') return null;
  if (by === 'value') return value;
  return URL.parse(value)?.hostname.replace(/^www\./, '') || null;
}

const within = (time: number | null, { from, until }: Interval): number | null =>
  time === null ? null : Math.min(Math.max(time, from), until - 1);

/** Every row of the dates is counted; of each, only its time and what is ranked are read. @throws AppError see `readable` */
export async function overview(whole: WholeDonation, query: OverviewQuery, reader: Reader): Promise<Answer> {
  const interval = intervalOf(query);
  const found = readable(whole, query.data_type, reader);
  const { ranked } = found.definition;
  const table = found.object && (await openStored(found.object));
  const hidden = table && (await hiddenRows(whole, found, table));
  const bounds = table ? await boundsOf(table, interval, hidden) : NO_BOUNDS;
  const seen = createOverview(bounds, query.time_zone, ranked !== undefined);
  const columns = ['time', ...(ranked ? [ranked.column] : [])];
  for await (const rows of table ? shown(table, interval, columns, hidden) : []) {
    for (const row of rows) seen.add(row.time, ranked ? rankedValue(row, ranked) : null);
  }
  const { ranked: ranking, ...rest } = seen.result();
  const most = ranked && ranking && { label: ranked.label, ...ranking };
  return { status: 200, body: { ...rest, ranked: most ?? null } };
}

type Bounds = { readonly newest: number | null; readonly oldest: number | null };
const NO_BOUNDS: Bounds = { newest: null, oldest: null };

/** Times of the newest and of the oldest row that is shown: what the participant removed stretches no picture. */
async function boundsOf(table: Table, interval: Interval | undefined, hidden: RowSet | undefined): Promise<Bounds> {
  const { newest, oldest } = table;
  if (!hidden?.count()) {
    return interval ? { newest: within(newest, interval), oldest: within(oldest, interval) } : { newest, oldest };
  }
  const { from, until } = await table.span(interval ?? toInterval({}));
  const last = until - from - hidden.count(from, until) - 1;
  const ends = new Set([0, Math.max(0, last)].flatMap((at) => [...hidden.absent(from, until, at, 1)]));
  const rows = await table.at(Uint32Array.from(ends), Number.POSITIVE_INFINITY);
  return { newest: rows.at(0)?.time ?? null, oldest: rows.at(-1)?.time ?? null };
}

/** The rows of the dates without those that the participant removed. */
async function* shown(
  table: Table,
  interval: Interval | undefined,
  columns: readonly string[],
  hidden: RowSet | undefined,
): AsyncGenerator<readonly Row[]> {
  const rows = table.rows(interval, undefined, columns);
  yield* hidden ? withoutRows(rows, (await table.span(interval)).from, hidden) : rows;
}
