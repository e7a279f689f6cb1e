/** functions/steps/sweep.ts — looks after what was begun and has not ended: nothing stays stuck, and nothing half erased. */
import { METRIC } from '../constants.ts';
import { HOUR_MS, SECOND_MS } from '../core/clock.ts';
import { type Donation, isOpen, type Tombstone } from '../core/donation.ts';
import { holdsGrants } from '../core/sign-ins.ts';
import { required } from '../env.ts';
import { describeError, logger } from '../log.ts';
import { count, publish, seconds } from '../metrics.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { isDonationRunning, resumeDonation, resumeErasure, resumeRelease } from '../store/executions.ts';
import { dropGrant, hasGrant } from '../store/grants.ts';
import { findReceipt } from '../store/receipts.ts';
import { endWork, listWork, type Work } from '../store/work.ts';
import { handler as close } from './close.ts';
import { eraseOverdue } from './erase-overdue.ts';
import { handler as fail } from './fail.ts';
import { releaseEnded } from './release-ended.ts';
import { step } from './step.ts';
import { sweepUploads } from './sweep-uploads.ts';

/** A grant without an execution may be a callback's that is still at it; after this long it is nobody's. */
const LEFT_OVER_AFTER_MS = HOUR_MS;

export type SweepResult = { readonly seen: number; readonly ended: number; readonly stuck: number };

/** What became of one piece of work. */
type Finding = {
  readonly over: boolean;
  /** Whether it stood still and was pushed on. */
  readonly stuck?: boolean;
  /** When a donation was erased whose grant has not been revoked yet. */
  readonly unrevokedSince?: string;
};

const OVER: Finding = { over: true };
const AT_WORK: Finding = { over: false };

/**
 * Called regularly. Starts executions that were to start and did not, or ended before their time; settles donations
 * where that was of no use; gives back grants that were left over. Then releases what was reviewed long enough, and
 * erases donations whose time is over: last, for there may be many of them on one day, and what has stopped is not to
 * wait for them.
 * What began a moment ago is left alone: it may be at it. Safe to repeat and to run beside executions.
 */
export const handler = step<object, SweepResult>('sweep', async (_, { clock }) => {
  const begunBefore = clock() - required('SWEEP_AFTER_SECONDS') * SECOND_MS;
  const due = (await listWork()).filter(({ since }) => Date.parse(since) <= begunBefore);
  const findings: Finding[] = [];
  for (const work of due) {
    try {
      const finding = await lookAfter(work, clock());
      if (finding.over) await endWork(work);
      findings.push(finding);
    } catch (error) {
      // What hinders one donation hinders no other; the next sweep comes to it again.
      logger.warn('sweep failed', { donation_id: work.donation_id, ...describeError(error) });
      findings.push({ over: false, stuck: true });
    }
  }
  const stuck = findings.filter((finding) => finding.stuck).length;
  publish({
    [METRIC.sweeps]: count(1),
    [METRIC.stuckDonations]: count(stuck),
    [METRIC.oldestRevocation]: seconds(Math.max(0, ...findings.map((finding) => ageOf(finding, clock())))),
  });
  await sweepUploads(clock());
  await releaseEnded(clock());
  await eraseOverdue(clock());
  return { seen: due.length, ended: findings.filter(({ over }) => over).length, stuck };
});

const ageOf = ({ unrevokedSince }: Finding, now: number): number =>
  unrevokedSince === undefined ? 0 : (now - Date.parse(unrevokedSince)) / SECOND_MS;

/** Pushes on what has stopped. */
async function lookAfter({ donation_id, since }: Work, now: number): Promise<Finding> {
  const stored = await lookUpDonation(donation_id);
  if (!stored) return OVER;
  if (isTombstone(stored)) return lookAfterErasure(stored);
  return lookAfterDonation(stored, now - Date.parse(since) > LEFT_OVER_AFTER_MS && !holdsGrants(stored, now));
}

async function lookAfterErasure({ id, receipt, erased_by, erased_at }: Tombstone): Promise<Finding> {
  // A callback that was interrupted may have kept its grant after the erasure's own sweep.
  await dropGrant(id);
  const proof = await findReceipt(receipt);
  const revoked = proof?.revocation !== 'pending';
  if (proof?.verified_at && revoked) return OVER;
  const stuck = (await resumeErasure(id, erased_by)) !== 'running';
  return { over: false, stuck, ...(!revoked && { unrevokedSince: erased_at }) };
}

async function lookAfterDonation(donation: Donation, isLeftOver: boolean): Promise<Finding> {
  const { id, execution } = donation;
  const input = { donationId: id, execution };
  if (isOpen(donation)) {
    const resumed = await resumeDonation(id, execution);
    if (resumed === 'given_up') await fail({ ...input, error: 'Abandoned', final: true });
    return { over: false, stuck: resumed !== 'running' };
  }
  if (donation.reviewing?.release_at) {
    return { over: false, stuck: (await resumeRelease(id, execution)) !== 'running' };
  }
  if (!(await hasGrant(id))) return OVER;
  if (isLeftOver && !(await isDonationRunning(id, execution))) await close(input);
  return AT_WORK;
}
