/** functions/release-donation.ts — what a participant's release and the end of a review have in common. */
import { toTimestamp } from './core/clock.ts';
import type { Donation } from './core/donation.ts';
import { AppError } from './core/errors.ts';
import { findDonation, updateDonation } from './store/donations.ts';
import { recordEvent } from './store/events.ts';
import { startRelease } from './store/executions.ts';
import { beginWork } from './store/work.ts';

/** Removals that are made at the same moment come first, each of them once. */
const TRIES = 10;

/**
 * From now on nothing can be removed or put back; the release starts. Idempotent.
 * Whatever interrupts it, the sweep goes on with it: it is noted first.
 * @param now milliseconds since the epoch
 * @returns the donation as it is now
 * @throws AppError `not_under_review`; `erased`
 */
export async function releaseDonation(id: string, by: 'participant' | 'service', now: number): Promise<Donation> {
  await beginWork(id, now);
  for (let tries = 0; tries < TRIES; tries += 1) {
    const donation = await findDonation(id);
    const { status, reviewing, execution } = donation;
    if (status !== 'review' || !reviewing) break;
    const changed = reviewing.release_at
      ? donation
      : await updateDonation(
          id,
          { status: ['review'], execution, reviewVersion: reviewing.version },
          { reviewing: { ...reviewing, version: reviewing.version + 1, release_at: toTimestamp(now) } },
        );
    if (!changed) continue;
    if (changed !== donation) await recordEvent(id, { event: 'release_begun', by }, now);
    await startRelease(id, execution);
    return changed;
  }
  throw new AppError('not_under_review');
}
