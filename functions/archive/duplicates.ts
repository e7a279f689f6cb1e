/** functions/archive/duplicates.ts — what several entries of a data type have in common. */
import { hash } from 'node:crypto';
import type { Row, TableSchema } from './types.ts';

/** Different rows of one moment that are told apart; an export has a few. Beyond it rows are kept unseen. */
const MAX_COMPARED = 100_000;

/**
 * Rows that are identical in every column and come from different entries are duplicates: they are kept as often as
 * the entry that has them most often. Repetitions within an entry stay, for a rewatch is no duplicate.
 * Rows are to come moment by moment, and within a moment entry by entry.
 */
export class DuplicateFinder {
  readonly #columns: readonly string[];
  #time: number | null = null;
  #first: { readonly row: Row; readonly entry: string } | undefined;
  #entry: string | undefined;
  #inEntry = new Map<string, number>();
  #kept = new Map<string, number>();

  constructor({ columns }: TableSchema) {
    this.#columns = columns.map(({ name }) => name);
  }

  /** Whether the row is a duplicate. Rows without a time never are. */
  isDuplicate(row: Row, entry: string): boolean {
    if (row.time === null) return false;
    if (row.time !== this.#time) {
      this.#begin(row, entry);
      return false;
    }
    const first = this.#first;
    this.#first = undefined;
    if (first) this.#compare(first.row, first.entry);
    return this.#compare(row, entry);
  }

  /** Most rows are alone in their moment: they are not hashed before a second one comes. */
  #begin(row: Row, entry: string): void {
    this.#time = row.time;
    this.#first = { row, entry };
    this.#entry = undefined;
    this.#inEntry.clear();
    this.#kept.clear();
  }

  #compare(row: Row, entry: string): boolean {
    if (entry !== this.#entry) {
      this.#entry = entry;
      this.#inEntry.clear();
    }
    const content = hash('sha256', JSON.stringify(this.#columns.map((name) => row[name] ?? null)), 'base64');
    const kept = this.#kept.get(content) ?? 0;
    if (!kept && this.#kept.size >= MAX_COMPARED) return false;
    const nth = (this.#inEntry.get(content) ?? 0) + 1;
    this.#inEntry.set(content, nth);
    if (nth <= kept) return true;
    this.#kept.set(content, nth);
    return false;
  }
}
