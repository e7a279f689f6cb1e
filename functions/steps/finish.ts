/** functions/steps/finish.ts — flips the donation once every data type is in a terminal state. */
import { DAY_MS, toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, isTerminal } from '../core/donation.ts';
import { isUnreleased } from '../core/review.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { recordEvent } from '../store/events.ts';
import { noteReview } from '../store/reviews.ts';
import { settle } from './settle.ts';
import { current, type StepContext, type StepInput, step, written } from './step.ts';

const UNDER_WAY = ['authorized', 'processing'] as const;

export type FinishResult = { readonly status: 'processed' | 'error' | 'review' };

/**
 * The donation is `processed` if any data type is `ready` or `empty`, else `error` with the first type's reason. Where
 * the study has the participant look first, what is new comes under review instead.
 * Safe to repeat: conditional on the status.
 * @throws StepError `Superseded`
 */
export const handler = step<StepInput, FinishResult>('finish', (input, context) => finishDonation(input, context));

/** @throws StepError `Superseded` */
export async function finishDonation(input: StepInput, { clock }: StepContext): Promise<FinishResult> {
  const donation = await current(input);
  const { status } = donation;
  if (status === 'processed' || status === 'error' || status === 'review') return { status };
  const types = await Promise.all((await listDataTypes(donation.id)).map((type) => ended(donation.id, type)));
  if (types.some((type) => isUnreleased(donation, type))) return beginReview(donation, clock());
  return settle(donation, types, UNDER_WAY, clock());
}

/** A data type that nothing brought to its end was interrupted by a fault of ours. */
async function ended(donationId: string, type: DataTypeRecord): Promise<DataTypeRecord> {
  if (isTerminal(type.state)) return type;
  const failed = { state: 'failed' as const, reason: 'internal' as const };
  return (await updateDataType(donationId, type.data_type, [type.state], failed)) ?? { ...type, ...failed };
}

/** From now on the rows are the participant's alone, until they release them or the time is over that the consent named. */
async function beginReview({ id, review, execution }: Donation, now: number): Promise<FinishResult> {
  const until = toTimestamp(now + (review?.days ?? 0) * DAY_MS);
  // Noted first: what is under review has its end, whatever happens in between.
  await noteReview({ donation_id: id, until });
  const reviewing = { until, version: 0, removals: [], removed: {} };
  written(
    await updateDonation(
      id,
      { status: UNDER_WAY, execution },
      { status: 'review', step: 'review', reviewing, next_check_at: undefined, error: undefined },
      [{ step: 'review', at: toTimestamp(now) }],
    ),
  );
  await recordEvent(id, { event: 'review_begun', by: 'service' }, now);
  return { status: 'review' };
}
