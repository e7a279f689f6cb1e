/** functions/core/review.ts — the review before release: what the participant has removed so far, and what is still unreleased. */
import type { DataTypeRecord, Donation } from './donation.ts';

/** The most removals at a time; each of them can be undone. */
export const MAX_REMOVALS = 200;
/** The most rows that one removal names one by one. */
export const MAX_REMOVED_ROWS = 1000;

/** Rows that are to be removed: those with these numbers, those that a search or the dates find, or all of a data type. */
export type Selection = {
  readonly data_type: string;
  /** Numbers of rows in the stored file. */
  readonly rows?: readonly number[] | undefined;
  readonly q?: string | undefined;
  /** Days, both included. */
  readonly start_date?: string | undefined;
  readonly end_date?: string | undefined;
  readonly all?: true | undefined;
};

/** A removal as it is stored (DONATION#id / REMOVAL#id). */
export type Removal = Selection & {
  readonly id: string;
  /** Rows that it names, whether or not another removal names them, too. */
  readonly count: number;
  readonly created_at: string;
};

/** A review that is under way. Each change makes a new version: of two at once one is made on top of the other. */
export type Reviewing = {
  /** When the rows are released by themselves, RFC 3339. */
  readonly until: string;
  readonly version: number;
  /** The removals that hold, in their order; an item of another is a leftover. */
  readonly removals: readonly Pick<Removal, 'id' | 'data_type'>[];
  /** How many rows are removed, by data type: rows that two removals name count once. */
  readonly removed: Readonly<Record<string, number>>;
  /** When the release began: nothing can be removed or put back any more. */
  readonly release_at?: string;
};

/** Whether nothing of it has been released: what the participant removed is still in its file. */
export const isUnreleased = (
  { review }: Pick<Donation, 'review'>,
  { state, released_at }: Pick<DataTypeRecord, 'state' | 'released_at'>,
): boolean => review !== undefined && state === 'ready' && released_at === undefined;

type Standing = Pick<Donation, 'review' | 'reviewing' | 'status'>;

/** Whether the study may not have the rows yet: data types are released one by one, and given all at once. */
export const isHeldBack = (donation: Standing, type: DataTypeRecord): boolean =>
  isUnreleased(donation, type) || isJustReleased(donation, type);

const isJustReleased = ({ status, reviewing }: Standing, { released_at }: DataTypeRecord): boolean =>
  status === 'review' &&
  released_at !== undefined &&
  reviewing?.release_at !== undefined &&
  released_at >= reviewing.release_at;

/** The data types as everybody but their participant has them: counts as they arrived; the rest is for the release to tell. */
export const asHeldBack = (donation: Standing, types: readonly DataTypeRecord[]): readonly DataTypeRecord[] =>
  types.map((type) => {
    if (!isHeldBack(donation, type)) return type;
    const { min_time: _, max_time: __, removed = 0, released_at: ___, ...told } = type;
    const state = removed ? ('ready' as const) : told.state;
    return { ...told, state, counts: { ...told.counts, kept: told.counts.kept + removed } };
  });

/**
 * The data types as their participant has them: what they removed is gone from what is kept. From when to when the rest is,
 * the release will tell.
 */
export function asReviewed(
  { reviewing }: Pick<Donation, 'reviewing'>,
  types: readonly DataTypeRecord[],
): readonly DataTypeRecord[] {
  return types.map((type) => {
    const removed = (!type.released_at && reviewing?.removed[type.data_type]) || 0;
    if (!removed) return type;
    const { min_time: _, max_time: __, ...told } = type;
    return { ...told, removed, counts: { ...told.counts, kept: told.counts.kept - removed } };
  });
}
