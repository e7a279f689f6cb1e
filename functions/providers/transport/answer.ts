/** functions/providers/transport/answer.ts — what every provider's HTTP has in common: answers, and their absence. */
import { ProviderError } from '../provider.ts';

/** An HTTP answer, whatever its status. `data` is parsed JSON, or the text where it is none. */
export type Answer = {
  readonly status: number;
  readonly data: unknown;
  /** Seconds of `Retry-After`. */
  readonly retryAfterSeconds: number | undefined;
};

/**
 * A call that got no answer: connection fault, time-out, an answer that broke off.
 * Only the fault's name is kept: messages of the client libraries hold URLs and headers.
 */
export const noAnswer = (error: unknown): ProviderError =>
  error instanceof ProviderError ? error : new ProviderError('unavailable', { cause: fault(nameOf(error)) });

/** An error that says nothing but a name, for the log. */
export const fault = (code: string): Error => Object.assign(new Error(code), { code });

function nameOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  if (typeof code === 'string' && /^\w{1,40}$/.test(code)) return code;
  return cause instanceof Error ? cause.name : 'unknown';
}

/** Quotas of a provider are renewed within a day. */
const LONGEST_WAIT_SECONDS = 24 * 3600;

/**
 * Reads `Retry-After`: seconds, or a date.
 * @param now milliseconds since the epoch
 * @returns whole seconds from 0 to those of a day
 */
export function retryAfter(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - now) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.min(Math.max(0, seconds), LONGEST_WAIT_SECONDS);
}
