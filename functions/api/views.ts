/** functions/api/views.ts — what researcher and participant see alike, each with a sentence of their own. */
import type { DataTypeRecord, Donation } from '../core/donation.ts';
import { REASONS, type ReasonCode } from '../core/errors.ts';

export type ReasonView = (code: ReasonCode) => {
  readonly code: ReasonCode;
  readonly title: string;
  readonly detail: string;
};

/** A code with the sentence for its reader. */
export const reasonFor =
  (reader: 'researcher' | 'participant'): ReasonView =>
  (code) => ({ code, title: REASONS[code].title, detail: REASONS[code][reader] });

/** A data type with its state and counts; what is absent is null. */
export const typeView = (type: DataTypeRecord, reason: ReasonView) => ({
  data_type: type.data_type,
  state: type.state,
  counts: type.counts,
  removed: type.removed ?? 0,
  released_at: type.released_at ?? null,
  min_time: type.min_time ?? null,
  max_time: type.max_time ?? null,
  covered_until: type.covered_until ?? null,
  reason: type.reason ? reason(type.reason) : null,
  not_granted: type.not_granted ?? [],
});

/** The last attempt and the error of a donation. */
export const outcomeView = ({ last_attempt, error }: Donation, reason: ReasonView) => ({
  last_attempt: last_attempt ? { ...reason(last_attempt.code), at: last_attempt.at } : null,
  error: error ? { ...reason(error), retryable: REASONS[error].retryable } : null,
});

/** The data types in the order in which they were asked for. */
export function inOrder(
  { requested_data_types }: Donation,
  types: readonly DataTypeRecord[],
): readonly DataTypeRecord[] {
  const asked = ({ data_type }: DataTypeRecord): number => requested_data_types.indexOf(data_type);
  return types.toSorted((a, b) => asked(a) - asked(b));
}

/** The review before release: null where the study has none; `until` only while it is under way. */
export const reviewView = ({ review, reviewing }: Donation) =>
  review
    ? {
        days: review.days,
        until: reviewing?.until ?? null,
        releasing: reviewing?.release_at !== undefined,
      }
    : null;
