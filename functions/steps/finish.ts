/** functions/steps/finish.ts — flips the donation once every data type is in a terminal state. */
import { DAY_MS, toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, isTerminal, settledStatus } from '../core/donation.ts';
import type { ReasonCode } from '../core/errors.ts';
import { listDataTypes, updateDataType } from '../store/data-types.ts';
import { updateDonation } from '../store/donations.ts';
import { recordEvent } from '../store/events.ts';
import { noteRetention } from '../store/retention.ts';
import { current, type StepContext, type StepInput, step, written } from './step.ts';

export type FinishResult = { readonly status: 'processed' | 'error' };

/**
 * The donation is `processed` if any data type is `ready` or `empty`, else `error` with the first type's reason.
 * Safe to repeat: conditional on the status.
 * @throws StepError `Superseded`
 */
export const handler = step<StepInput, FinishResult>('finish', (input, context) => finishDonation(input, context));

/** @throws StepError `Superseded` */
export async function finishDonation(input: StepInput, { clock }: StepContext): Promise<FinishResult> {
  const donation = await current(input);
  if (donation.status === 'processed' || donation.status === 'error') return { status: donation.status };
  const types = await Promise.all((await listDataTypes(donation.id)).map((type) => ended(donation.id, type)));
  const status = settledStatus(types);
  const at = toTimestamp(clock());
  const lost = types.some(({ reason }) => reason === 'grant_lost');
  const step = lost ? ('authorize' as const) : ('done' as const);
  const retention_until = status === 'processed' ? endOfRetention(donation, clock()) : undefined;
  // Noted first: what is kept has its end, whatever happens in between.
  if (retention_until) await noteRetention({ donation_id: donation.id, until: retention_until });
  written(
    await updateDonation(
      donation.id,
      { status: ['authorized', 'processing'], execution: input.execution },
      {
        status,
        step,
        next_check_at: undefined,
        error: status === 'error' ? reasonOf(types) : undefined,
        ...(status === 'processed' && { processed_at: at }),
        ...(retention_until && { retention_until }),
      },
      [{ step, at }],
    ),
  );
  await recordEvent(donation.id, { event: status === 'error' ? 'failed' : 'processed', by: 'service' }, clock());
  return { status };
}

/** Counted from when it was processed first: what arrives by a later authorization goes with the rest. */
const endOfRetention = ({ retention_until, retention_days }: Donation, now: number): string | undefined =>
  retention_until ?? ((retention_days && toTimestamp(now + retention_days * DAY_MS)) || undefined);

/** A data type that nothing brought to its end was interrupted by a fault of ours. */
async function ended(donationId: string, type: DataTypeRecord): Promise<DataTypeRecord> {
  if (isTerminal(type.state)) return type;
  const failed = { state: 'failed' as const, reason: 'internal' as const };
  return (await updateDataType(donationId, type.data_type, [type.state], failed)) ?? { ...type, ...failed };
}

const reasonOf = (types: readonly DataTypeRecord[]): ReasonCode =>
  types.map(({ reason }) => reason).find(Boolean) ??
  (types.every(({ state }) => state === 'not_granted') ? 'nothing_granted' : 'internal');
