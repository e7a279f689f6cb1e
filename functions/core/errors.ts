/** functions/core/errors.ts — the closed list of errors, with a sentence for each reader. */

type HttpError = { readonly status: number; readonly title: string; readonly detail: string };

/** Errors an HTTP caller can get, by code. `detail` names the remedy; a call site may sharpen it. */
export const HTTP_ERRORS = {
  invalid: { status: 400, title: 'Invalid input', detail: 'Some fields are not valid; see errors.' },
  broken_json: { status: 400, title: 'Broken JSON', detail: 'The body is not valid JSON.' },
  data_type_not_enabled: {
    status: 400,
    title: 'Data type not enabled',
    detail: 'The operator of this service has not enabled that data type.',
  },
  unauthorized: {
    status: 401,
    title: 'Not authenticated',
    detail: 'Send a valid researcher token: Authorization: Token <researcher_token>.',
  },
  no_session: { status: 401, title: 'No session', detail: 'Open your donation link again to continue.' },
  forbidden: { status: 403, title: 'Refused', detail: 'This call is not allowed from that origin.' },
  signature_refused: {
    status: 403,
    title: 'Signature refused',
    detail: 'The signature is absent, not the platform’s, or too old.',
  },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing at this address, or it is not yours.' },
  not_requested: { status: 404, title: 'Not requested', detail: 'This donation does not ask for that data type.' },
  method_not_allowed: { status: 405, title: 'Method not allowed', detail: 'This address does not take that method.' },
  personal_link_needed: {
    status: 403,
    title: 'Personal link needed',
    detail:
      'Until they are released, these rows are shown only in the browser in which you agreed, or with your personal link.',
  },
  under_review: {
    status: 409,
    title: 'Under review',
    detail: 'The participant is looking at the rows; they can be read once they are released.',
  },
  not_under_review: {
    status: 409,
    title: 'Not under review',
    detail: 'Nothing can be removed or released: there is no review, or it is over.',
  },
  too_many_removals: {
    status: 409,
    title: 'Too many removals',
    detail: 'No more than 200 removals at a time. Undo some, or remove by a search, by dates or a whole data type.',
  },
  not_ready: { status: 409, title: 'Not ready', detail: 'The donation has not been processed yet.' },
  not_granted: { status: 409, title: 'Not granted', detail: 'The participant did not grant this data type.' },
  failed: { status: 409, title: 'Failed', detail: 'This data type could not be fetched.' },
  expired: { status: 409, title: 'Expired', detail: 'The platform did not deliver this data type in time.' },
  already_authorized: {
    status: 409,
    title: 'Already authorized',
    detail: 'This donation has already been authorized; nothing needs to be done.',
  },
  already_linked: {
    status: 409,
    title: 'Already linked',
    detail: 'A personal link leads to these donations already: open that one.',
  },
  consent_required: { status: 409, title: 'Consent required', detail: 'Accept the consent first.' },
  consent_changed: {
    status: 409,
    title: 'Consent text changed',
    detail: 'The consent text has changed; load the page again and read the new text.',
  },
  study_missing: {
    status: 409,
    title: 'Study not described',
    detail: 'The study has no title, institution or purpose yet; the researcher has to add them.',
  },
  nothing_granted_yet: {
    status: 409,
    title: 'Nothing granted yet',
    detail: 'No sign-in has granted anything yet; sign in at least once.',
  },
  link_expired: {
    status: 409,
    title: 'Link expired',
    detail: 'The time to start this donation is over. You can still see and withdraw it.',
  },
  idempotency_conflict: {
    status: 409,
    title: 'Idempotency key reused',
    detail: 'This Idempotency-Key was used with another body. Use a new key for a new donation.',
  },
  erased: { status: 410, title: 'Erased', detail: 'This donation and its data have been erased.' },
  too_large: { status: 413, title: 'Body too large', detail: 'The body is larger than 5 MB.' },
  unsupported_media_type: {
    status: 415,
    title: 'Unsupported media type',
    detail: 'Send the body as application/json.',
  },
  not_configured: {
    status: 503,
    title: 'Not set up yet',
    detail: 'This service has not been set up for that platform yet. Try again later, or tell the study.',
  },
  internal: { status: 500, title: 'Internal error', detail: 'Something went wrong on our side. Try again later.' },
} as const satisfies Record<string, HttpError>;

export type HttpErrorCode = keyof typeof HTTP_ERRORS;

export type FieldErrors = Readonly<Record<string, readonly string[]>>;

/** An error that a caller is told about. Callers switch on `code`, never on the message. */
export class AppError extends Error {
  readonly code: HttpErrorCode;
  readonly detail: string;
  readonly errors: FieldErrors | undefined;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(
    code: HttpErrorCode,
    options: { detail?: string; errors?: FieldErrors; extra?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.detail = options.detail ?? HTTP_ERRORS[code].detail;
    this.errors = options.errors;
    this.extra = options.extra ?? {};
  }

  get status(): number {
    return HTTP_ERRORS[this.code].status;
  }
}

type Reason = {
  readonly title: string;
  readonly retryable: boolean;
  readonly participant: string;
  readonly researcher: string;
};

/**
 * Why a donation or a data type ended without its rows, by code: kept with the donation, shown to both sides.
 * `retryable`: authorizing again can mend it.
 */
export const REASONS = {
  access_denied: {
    title: 'Access was not given',
    retryable: true,
    participant: 'You did not allow access on the platform’s page. You can try again, or leave it: nothing was copied.',
    researcher: 'The participant refused access on the platform’s page. They can try again with the same link.',
  },
  nothing_granted: {
    title: 'Nothing was granted',
    retryable: true,
    participant: 'No box was ticked on the platform’s page, so nothing was copied. You can try again.',
    researcher: 'The participant granted none of the requested data. They can try again with the same link.',
  },
  grant_lost: {
    title: 'Access was lost',
    retryable: true,
    participant: 'The platform no longer lets us read your data. Nothing is lost: sign in again to go on.',
    researcher:
      'The grant was revoked or ended before all data had arrived; the participant has been asked to authorize again.',
  },
  already_exported: {
    title: 'Already exported once',
    retryable: true,
    participant: 'The platform gave this copy out once already. Sign in again to allow a new one.',
    researcher: 'One-time access was used up by an earlier export; the participant has to authorize again.',
  },
  provider_failed: {
    title: 'The platform could not prepare the data',
    retryable: true,
    participant: 'The platform could not prepare this copy, though we asked several times. You can try again.',
    researcher: 'The platform’s export job failed for good after its retries. The participant can authorize again.',
  },
  provider_cancelled: {
    title: 'The platform cancelled the export',
    retryable: true,
    participant: 'The platform cancelled this copy. You can try again.',
    researcher: 'The platform’s export job was cancelled. The participant can authorize again.',
  },
  provider_unavailable: {
    title: 'The platform did not answer',
    retryable: true,
    participant: 'The platform did not answer for a long time. Nothing is lost: you can try again later.',
    researcher: 'The platform kept failing after all retries. The participant can authorize again later.',
  },
  provider_refused: {
    title: 'The platform refused the request',
    retryable: true,
    participant: 'The platform refused to prepare this copy. You can try again; tell the study if it happens twice.',
    researcher: 'The platform refused the export request; check that the service is approved for this data.',
  },
  unrecognised_layout: {
    title: 'Unknown archive layout',
    retryable: false,
    participant: 'The copy has a form we do not know yet, so we kept nothing of this part.',
    researcher: 'The archive holds files whose product could not be recognised; nothing of this type was kept.',
  },
  archive_corrupt: {
    title: 'The archive was damaged',
    retryable: true,
    participant: 'The copy arrived damaged, so we kept nothing of this part. You can try again.',
    researcher: 'The archive failed its checks (length, checksum or structure); nothing of this type was kept.',
  },
  archive_too_large: {
    title: 'The archive exceeds the limits',
    retryable: false,
    participant: 'The copy is larger than this service accepts, so we kept nothing of this part.',
    researcher: 'The archive exceeds a limit (entries, size, ratio or record length); nothing of this type was kept.',
  },
  deadline_passed: {
    title: 'Not delivered in time',
    retryable: true,
    participant: 'The platform did not deliver this copy in time. You can try again.',
    researcher: 'The platform’s export was still open at the deadline. The participant can authorize again.',
  },
  internal: {
    title: 'Something went wrong on our side',
    retryable: true,
    participant: 'Something went wrong on our side. Nothing is lost: you can try again.',
    researcher: 'An internal error ended the processing; the operator can find it by the donation’s id.',
  },
} as const satisfies Record<string, Reason>;

export type ReasonCode = keyof typeof REASONS;

/**
 * The only error that leaves a step: `name` is what the state machine's `ErrorEquals` matches,
 * `message` is a reason code. The cause is logged, never returned. `RetryableProviderError`: worth asking again.
 * `GrantLost`: the participant has to authorize again. `Superseded`: the donation was erased, or a later execution
 * has taken over: nothing may be written.
 */
export const STEP_ERRORS = ['RetryableProviderError', 'GrantLost', 'Superseded'] as const;
export type StepErrorName = (typeof STEP_ERRORS)[number];

export class StepError extends Error {
  override readonly name: StepErrorName;
  readonly reason: ReasonCode;

  constructor(name: StepErrorName, reason: ReasonCode, cause?: unknown) {
    super(reason, { cause });
    this.name = name;
    this.reason = reason;
  }
}
