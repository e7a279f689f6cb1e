/** functions/api/participant/donation-view.ts — a donation as its participant sees it. */
import { type ConsentText, consentText } from '../../core/consent.ts';
import { canAuthorize, type DataTypeRecord, type Donation, publicStatus } from '../../core/donation.ts';
import { DEFAULT_LANGUAGE, LANGUAGES, type Language, spokenLanguage } from '../../core/languages.ts';
import { isOwn } from '../../core/ownership.ts';
import { asHeldBack, asReviewed } from '../../core/review.ts';
import type { ApiEvent } from '../../http/event.ts';
import { languageOf } from '../../http/language.ts';
import { PROVIDERS } from '../../providers/index.ts';
import { listAccesses } from '../../store/accesses.ts';
import { listFiles } from '../../store/files.ts';
import type { Session } from '../../store/sessions.ts';
import { consentWording, describedIn, providerFactsIn } from '../../wordings.ts';
import { standingOf } from '../sign-ins.ts';
import { inOrder, outcomeView, reasonFor, reviewView, typeView } from '../views.ts';
import { filesView } from './files-view.ts';

/** Who asks, and in which language: that of the page, else the study's choice. */
export type Viewer = { readonly session: Session; readonly event: ApiEvent };

const languageFor = ({ event }: Pick<Viewer, 'event'>, { language = '' }: Donation): Language =>
  languageOf(event) ?? spokenLanguage(language) ?? DEFAULT_LANGUAGE;

/** The consent text that holds for a donation now. */
function consentOf(donation: Donation, language: Language): ConsentText {
  const { source_type, study, period, requested_data_types, on_access_removed = 'erase' } = donation;
  const provider = PROVIDERS[source_type];
  return consentText(
    {
      ...{ study, provider: provider.title, period },
      dataTypes: requested_data_types.map((name) => describedIn(language, provider, name)),
      ...{ retentionDays: donation.retention_days, reviewDays: donation.review?.days },
      providerFacts: providerFactsIn(language, provider, on_access_removed),
    },
    consentWording(language),
  );
}

/** The text with an id, in whichever language it was shown; undefined where no text of now has it. */
export const shownConsent = (donation: Donation, id: string): ConsentText | undefined =>
  LANGUAGES.map((language) => consentOf(donation, language)).find((consent) => consent.id === id);

const reason = reasonFor('participant');

/** A data type in plain words. */
const describedType = (language: Language, { source_type }: Donation, type: DataTypeRecord) => ({
  ...typeView(type, reason),
  ...describedIn(language, PROVIDERS[source_type], type.data_type),
});

/**
 * Whether the consent that was given is about the text that holds now, and was given by whom asks. Once access has been
 * given it counts as it was given, for its data types and period cannot change.
 */
export const isCurrentConsent = (session: Session, donation: Donation): boolean =>
  donation.status !== 'pending' ||
  (isOwn(session, donation) &&
    donation.consent !== undefined &&
    shownConsent(donation, donation.consent.id) !== undefined);

/** The text, and what was decided about it, in its language; a decision about another text, or by somebody else, is none. */
function consentView({ session, event }: Viewer, donation: Donation) {
  const decided = isCurrentConsent(session, donation) ? donation.consent : undefined;
  const language = spokenLanguage(decided?.language ?? '') ?? languageFor({ event }, donation);
  const { id, version, text } = consentOf(donation, language);
  return {
    ...(decided?.text
      ? { id: decided.id, version: decided.version, language, text: decided.text }
      : { id, version, language, text }),
    accepted_at: decided?.accepted ? decided.decided_at : null,
    declined_at: decided && !decided.accepted ? decided.decided_at : null,
  };
}

/** The whole donation, each data type in the order of the consent; no token, no id of researcher or study's own. */
export async function donationView(viewer: Viewer, donation: Donation, types: readonly DataTypeRecord[], now: number) {
  const { count, files } = filesView(await listFiles(donation.id));
  const provider = PROVIDERS[donation.source_type];
  const language = languageFor(viewer, donation);
  const own = isOwn(viewer.session, donation);
  // Whoever only has the donation's link, as the study does, learns with the release what was removed.
  const shown = own ? asReviewed(donation, types) : asHeldBack(donation, types);
  return {
    ...summaryView(donation),
    provider: { id: provider.id, title: provider.title, permissions_url: provider.permissionsUrl },
    period: donation.period,
    own,
    has_personal_link: own && donation.participant_id !== undefined,
    consent: consentView(viewer, donation),
    data_types: inOrder(donation, shown).map((type) => describedType(language, donation, type)),
    review: reviewView(donation),
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
export const summaryView = ({ id, status, step, study, created_at, consent }: Donation) => ({
  ...{ id, status: publicStatus(status), step, study, created_at },
  declined: consent?.accepted === false,
});
