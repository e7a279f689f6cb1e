/** functions/providers/google/errors.ts — what Google answers, as the closed list of provider errors. */
import * as z from 'zod';
import { ProviderError, type ProviderErrorCode } from '../provider.ts';
import { type Answer, fault } from '../transport/answer.ts';

const failure = z.object({
  error: z.object({
    status: z.string().default(''),
    message: z.string().default(''),
    details: z.array(z.record(z.string(), z.unknown())).default([]),
  }),
});

const errorInfo = z.object({
  reason: z.string(),
  metadata: z.record(z.string(), z.string()).default({}),
});

/** Google's own description of an error: `google.rpc.Status` with its `ErrorInfo`. */
export type Failure = {
  readonly status: string;
  readonly message: string;
  readonly reason: string;
  readonly metadata: Readonly<Record<string, string>>;
};

/**
 * Reads the error in an answer.
 * @returns undefined where the body is no error in Google's JSON form
 * @see https://cloud.google.com/apis/design/errors#error_model
 */
export function failureOf({ data }: Answer): Failure | undefined {
  const parsed = failure.safeParse(data);
  if (!parsed.success) return undefined;
  const { status, message, details } = parsed.data.error;
  const info = details.map((detail) => errorInfo.safeParse(detail)).find(({ success }) => success);
  return { status, message, reason: info?.data?.reason ?? '', metadata: info?.data?.metadata ?? {} };
}

/** Refusals that come with 403 but concern the project, not the participant's ticks. */
const PROJECT_REASONS = ['SERVICE_DISABLED', 'BILLING_DISABLED', 'CONSUMER_INVALID', 'USER_PROJECT_DENIED'];

/** What a call is about: it decides what 403 and 404 mean. */
export type Subject = 'group' | 'job' | 'grant';

const DENIED: Readonly<Record<Subject, ProviderErrorCode>> = {
  group: 'not_granted',
  job: 'refused',
  grant: 'refused',
};

/** Maps an answer that is no success. */
export function toProviderError(answer: Answer, subject: Subject): ProviderError {
  const { status, data, retryAfterSeconds } = answer;
  return new ProviderError(codeOf(status, data, failureOf(answer)?.reason, subject), {
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    cause: fault(`http_${status}`),
  });
}

/** @param reason as Google gives it; empty or undefined without one */
function codeOf(status: number, data: unknown, reason: string | undefined, subject: Subject): ProviderErrorCode {
  if (status === 401) return 'grant_lost';
  // A body that is no JSON comes from something in between: a proxy, a captive portal, an error page.
  if (typeof data === 'string' && data !== '') return 'unavailable';
  if (status === 404) return subject === 'job' ? 'job_gone' : 'refused';
  if (status === 403) {
    if (reason === 'RATE_LIMIT_EXCEEDED') return 'unavailable';
    return PROJECT_REASONS.includes(reason ?? '') ? 'refused' : DENIED[subject];
  }
  const final = status >= 400 && status < 500 && ![408, 409, 425, 429].includes(status);
  return final ? 'refused' : 'unavailable';
}
