/** web/donate/use-selection.ts — which rows of a page are ticked. */
import { useEffect, useState } from 'preact/hooks';
import type { RowsPage } from '../lib/contract.ts';
import type { Place } from './use-rows.ts';

/** The ticked rows, by the numbers that a removal calls them by. */
export type RowSelection = {
  /** Those of the page that is shown, in its order. */
  readonly numbers: readonly number[];
  readonly isWholePage: boolean;
  has(row: number): boolean;
  toggle(row: number): void;
  /** Ticks every row of the page, or none where all are. */
  togglePage(): void;
  clear(): void;
};

const NONE: ReadonlySet<number> = new Set();

/** @returns null while the rows of the page cannot be removed */
export function useSelection(page: RowsPage | null, place: Place): RowSelection | null {
  const [ticked, setTicked] = useState(NONE);
  // Another place has other rows, which nobody has ticked.
  useEffect(() => setTicked(NONE), [place]);

  const there = page?.row_numbers;
  if (!there) return null;
  const numbers = there.filter((row) => ticked.has(row));
  const isWholePage = there.length > 0 && numbers.length === there.length;
  return {
    numbers,
    isWholePage,
    has: (row) => ticked.has(row),
    toggle: (row) => setTicked(new Set(ticked.has(row) ? numbers.filter((other) => other !== row) : [...numbers, row])),
    togglePage: () => setTicked(isWholePage ? NONE : new Set(there)),
    clear: () => setTicked(NONE),
  };
}
