/** functions/core/accounting.ts — every row that was seen is accounted for. */

/**
 * Row counts of one data type. Always: `seen = kept + outside_period + undated + malformed + filtered + duplicate`, and
 * `removed` besides once a participant has taken rows out before a release.
 * `malformed`: the record's bounds were found but it could not be parsed. `filtered`: a whole record excluded by a
 * documented rule of the data type. `undated`: a record of a dated entry without a readable time.
 */
export type Counts = {
  readonly seen: number;
  readonly kept: number;
  readonly outside_period: number;
  readonly undated: number;
  readonly malformed: number;
  readonly filtered: number;
  readonly duplicate: number;
};

export const NO_ROWS: Counts = {
  seen: 0,
  kept: 0,
  outside_period: 0,
  undated: 0,
  malformed: 0,
  filtered: 0,
  duplicate: 0,
};

const COUNT_NAMES = Object.keys(NO_ROWS) as readonly (keyof Counts)[];

/** Sums counts, name by name. */
export function addCounts(...all: readonly Counts[]): Counts {
  const sum: Record<keyof Counts, number> = { ...NO_ROWS };
  for (const counts of all) for (const name of COUNT_NAMES) sum[name] += counts[name];
  return sum;
}

/** Whether the invariant holds. */
export const isBalanced = (c: Counts): boolean =>
  c.seen === c.kept + c.outside_period + c.undated + c.malformed + c.filtered + c.duplicate;
