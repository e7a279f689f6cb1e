/** functions/archive/window-sorter.ts — sorts a nearly sorted stream of rows in bounded memory. */
import { rank } from './order.ts';
import type { Row } from './types.ts';

/** Rows held back while sorting; exports are out of order by seconds, so a handful of rows would do. */
const WINDOW_ROWS = 16_384;
/** Runs that are open at a time; a row that fits none of them opens another and closes the oldest. */
const MAX_OPEN = 4;

/** Where a run's rows go. */
export type RunWriter = { write(row: Row): Promise<void>; finish(): Promise<unknown> };

type OpenRun = { readonly writer: RunWriter; last: number };

/**
 * Writes rows to as few descending runs as it can: rows of the same time keep their order.
 * Half of a full window is written at a time, to the run whose last row is the nearest that is not older.
 */
export class WindowSorter {
  readonly #openRun: () => Promise<RunWriter>;
  #window: Row[] = [];
  #open: OpenRun[] = [];

  constructor(openRun: () => Promise<RunWriter>) {
    this.#openRun = openRun;
  }

  async add(row: Row): Promise<void> {
    this.#window.push(row);
    if (this.#window.length >= WINDOW_ROWS) await this.#write(WINDOW_ROWS / 2);
  }

  async finish(): Promise<void> {
    await this.#write(this.#window.length);
    for (const { writer } of this.#open) await writer.finish();
  }

  async #write(count: number): Promise<void> {
    // Array.prototype.sort is stable: the source's order decides among rows of the same time.
    this.#window.sort((a, b) => (a.time === b.time ? 0 : rank(b.time) - rank(a.time)));
    for (const row of this.#window.splice(0, count)) {
      const run = await this.#runFor(rank(row.time));
      run.last = rank(row.time);
      await run.writer.write(row);
    }
  }

  async #runFor(time: number): Promise<OpenRun> {
    const fitting = this.#open.filter(({ last }) => last >= time);
    if (fitting.length) return fitting.reduce((best, run) => (run.last < best.last ? run : best));
    if (this.#open.length >= MAX_OPEN) await this.#open.shift()?.writer.finish();
    const run = { writer: await this.#openRun(), last: Number.POSITIVE_INFINITY };
    this.#open.push(run);
    return run;
  }
}
