/** functions/archive/merge.ts — the sorted runs of a data type to its one file, in bounded memory. */
import { rank } from './order.ts';
import { createTableWriter, type TableWriter } from './parquet-writer.ts';
import { openTable } from './table.ts';
import type { ByteSink, RangeSource, Row, TableFile, TableSchema } from './types.ts';

export type Run = {
  readonly source: RangeSource;
  /** Name of the source entry: orders rows of the same time, and tells duplicates from repetitions. */
  readonly entry: string;
};

export type MergeOptions = { readonly runs: readonly Run[]; readonly schema: TableSchema; readonly sink: ByteSink };

/** Rows of one moment that are compared for duplicates; an export has a few. Beyond it they are all kept. */
const MAX_COMPARED = 10_000;

type Cursor = {
  readonly entry: string;
  readonly order: number;
  row: Row;
  readonly next: () => Promise<Row | undefined>;
};

/**
 * Merges runs into one descending file; ties by entry name, then by run, then by the source's order. Rows that are
 * identical in every column and come from different entries are kept as often as the entry that has them most often;
 * repetitions within an entry stay, for a rewatch is no duplicate. Rows without a time are not compared.
 * @returns the file; `counts.seen` rows were read, `counts.kept` written, the rest were duplicates
 */
export async function mergeRuns({ runs, schema, sink }: MergeOptions): Promise<TableFile> {
  const writer = createTableWriter(schema, sink);
  const entries = new Set(runs.map(({ entry }) => entry));
  const cursors = (await Promise.all(runs.map(openCursor))).filter((cursor) => cursor !== undefined);
  let seen = 0;
  let duplicate = 0;
  let moment: Moment | undefined;
  while (cursors.length) {
    const cursor = cursors.reduce((first, other) => (before(other, first) ? other : first));
    const { row, entry } = cursor;
    seen += 1;
    if (moment?.time !== row.time) {
      duplicate += (await moment?.flush()) ?? 0;
      moment = new Moment(row.time, writer, schema, entries.size > 1);
    }
    await moment?.add(row, entry);
    const next = await cursor.next();
    if (next) cursor.row = next;
    else cursors.splice(cursors.indexOf(cursor), 1);
  }
  duplicate += (await moment?.flush()) ?? 0;
  const file = await writer.finish();
  return { ...file, counts: { ...file.counts, seen, duplicate } };
}

async function openCursor({ source, entry }: Run, order: number): Promise<Cursor | undefined> {
  const groups = (await openTable(source)).rows()[Symbol.asyncIterator]();
  let group: readonly Row[] = [];
  let at = 0;
  const next = async (): Promise<Row | undefined> => {
    while (at >= group.length) {
      const { value, done } = await groups.next();
      if (done) return undefined;
      group = value;
      at = 0;
    }
    at += 1;
    return group[at - 1];
  };
  const row = await next();
  return row && { entry, order, row, next };
}

function before(a: Cursor, b: Cursor): boolean {
  const [rankA, rankB] = [rank(a.row.time), rank(b.row.time)];
  if (rankA !== rankB) return rankA > rankB;
  if (a.entry !== b.entry) return a.entry < b.entry;
  return a.order < b.order;
}

/** The rows of one moment, held until all of them are known. */
class Moment {
  readonly time: number | null;
  readonly #writer: TableWriter;
  readonly #columns: readonly string[];
  #compares: boolean;
  #rows: { readonly row: Row; readonly entry: string }[] = [];

  constructor(time: number | null, writer: TableWriter, schema: TableSchema, compares: boolean) {
    this.time = time;
    this.#writer = writer;
    this.#columns = schema.columns.map(({ name }) => name);
    this.#compares = compares && time !== null;
  }

  async add(row: Row, entry: string): Promise<void> {
    if (!this.#compares) {
      await this.#writer.write(row);
      return;
    }
    this.#rows.push({ row, entry });
    if (this.#rows.length <= MAX_COMPARED) return;
    for (const held of this.#rows) await this.#writer.write(held.row);
    this.#rows = [];
    this.#compares = false;
  }

  /** Writes the rows once each. @returns how many were duplicates */
  async flush(): Promise<number> {
    const kept = this.#rows.length > 1 ? this.#unique() : this.#rows.map(({ row }) => row);
    for (const row of kept) await this.#writer.write(row);
    return this.#rows.length - kept.length;
  }

  #unique(): Row[] {
    const written = new Map<string, number>();
    const inEntry = new Map<string, number>();
    return this.#rows
      .filter(({ row, entry }) => {
        const content = JSON.stringify(this.#columns.map((name) => row[name] ?? null));
        const nth = (inEntry.get(`${entry}\n${content}`) ?? 0) + 1;
        inEntry.set(`${entry}\n${content}`, nth);
        if (nth <= (written.get(content) ?? 0)) return false;
        written.set(content, nth);
        return true;
      })
      .map(({ row }) => row);
  }
}
