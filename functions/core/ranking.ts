/** functions/core/ranking.ts — the most frequent of any number of values, in memory that does not grow with them. */

/** Values that are counted at a time. Below it counts are exact; above, rare values are let go. */
const MAX_VALUES = 50_000;

export type Ranking = {
  /** Most frequent first; among equals the one that came first. */
  readonly values: readonly { readonly value: string; readonly count: number }[];
  /** How often anything else came. */
  readonly others: number;
  /** Whether nothing was let go: else counts may be a little too low. */
  readonly exact: boolean;
};

/**
 * Counts values.
 * @param most how many are told
 * @see https://en.wikipedia.org/wiki/Lossy_count_algorithm
 */
export function createRanking(most: number, maxValues = MAX_VALUES) {
  const counts = new Map<string, number>();
  let [total, exact] = [0, true];

  /** Lets the rarest go, until half of the room is free. */
  function prune(): void {
    exact = false;
    for (let rare = 1; counts.size > maxValues / 2; rare += 1) {
      for (const [value, count] of counts) if (count <= rare) counts.delete(value);
    }
  }

  return {
    add(value: string): void {
      total += 1;
      counts.set(value, (counts.get(value) ?? 0) + 1);
      if (counts.size > maxValues) prune();
    },
    result(): Ranking {
      const sorted = [...counts].sort(([, one], [, other]) => other - one).slice(0, most);
      const values = sorted.map(([value, count]) => ({ value, count }));
      return { values, others: total - values.reduce((sum, { count }) => sum + count, 0), exact };
    },
  };
}
