/** web/content/en/messages/reasons.ts — why something did not come about, by the service’s code, in English. */
import type { HttpErrorCode, ReasonCode } from '../../../../functions/core/errors.ts';

/** Why a donation, or one kind of data, ended without its rows. */
const reasons = {
  access_denied: 'You did not allow access on the platform’s page. You can try again, or leave it: nothing was copied.',
  nothing_granted: 'No box was ticked on the platform’s page, so nothing was copied. You can try again.',
  grant_lost: 'The platform no longer lets us read your data. Nothing is lost: sign in again to go on.',
  already_exported: 'The platform gave this copy out once already. Sign in again to allow a new one.',
  provider_failed: 'The platform could not prepare this copy, though we asked several times. You can try again.',
  provider_cancelled: 'The platform cancelled this copy. You can try again.',
  provider_unavailable: 'The platform did not answer for a long time. Nothing is lost: you can try again later.',
  provider_refused: 'The platform refused to prepare this copy. You can try again; tell the study if it happens twice.',
  unrecognised_layout: 'The copy has a form we do not know yet, so we kept nothing of this part.',
  archive_corrupt: 'The copy arrived damaged, so we kept nothing of this part. You can try again.',
  archive_too_large: 'The copy is larger than this service accepts, so we kept nothing of this part.',
  deadline_passed: 'The platform did not deliver this copy in time. You can try again.',
  internal: 'Something went wrong on our side. Nothing is lost: you can try again.',
} satisfies Record<ReasonCode, string>;

/** Why the service refused what was asked; any other code is a fault of ours. */
const refusals = {
  no_session: 'Your visit has ended after a time without use. Open your link again; nothing is lost.',
  forbidden: 'This page was opened in a way that is not allowed. Open your link again in your browser.',
  not_found: 'This is no longer here. Load the page again.',
  personal_link_needed:
    'Until you release your rows, they are shown only with your personal link, or in the browser in which you agreed as long as your visit there lasts: it ends after 12 hours without use.',
  not_under_review: 'Your rows have been released meanwhile: nothing can be removed or put back any more.',
  too_many_removals:
    'That would be more than 200 removals. Undo some, or remove by words, by days or a whole kind of data.',
  not_ready: 'The copy has not arrived yet.',
  already_authorized: 'You have allowed access already; nothing needs to be done.',
  already_linked: 'A personal link leads to these donations already: open that one.',
  consent_required: 'Please agree to the donation in this browser first.',
  consent_changed: 'The text has changed since this page was opened. Please read it again.',
  study_missing: 'The study has not said yet who asks and why. Please ask the study to complete its description.',
  nothing_granted_yet: 'You have not allowed anything yet: sign in at least once.',
  link_expired: 'The time to start this donation is over. You can still see it and withdraw.',
  not_configured: 'This service has not been set up for that platform yet. Try again later, or tell the study.',
} satisfies Partial<Record<HttpErrorCode, string>>;

export const explanations = { reasons, refusals };
