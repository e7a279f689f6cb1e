/** test/support/drive.ts — a donation's steps in the machine's order, with the clock moved instead of waiting. */
import { SECOND_MS } from '../../functions/core/clock.ts';
import type { DataTypeRecord, Donation } from '../../functions/core/donation.ts';
import type { Job } from '../../functions/core/job.ts';
import { handler as authorize } from '../../functions/steps/authorize.ts';
import { handler as download } from '../../functions/steps/download.ts';
import { handler as eraseItems } from '../../functions/steps/erase/items.ts';
import { handler as eraseMark } from '../../functions/steps/erase/mark.ts';
import { handler as eraseObjects } from '../../functions/steps/erase/objects.ts';
import { handler as eraseStop } from '../../functions/steps/erase/stop.ts';
import { handler as filter } from '../../functions/steps/filter.ts';
import { handler as finish } from '../../functions/steps/finish.ts';
import { handler as initiate } from '../../functions/steps/initiate.ts';
import { type PollResult, handler as poll } from '../../functions/steps/poll.ts';
import { handler as store } from '../../functions/steps/store.ts';
import { listDataTypes } from '../../functions/store/data-types.ts';
import { isTombstone, lookUpDonation } from '../../functions/store/donations.ts';
import { queryItems } from '../../functions/store/items.ts';
import { listJobs } from '../../functions/store/jobs.ts';
import { listKeys } from '../../functions/store/objects.ts';
import { authorizedDonation, type Ids, later } from './steps.ts';

export const donationOf = async ({ donationId }: Ids) => (await lookUpDonation(donationId)) as Donation;
export const typesOf = async ({ donationId }: Ids) => listDataTypes(donationId);
export const jobsOf = async ({ donationId, execution }: Ids) => listJobs(donationId, execution);
export const typeOf = async (ids: Ids, name: string) =>
  (await typesOf(ids)).find(({ data_type }) => data_type === name) as DataTypeRecord;
export const jobOf = async (ids: Ids, group: string) => (await jobsOf(ids)).find((job) => job.group === group) as Job;

/** What the machine does between Initiate and Finish, with the clock moved instead of waiting. */
export async function drive(ids: Ids, rounds = 60): Promise<PollResult> {
  for (let round = 0; round < rounds; round += 1) {
    const result = await poll(ids);
    if (result.next === 'finish') return result;
    for (const dataType of result.dataTypes) await store({ ...ids, dataType });
    if (result.next === 'wait') later(result.waitSeconds * SECOND_MS);
    if (result.next === 'initiate') await initiate(ids);
    if (result.next === 'download') {
      for (const part of result.parts) {
        const { batches } = await download({ ...ids, ...part });
        for (const batch of batches) await filter({ ...ids, ...batch });
      }
    }
  }
  throw new Error('It never came to an end');
}

/** What the machine does once no export is awaited any more. */
export async function settle(ids: Ids): Promise<void> {
  await drive(ids);
  await finish(ids);
}

export async function begin(types: readonly string[], account = 'maija', more: object = {}): Promise<Ids> {
  const ids = await authorizedDonation({ types, ...more }, { account });
  await authorize(ids);
  await initiate(ids);
  return ids;
}

/** What only tells when the provider is asked next. */
const TIMES = { next_at: null, next_check_at: null, last_checked_at: null, polls: null };

/** Everything that is stored of a donation. */
export async function snapshot({ donationId }: Ids) {
  const items = await queryItems<Record<string, unknown>>(`DONATION#${donationId}`);
  const kept = items.filter(({ sk }) => !String(sk).startsWith('EVENT#'));
  const objects: string[] = [];
  for await (const keys of listKeys('')) objects.push(...keys.filter((key) => key.includes(donationId)));
  return { items: kept.map((item): Record<string, unknown> => ({ ...item, ...TIMES })), objects };
}

export const by = 'participant' as const;

export async function erase({ donationId }: Ids): Promise<string> {
  for (const run of [eraseMark, eraseStop, eraseObjects, eraseItems]) await run({ donationId, by });
  const tombstone = await lookUpDonation(donationId);
  if (!tombstone || !isTombstone(tombstone)) throw new Error('There is no tombstone');
  return tombstone.receipt;
}
