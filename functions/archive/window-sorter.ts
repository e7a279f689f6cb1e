/** functions/archive/window-sorter.ts — sorts a nearly sorted stream of rows in bounded memory. */
import { rank, weigh } from './order.ts';
import type { Row, TableFile } from './types.ts';

/** Rows held back while sorting. Exports are out of order by seconds, so that few will do at first: they die young. */
const FIRST_WINDOW_ROWS = 1024;
/** A window grows as long as it turns out too small. */
const MAX_WINDOW_ROWS = 16_384;
/** Long rows fill the window earlier: 16,384 rows of 400 bytes are 7 MB. */
const WINDOW_BYTES = 16 * 1024 * 1024;
/** Runs that are open at a time, each with a row group in memory. */
const MAX_OPEN = 4;

/** Where a run's rows go. */
export type RunWriter = { write(row: Row): Promise<void> | undefined; finish(): Promise<TableFile> };

type Held = { readonly row: Row; readonly rank: number; readonly weight: number };

type OpenRun = { readonly writer: RunWriter; readonly number: number; last: number };

/**
 * Writes rows to as few descending runs as it can. Half of a full window is written at a time, each row to the first
 * open run that does not end earlier; a row that fits none opens another run, and closes the oldest when too many are
 * open. The ends of the open runs then rise from first to last (patience sorting), so that of two rows of the same
 * time the later never stands in an earlier run: merged run by run, rows of the same time keep their order.
 * @see https://en.wikipedia.org/wiki/Patience_sorting
 */
export class WindowSorter {
  readonly #openRun: (run: number) => RunWriter;
  #window: Held[] = [];
  #size = FIRST_WINDOW_ROWS;
  #bytes = 0;
  #open: OpenRun[] = [];
  #opened = 0;
  readonly #files: TableFile[] = [];

  /** @param openRun opens the nth run, from 0 */
  constructor(openRun: (run: number) => RunWriter) {
    this.#openRun = openRun;
  }

  /** @returns a promise when rows are written meanwhile: it is to be awaited before the next call */
  add(row: Row): Promise<void> | undefined {
    const weight = weigh(row);
    this.#window.push({ row, rank: rank(row.time), weight });
    this.#bytes += weight;
    const full = this.#window.length >= this.#size || this.#bytes >= WINDOW_BYTES;
    return full ? this.#write(Math.ceil(this.#window.length / 2)) : undefined;
  }

  /** Writes what is left and completes all runs. @returns them in the order in which they were opened */
  async finish(): Promise<readonly TableFile[]> {
    await this.#write(this.#window.length);
    for (const run of this.#open) await this.#complete(run);
    return this.#files;
  }

  async #complete({ writer, number }: OpenRun): Promise<void> {
    this.#files[number] = await writer.finish();
  }

  async #write(count: number): Promise<void> {
    // Array.prototype.sort is stable: the source's order decides among rows of the same time.
    this.#window.sort((a, b) => (a.rank === b.rank ? 0 : b.rank - a.rank));
    for (const { row, rank: time, weight } of this.#window.splice(0, count)) {
      this.#bytes -= weight;
      const run = this.#open.find(({ last }) => last >= time) ?? (await this.#another());
      run.last = time;
      const writing = run.writer.write(row);
      if (writing) await writing;
    }
  }

  async #another(): Promise<OpenRun> {
    if (this.#open.length) this.#size = Math.min(2 * this.#size, MAX_WINDOW_ROWS);
    const [oldest] = this.#open;
    if (oldest && this.#open.length >= MAX_OPEN) {
      await this.#complete(oldest);
      this.#open.shift();
    }
    const run = { writer: this.#openRun(this.#opened), number: this.#opened, last: Number.POSITIVE_INFINITY };
    this.#opened += 1;
    this.#open.push(run);
    return run;
  }
}
