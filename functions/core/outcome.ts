/** functions/core/outcome.ts — what a data type ends as, from the jobs that were to bring it. */

import type { ReasonCode } from './errors.ts';
import { isJobEnded, type Job } from './job.ts';

export type Outcome =
  | { readonly kind: 'open' }
  | { readonly kind: 'not_granted'; readonly groups: readonly string[] }
  | { readonly kind: 'failed' | 'expired'; readonly reason: ReasonCode }
  | { readonly kind: 'arrived'; readonly jobs: readonly Job[]; readonly notGranted: readonly string[] };

/**
 * A type is whole or not at all: when one of its jobs failed, so did the type. Jobs whose group the participant did
 * not grant do not count, unless none was granted.
 * @param groups the groups of the type that this execution asked for
 */
export function outcomeOf(groups: readonly string[], jobs: readonly Job[]): Outcome {
  const own = jobs.filter(({ group }) => groups.includes(group));
  if (own.some(({ state }) => !isJobEnded(state))) return { kind: 'open' };
  if (!own.length) return { kind: 'failed', reason: 'internal' };
  const refused = own.filter(({ reason }) => reason === 'access_denied').map(({ group }) => group);
  if (refused.length === own.length) return { kind: 'not_granted', groups: refused };
  const failed = own.find(({ state, reason }) => state === 'failed' && reason !== 'access_denied');
  if (failed) return { kind: 'failed', reason: failed.reason ?? 'internal' };
  const expired = own.find(({ state }) => state === 'expired');
  if (expired) return { kind: 'expired', reason: expired.reason ?? 'deadline_passed' };
  return { kind: 'arrived', jobs: own.filter(({ state }) => state === 'filtered'), notGranted: refused };
}
