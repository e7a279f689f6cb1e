/** functions/api/participant/donation-view.ts — a donation as its participant sees it. */
import { type ConsentText, consentText } from '../../core/consent.ts';
import { canAuthorize, type DataTypeRecord, type Donation } from '../../core/donation.ts';
import { REASONS, type ReasonCode } from '../../core/errors.ts';
import { PROVIDERS } from '../../providers/index.ts';

/** The consent text that holds for a donation now. */
export function consentOf({ source_type, study, period, requested_data_types }: Donation): ConsentText {
  const provider = PROVIDERS[source_type];
  const dataTypes = requested_data_types.map((name) => {
    const { label = name, description = '' } = provider?.dataTypes[name] ?? {};
    return { label, description };
  });
  return consentText({ study, provider: provider?.title ?? source_type, dataTypes, period });
}

/** A code with the participant's sentence. */
const reason = (code: ReasonCode) => ({ code, title: REASONS[code].title, detail: REASONS[code].participant });

function typeView({ source_type }: Donation, type: DataTypeRecord) {
  const definition = PROVIDERS[source_type]?.dataTypes[type.data_type];
  return {
    data_type: type.data_type,
    label: definition?.label ?? type.data_type,
    description: definition?.description ?? '',
    state: type.state,
    counts: type.counts,
    min_time: type.min_time ?? null,
    max_time: type.max_time ?? null,
    covered_until: type.covered_until ?? null,
    reason: type.reason ? reason(type.reason) : null,
    not_granted: type.not_granted ?? [],
  };
}

/** What was decided about the text that holds now; a decision about another text is none. */
function decisionOf({ consent }: Donation, { id }: ConsentText) {
  const decided = consent?.id === id ? consent : undefined;
  return {
    accepted_at: decided?.accepted ? decided.decided_at : null,
    declined_at: decided && !decided.accepted ? decided.decided_at : null,
  };
}

/** The whole donation; no token, no id of researcher or study's own. */
export function donationView(donation: Donation, types: readonly DataTypeRecord[]) {
  const provider = PROVIDERS[donation.source_type];
  const { textHash: _, ...consent } = consentOf(donation);
  const { error, last_attempt } = donation;
  return {
    ...summaryView(donation),
    provider: { id: provider?.id, title: provider?.title, permissions_url: provider?.permissionsUrl },
    period: donation.period,
    consent: { ...consent, ...decisionOf(donation, consentOf(donation)) },
    data_types: types.map((type) => typeView(donation, type)),
    timeline: donation.timeline,
    last_attempt: last_attempt ? { ...reason(last_attempt.code), at: last_attempt.at } : null,
    error: error ? { ...reason(error), retryable: REASONS[error].retryable } : null,
    can_authorize: canAuthorize(donation, types),
    link_expires_at: donation.link_expires_at ?? null,
    authorized_at: donation.authorized_at ?? null,
    processed_at: donation.processed_at ?? null,
    access_type: donation.access_type ?? null,
    grant_expires_at: donation.grant_expires_at ?? null,
    last_checked_at: donation.last_checked_at ?? null,
    next_check_at: donation.next_check_at ?? null,
    return_url: donation.return_url ?? null,
  };
}

/** A donation in a list. */
export const summaryView = ({ id, status, step, study, created_at }: Donation) => ({
  ...{ id, status, step, study, created_at },
});
