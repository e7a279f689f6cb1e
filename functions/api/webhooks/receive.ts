/** functions/api/webhooks/receive.ts — POST /webhooks/<provider>/: what a provider tells us unasked. */
import { toTimestamp } from '../../core/clock.ts';
import { type Donation, isOpen, type SourceType } from '../../core/donation.ts';
import { AppError } from '../../core/errors.ts';
import { hashToken } from '../../core/token.ts';
import { eraseDonation } from '../../erase-donation.ts';
import { rawBody } from '../../http/body.ts';
import { header } from '../../http/event.ts';
import { publicRoute } from '../../http/route.ts';
import { platform } from '../../platform.ts';
import type { Notice } from '../../providers/provider.ts';
import { isTombstone, lookUpDonation } from '../../store/donations.ts';
import { listJobs, updateJob } from '../../store/jobs.ts';
import { donationsOfProviderJob } from '../../store/provider-jobs.ts';
import { donationsOfPerson } from '../../store/provider-people.ts';

/**
 * Acts upon a call that is signed and fresh. The same again changes nothing: providers call at least once. What
 * concerns nothing of ours is answered like everything else, for they repeat what is refused.
 * @throws AppError `signature_refused`, `too_large`
 */
export const receive = (sourceType: SourceType) =>
  publicRoute({}, async ({ event, now }) => {
    const notice = (await platform(sourceType)).receive?.({
      header: (name) => header(event, name),
      body: rawBody(event),
    });
    if (!notice) throw new AppError('signature_refused');
    await act(notice, now);
    return { status: 200, body: {} };
  });

async function act(notice: Notice, now: number): Promise<void> {
  if (notice.kind === 'export_ready') {
    for (const donation of await standing(await donationsOfProviderJob(hashToken(notice.jobId)))) {
      await wake(donation, now, notice.jobId);
    }
  }
  if (notice.kind === 'access_removed') {
    for (const donation of await standing(await donationsOfPerson(hashToken(notice.subject)))) {
      const { id, authorized_at, on_access_removed } = donation;
      // A person may have signed in again since: that donation relies on another access. Events tell whole seconds.
      const isOlder = authorized_at && Math.floor(Date.parse(authorized_at) / 1000) * 1000 <= notice.at;
      if (!isOlder) continue;
      // Asking for what is not there yet shows that the access has ended.
      if (on_access_removed === 'stop') await wake(donation, now);
      else await eraseDonation(id, 'participant', now);
    }
  }
}

/** The donations among them that are not erased. */
async function standing(ids: readonly string[]): Promise<readonly Donation[]> {
  const found = await Promise.all(ids.map(lookUpDonation));
  return found.filter((donation): donation is Donation => donation !== undefined && !isTombstone(donation));
}

/** An export, or all of them, is due to be asked about: the machine looks at what is due every ten minutes at least. */
async function wake(donation: Donation, now: number, jobId?: string): Promise<void> {
  if (!isOpen(donation)) return;
  const jobs = await listJobs(donation.id, donation.execution);
  for (const job of jobs.filter(({ job_id }) => !jobId || job_id === jobId)) {
    await updateJob(donation.id, job, ['open'], { next_at: toTimestamp(now) });
  }
}
