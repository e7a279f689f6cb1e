/** web/donate/problem.ts — what an error means to a participant. */
import type { Messages } from '../content/en/messages/index.ts';
import { CallError } from '../lib/http.ts';

/** Why there is no donation to show. */
export type Problem = keyof Messages['problems'];

/** What is known of an erased donation. */
export type Erased = {
  readonly receipt: string | null;
  readonly erasedAt: string | null;
  /** Whether the time was over for which the study may keep it. */
  readonly isOverdue: boolean;
};

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** The receipt that came with "410 Gone"; undefined for any other error. */
export function getReceiptOf(error: unknown): Erased | undefined {
  if (!(error instanceof CallError) || error.status !== 410) return undefined;
  const { receipt, erased_at, erased_by } = error.extra;
  return { receipt: textOrNull(receipt), erasedAt: textOrNull(erased_at), isOverdue: erased_by === 'retention' };
}

/**
 * Names the problem behind an error.
 * @param byLink whether a link was being opened: then "unknown" means the link, otherwise the session
 */
export function problemOf(error: unknown, byLink: boolean): Problem {
  if (!(error instanceof CallError)) return 'server';
  if (error.kind === 'offline') return 'offline';
  if ([400, 401, 404].includes(error.status)) return byLink ? 'broken_link' : 'no_session';
  return 'server';
}

/** Whether the session is over, or no longer has this donation. */
export const isVisitEnded = (error: unknown): boolean =>
  error instanceof CallError && error.kind === 'problem' && problemOf(error, false) === 'no_session';
