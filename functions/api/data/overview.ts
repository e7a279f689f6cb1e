/** functions/api/data/overview.ts — pictures of a data type's rows: the numbers that they are drawn from. */
import type { Table } from '../../archive/table.ts';
import type { Row } from '../../archive/types.ts';
import { withoutRows } from '../../archive/without-rows.ts';
import { createOverview } from '../../core/overview.ts';
import type { Interval } from '../../core/period.ts';
import type { Answer } from '../../http/answer.ts';
import type { Ranked } from '../../providers/provider.ts';
import type { WholeDonation } from '../../store/whole-donation.ts';
import { intervalOf, type Readable, readable } from './readable.ts';
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
  const { object } = found;
  const { ranked } = found.definition;
  const table = object && (await openStored(object));
  const [newest, oldest] = [table?.newest ?? null, table?.oldest ?? null];
  const bounds = interval ? { newest: within(newest, interval), oldest: within(oldest, interval) } : { newest, oldest };
  const seen = createOverview(bounds, query.time_zone, ranked !== undefined);
  const columns = ['time', ...(ranked ? [ranked.column] : [])];
  for await (const rows of table ? shown(whole, found, table, interval, columns) : []) {
    for (const row of rows) seen.add(row.time, ranked ? rankedValue(row, ranked) : null);
  }
  const { ranked: ranking, ...rest } = seen.result();
  const most = ranked && ranking && { label: ranked.label, ...ranking };
  return { status: 200, body: { ...rest, ranked: most ?? null } };
}

/** The rows of the dates without those that the participant removed. */
async function* shown(
  whole: WholeDonation,
  found: Readable,
  table: Table,
  interval: Interval | undefined,
  columns: readonly string[],
): AsyncGenerator<readonly Row[]> {
  const rows = table.rows(interval, undefined, columns);
  const hidden = await hiddenRows(whole, found, table);
  yield* hidden ? withoutRows(rows, (await table.span(interval)).from, hidden) : rows;
}
