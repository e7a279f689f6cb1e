/** functions/steps/siblings.ts — other donations of the same person, which share the grant at the provider. */

import type { SharedBy } from '../core/grant.ts';
import type { Job } from '../core/job.ts';
import { holdsGrants } from '../core/sign-ins.ts';
import { hashToken } from '../core/token.ts';
import { isTombstone, lookUpDonation } from '../store/donations.ts';
import { listJobs } from '../store/jobs.ts';
import { donationsOfParticipant } from '../store/participants.ts';
import { donationsOfProviderJob } from '../store/provider-jobs.ts';
import { donationsOfPerson } from '../store/provider-people.ts';
import { donationsOfSession } from '../store/sessions.ts';

/** By what other donations can be found that share the grant of this one. */
export async function sharedBy(donation: {
  readonly id: string;
  readonly execution: number;
  readonly session_hash?: string;
  readonly subject_hash?: string;
  readonly participant_id?: string;
}): Promise<SharedBy> {
  const { id, execution, session_hash, subject_hash, participant_id } = donation;
  const told = {
    ...(session_hash && { session_hash }),
    ...(subject_hash && { subject_hash }),
    ...(participant_id && { participant_id }),
  };
  return { ...told, job_hashes: hashesOf(await listJobs(id, execution)) };
}

const hashesOf = (jobs: readonly Job[]): readonly string[] =>
  jobs.flatMap(({ job_id }) => (job_id ? [hashToken(job_id)] : []));

/**
 * The donations that share a grant and are between their first sign-in and downloaded: a reset or revocation would take
 * it away from them.
 * @param except the donation that asks
 * @param now milliseconds since the epoch
 */
export async function busySiblings(
  { session_hash, subject_hash, participant_id, job_hashes }: SharedBy,
  except: string,
  now: number,
): Promise<readonly string[]> {
  const found = await Promise.all([
    ...(session_hash ? [donationsOfSession(session_hash)] : []),
    ...(subject_hash ? [donationsOfPerson(subject_hash)] : []),
    ...(participant_id ? [donationsOfParticipant(participant_id)] : []),
    ...job_hashes.map(donationsOfProviderJob),
  ]);
  const ids = [...new Set(found.flat())].filter((id) => id !== except);
  const busy = await Promise.all(ids.map((id) => needsGrant(id, now)));
  return ids.filter((_, at) => busy[at]);
}

async function needsGrant(id: string, now: number): Promise<boolean> {
  const donation = await lookUpDonation(id);
  if (!donation || isTombstone(donation)) return false;
  if (donation.status === 'authorized' || holdsGrants(donation, now)) return true;
  if (donation.status !== 'processing') return false;
  const jobs = await listJobs(id, donation.execution);
  return !jobs.length || jobs.some(({ state }) => ['waiting', 'initiating', 'open', 'complete'].includes(state));
}
