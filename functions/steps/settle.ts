/** functions/steps/settle.ts — the end of a donation's processing: the study may read its rows, or there are none. */
import { DAY_MS, toTimestamp } from '../core/clock.ts';
import { type DataTypeRecord, type Donation, type StoredStatus, settledStatus } from '../core/donation.ts';
import type { ReasonCode } from '../core/errors.ts';
import { updateDonation } from '../store/donations.ts';
import { recordEvent } from '../store/events.ts';
import { noteRetention } from '../store/retention.ts';
import { written } from './step.ts';

/**
 * @param types all of them, each in a terminal state
 * @param from the statuses in which it may be until now
 * @param now milliseconds since the epoch
 * @throws StepError `Superseded` when it is in another one
 */
export async function settle(
  donation: Donation,
  types: readonly DataTypeRecord[],
  from: readonly StoredStatus[],
  now: number,
): Promise<{ readonly status: 'processed' | 'error' }> {
  const status = settledStatus(types);
  const at = toTimestamp(now);
  const lost = types.some(({ reason }) => reason === 'grant_lost');
  const step = lost ? ('authorize' as const) : ('done' as const);
  const retention_until = status === 'processed' ? endOfRetention(donation, now) : undefined;
  // Noted first: what is kept has its end, whatever happens in between.
  if (retention_until) await noteRetention({ donation_id: donation.id, until: retention_until });
  written(
    await updateDonation(
      donation.id,
      { status: from, execution: donation.execution },
      {
        ...{ status, step, next_check_at: undefined, reviewing: undefined },
        error: status === 'error' ? reasonOf(types) : undefined,
        ...(status === 'processed' && { processed_at: at }),
        ...(retention_until && { retention_until }),
      },
      [{ step, at }],
    ),
  );
  await recordEvent(donation.id, { event: status === 'error' ? 'failed' : 'processed', by: 'service' }, now);
  return { status };
}

/** Counted from when it was processed first: what arrives by a later authorization goes with the rest. */
const endOfRetention = ({ retention_until, retention_days }: Donation, now: number): string | undefined =>
  retention_until ?? ((retention_days && toTimestamp(now + retention_days * DAY_MS)) || undefined);

const reasonOf = (types: readonly DataTypeRecord[]): ReasonCode =>
  types.map(({ reason }) => reason).find(Boolean) ??
  (types.every(({ state }) => state === 'not_granted') ? 'nothing_granted' : 'internal');
