/** functions/api/researcher/donation-view.ts — a donation as its researcher sees it. */
import { type DataTypeRecord, type Donation, publicStatus, type Tombstone } from '../../core/donation.ts';
import { asHeldBack } from '../../core/review.ts';
import { PROVIDERS } from '../../providers/index.ts';
import { inOrder, outcomeView, reasonFor, reviewView, typeView } from '../views.ts';

const reason = reasonFor('researcher');

/** What a list shows of a donation; what is absent is null. */
export function summaryView(donation: Donation) {
  const { period, consent } = donation;
  return {
    id: donation.id,
    project_member_id: donation.project_member_id ?? null,
    source_type: donation.source_type,
    status: publicStatus(donation.status),
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
    review: reviewView(donation),
    retention_days: donation.retention_days ?? null,
    retention_until: donation.retention_until ?? null,
    on_access_removed: PROVIDERS[donation.source_type].notifies ? (donation.on_access_removed ?? 'erase') : null,
    access_type: donation.access_type ?? null,
    grant_expires_at: donation.grant_expires_at ?? null,
    consent: consent
      ? {
          ...{ id: consent.id, version: consent.version, language: consent.language },
          ...{ text_hash: consent.text_hash, accepted: consent.accepted, decided_at: consent.decided_at },
        }
      : null,
    ...outcomeView(donation, reason),
    timeline: donation.timeline,
  };
}

/** The whole donation, with each data type in the order it was asked for. */
export const donationView = (donation: Donation, types: readonly DataTypeRecord[]) => ({
  ...summaryView(donation),
  data_types: inOrder(donation, asHeldBack(donation, types)).map((type) => typeView(type, reason)),
});

/** What is left of an erased donation. */
export const tombstoneView = ({ id, erased_at, erased_by }: Tombstone) => ({
  id,
  status: 'erased',
  erased_at,
  erased_by,
});
