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

/**
 * Whether the consent that was given is about the text that holds now. Once access has been given it counts as it was
 * given, for its data types and period cannot change.
 */
export const isCurrentConsent = (donation: Donation): boolean =>
  donation.status !== 'pending' || donation.consent?.id === consentOf(donation).id;

/** The text, and what was decided about it; a decision about another text is none. */
function consentView(donation: Donation) {
  const { id, version, language, text } = consentOf(donation);
  const decided = isCurrentConsent(donation) ? donation.consent : undefined;
  return {
    ...{ id, version, language, text },
    accepted_at: decided?.accepted ? decided.decided_at : null,
    declined_at: decided && !decided.accepted ? decided.decided_at : null,
  };
}

/** The whole donation, each data type in the order of the consent; no token, no id of researcher or study's own. */
export function donationView(donation: Donation, types: readonly DataTypeRecord[]) {
  const provider = PROVIDERS[donation.source_type];
  const { error, last_attempt, requested_data_types } = donation;
  const asked = ({ data_type }: DataTypeRecord): number => requested_data_types.indexOf(data_type);
  return {
    ...summaryView(donation),
    provider: { id: provider?.id, title: provider?.title, permissions_url: provider?.permissionsUrl },
    period: donation.period,
    consent: consentView(donation),
    data_types: types.toSorted((a, b) => asked(a) - asked(b)).map((type) => typeView(donation, type)),
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
