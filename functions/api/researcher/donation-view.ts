/** functions/api/researcher/donation-view.ts — a donation as its researcher sees it. */
import type { DataTypeRecord, Donation, Tombstone } from '../../core/donation.ts';
import { REASONS, type ReasonCode } from '../../core/errors.ts';

/** A code with the researcher's sentence. */
const reason = (code: ReasonCode) => ({ code, title: REASONS[code].title, detail: REASONS[code].researcher });

/** What a list shows of a donation; what is absent is null. */
export function summaryView(donation: Donation) {
  const { period, consent, last_attempt, error } = donation;
  return {
    id: donation.id,
    source_type: donation.source_type,
    status: donation.status,
    step: donation.step,
    data_start_date: period.start ?? null,
    data_end_date: period.end ?? null,
    requested_data_types: donation.requested_data_types,
    study: donation.study,
    external_id: donation.external_id ?? null,
    language: donation.language ?? null,
    return_url: donation.return_url ?? null,
    link_expires_at: donation.link_expires_at ?? null,
    created_at: donation.created_at,
    authorized_at: donation.authorized_at ?? null,
    processed_at: donation.processed_at ?? null,
    access_type: donation.access_type ?? null,
    grant_expires_at: donation.grant_expires_at ?? null,
    consent: consent
      ? {
          ...{ id: consent.id, version: consent.version, language: consent.language },
          ...{ text_hash: consent.text_hash, accepted: consent.accepted, decided_at: consent.decided_at },
        }
      : null,
    last_attempt: last_attempt ? { ...reason(last_attempt.code), at: last_attempt.at } : null,
    error: error ? { ...reason(error), retryable: REASONS[error].retryable } : null,
    timeline: donation.timeline,
  };
}

const typeView = (type: DataTypeRecord) => ({
  data_type: type.data_type,
  state: type.state,
  counts: type.counts,
  min_time: type.min_time ?? null,
  max_time: type.max_time ?? null,
  covered_until: type.covered_until ?? null,
  reason: type.reason ? reason(type.reason) : null,
  not_granted: type.not_granted ?? [],
});

/** The whole donation, with each data type in the order it was asked for. */
export function donationView(donation: Donation, types: readonly DataTypeRecord[]) {
  const asked = ({ data_type }: DataTypeRecord): number => donation.requested_data_types.indexOf(data_type);
  const inOrder = types.toSorted((a, b) => asked(a) - asked(b));
  return { ...summaryView(donation), data_types: inOrder.map(typeView) };
}

/** What is left of an erased donation. */
export const tombstoneView = ({ id, erased_at, erased_by }: Tombstone) => ({
  id,
  status: 'erased',
  erased_at,
  erased_by,
});
