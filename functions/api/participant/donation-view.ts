/** functions/api/participant/donation-view.ts — a donation as its participant sees it. */
import { type ConsentText, consentText } from '../../core/consent.ts';
import { canAuthorize, type DataTypeRecord, type Donation } from '../../core/donation.ts';
import { PROVIDERS } from '../../providers/index.ts';
import { listAccesses } from '../../store/accesses.ts';
import { listFiles } from '../../store/files.ts';
import { standingOf } from '../sign-ins.ts';
import { inOrder, outcomeView, reasonFor, typeView } from '../views.ts';
import { filesView } from './files-view.ts';

/** The consent text that holds for a donation now. */
export function consentOf(donation: Donation): ConsentText {
  const { source_type, study, period, requested_data_types, retention_days, on_access_removed = 'erase' } = donation;
  const provider = PROVIDERS[source_type];
  const dataTypes = requested_data_types.map((name) => {
    const { label = name, description = '' } = provider.dataTypes[name] ?? {};
    return { label, description };
  });
  return consentText({
    ...{ study, provider: provider.title, dataTypes, period, retentionDays: retention_days },
    providerFacts: provider.consentFacts(on_access_removed),
  });
}

const reason = reasonFor('participant');

/** A data type in plain words. */
function describedType({ source_type }: Donation, type: DataTypeRecord) {
  const { label = type.data_type, description = '' } = PROVIDERS[source_type].dataTypes[type.data_type] ?? {};
  return { ...typeView(type, reason), label, description };
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
export async function donationView(donation: Donation, types: readonly DataTypeRecord[], now: number) {
  const { count, files } = filesView(await listFiles(donation.id));
  const provider = PROVIDERS[donation.source_type];
  return {
    ...summaryView(donation),
    provider: { id: provider.id, title: provider.title, permissions_url: provider.permissionsUrl },
    period: donation.period,
    consent: consentView(donation),
    data_types: inOrder(donation, types).map((type) => describedType(donation, type)),
    timeline: donation.timeline,
    ...{ files, files_count: count },
    accesses: await listAccesses(donation.id),
    ...outcomeView(donation, reason),
    can_authorize: canAuthorize(donation, types),
    sign_ins: signInsView(donation, types, now),
    link_expires_at: donation.link_expires_at ?? null,
    authorized_at: donation.authorized_at ?? null,
    processed_at: donation.processed_at ?? null,
    retention_days: donation.retention_days ?? null,
    retention_until: donation.retention_until ?? null,
    access_type: donation.access_type ?? null,
    grant_expires_at: donation.grant_expires_at ?? null,
    access_ended_at: donation.access_ended_at ?? null,
    last_checked_at: donation.last_checked_at ?? null,
    next_check_at: donation.next_check_at ?? null,
    return_url: donation.return_url ?? null,
  };
}

/** Of how many sign-ins how many have been made, and whether they granted anything; null where one is enough. */
function signInsView(donation: Donation, types: readonly DataTypeRecord[], now: number) {
  const provider = PROVIDERS[donation.source_type];
  if (!canAuthorize(donation, types)) return null;
  const { made, of } = standingOf(provider, donation, types, now);
  return of > 1 ? { of, done: made?.done ?? 0, granted_any: (made?.grants ?? 0) > 0 } : null;
}

/** A donation in a list. */
export const summaryView = ({ id, status, step, study, created_at }: Donation) => ({
  ...{ id, status, step, study, created_at },
});
