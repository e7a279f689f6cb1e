/** functions/archive/run-queue.ts — the rows of sorted runs in one order, in bounded memory. */
import { rank } from './order.ts';
import { openTable, type Table } from './table.ts';
import type { RangeSource, Row } from './types.ts';

export type Run = {
  readonly source: RangeSource;
  /** Name of the source entry: orders rows of the same time, and tells duplicates from repetitions. */
  readonly entry: string;
  /** Its footer's length, where it is known. */
  readonly footerBytes?: number;
};

export type SortedRow = { readonly row: Row; readonly entry: string };

/** What the rows of all runs under way may take together, about. */
const MEMORY_BYTES = 48 * 1024 * 1024;
/** Footers that are read at a time. */
const OPENED_TOGETHER = 16;

type ClosedRun = { readonly table: Table; readonly entry: string; readonly order: number };
type OpenRun = Omit<ClosedRun, 'table'> & {
  readonly slices: AsyncIterator<readonly Row[]>;
  rows: readonly Row[];
  at: number;
};

/**
 * Yields the rows of all runs: newest first, ties by entry name, then by the runs' order, then by the order within.
 * A run is opened when its newest row comes up, so that runs of different times (an export that is oldest first makes
 * many) are not in memory together; those that are share a fixed budget.
 */
export async function* mergedRows(runs: readonly Run[]): AsyncGenerator<readonly SortedRow[]> {
  const closed = (await openAll(runs)).sort((a, b) => rank(b.table.newest) - rank(a.table.newest));
  const share = MEMORY_BYTES / Math.max(1, mostAtOnce(closed));
  const open: OpenRun[] = [];
  while (open.length || closed.length) {
    while (closed[0] && (!open[0] || rank(closed[0].table.newest) >= rank(head(open[0]).time))) {
      const { table, entry, order } = closed.shift() as ClosedRun;
      const slices = table.rows(undefined, share)[Symbol.asyncIterator]();
      await advance({ slices, entry, order, rows: [], at: 0 }, open);
    }
    const first = open.shift();
    if (!first) continue;
    yield Array.from(takeFrom(first, open[0], closed[0]?.table));
    await advance(first, open);
  }
}

async function openAll(runs: readonly Run[]): Promise<ClosedRun[]> {
  const opened: ClosedRun[] = [];
  for (let from = 0; from < runs.length; from += OPENED_TOGETHER) {
    const some = runs.slice(from, from + OPENED_TOGETHER).map(async ({ source, entry, footerBytes }, n) => {
      const table = await openTable(source, { ...(footerBytes !== undefined && { footerBytes }) });
      return { table, entry, order: from + n };
    });
    opened.push(...(await Promise.all(some)));
  }
  return opened.filter(({ table }) => table.length > 0);
}

/** How many runs are under way together at most: each from its newest row to its oldest. */
function mostAtOnce(runs: readonly ClosedRun[]): number {
  const begins = runs.map(({ table }) => rank(table.newest)).sort((a, b) => b - a);
  const ends = runs.map(({ table }) => rank(table.oldest)).sort((a, b) => b - a);
  let most = 0;
  let ended = 0;
  begins.forEach((begin, begun) => {
    while ((ends[ended] as number) > begin) ended += 1;
    most = Math.max(most, begun + 1 - ended);
  });
  return most;
}

const head = ({ rows, at }: OpenRun): Row => rows[at] as Row;

/** Takes rows as long as neither the next open run nor a closed one comes first. */
function* takeFrom(run: OpenRun, next: OpenRun | undefined, closed: Table | undefined): Generator<SortedRow> {
  do {
    yield { row: head(run), entry: run.entry };
    run.at += 1;
  } while (
    run.at < run.rows.length &&
    (!closed || rank(head(run).time) > rank(closed.newest)) &&
    (!next || before(run, next))
  );
}

/** Reads on where needed, and puts the run back among the others, in order of their next rows. */
async function advance(run: OpenRun, open: OpenRun[]): Promise<void> {
  if (run.at >= run.rows.length) {
    const { value, done } = await run.slices.next();
    if (done) return;
    run.rows = value;
    run.at = 0;
  }
  let [low, high] = [0, open.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (before(open[middle] as OpenRun, run)) low = middle + 1;
    else high = middle;
  }
  open.splice(low, 0, run);
}

function before(a: OpenRun, b: OpenRun): boolean {
  const [rankA, rankB] = [rank(head(a).time), rank(head(b).time)];
  if (rankA !== rankB) return rankA > rankB;
  if (a.entry !== b.entry) return a.entry < b.entry;
  return a.order < b.order;
}
