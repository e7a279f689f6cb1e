/** functions/steps/erase/items.ts — sets the grant aside for revocation and deletes every item but the tombstone. */
import { toTimestamp } from '../../core/clock.ts';
import { deleteDonationItems, finishTombstone } from '../../store/donations.ts';
import { setRevocationAside } from '../../store/grants.ts';
import { listJobs } from '../../store/jobs.ts';
import { forgetMember } from '../../store/members.ts';
import { unlinkDonation } from '../../store/participants.ts';
import { forgetProviderJob } from '../../store/provider-jobs.ts';
import { forgetPerson } from '../../store/provider-people.ts';
import { updateReceipt } from '../../store/receipts.ts';
import { sharedBy } from '../siblings.ts';
import { step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';

/** Safe to repeat: a grant that was set aside stays aside. */
export const handler = step<EraseInput, Record<string, never>>('erase-items', async (input, { clock }) => {
  const { receipt, pending } = await tombstone(input);
  if (!pending) return {};
  const { donationId } = input;
  const shared_by = await sharedBy({ id: donationId, ...pending });
  const toRevoke = await setRevocationAside(
    donationId,
    receipt,
    { source_type: pending.source_type, shared_by },
    clock(),
  );
  for (const { job_id } of await listJobs(donationId, pending.execution)) {
    if (job_id) await forgetProviderJob(job_id, donationId);
  }
  if (pending.subject_hash) await forgetPerson(pending.subject_hash, donationId);
  if (pending.project_member_id) await forgetMember(pending.project_member_id);
  if (pending.participant_id) await unlinkDonation(pending.participant_id, donationId);
  await deleteDonationItems(donationId);
  const revocation = toRevoke ? {} : { revocation: 'not_needed' as const };
  await updateReceipt(receipt, { erased_at: toTimestamp(clock()), ...revocation });
  await finishTombstone(donationId);
  return {};
});
