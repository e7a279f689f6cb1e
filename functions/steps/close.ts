/** functions/steps/close.ts — leaves nothing behind at the provider and no temporary objects with us. */
import type { Donation } from '../core/donation.ts';
import { StepError } from '../core/errors.ts';
import { required } from '../env.ts';
import { dropGrant, loadGrant } from '../store/grants.ts';
import { abortUploads, deletePrefix, objectPrefix } from '../store/objects.ts';
import { CLOSE_AFTER_MS } from './poll.ts';
import { busySiblings } from './siblings.ts';
import { connect, current, type StepInput, step } from './step.ts';

export type CloseResult = { readonly next: 'wait' | 'done'; readonly waitSeconds: number };

/**
 * Ends the grant at the provider, drops it here, and deletes `raw/` and `runs/`. A reset acts on the whole
 * person-project pair, so it waits while another donation of the same session still needs its grant.
 * Safe to repeat: all deletes. Its failure never changes the donation's status.
 * @throws StepError `RetryableProviderError`, `Superseded`
 * @see https://developers.google.com/data-portability/reference/rest/v1/authorization/reset
 */
export const handler = step<StepInput, CloseResult>('close', async (input, { clock }) => {
  const donation = await current(input);
  try {
    // The provider first: from the reset on, the person can be asked for a new grant without losing it.
    return await giveBack(input, donation, clock());
  } finally {
    await deleteTemporary(donation.id);
  }
});

/** Ends the grant and drops it, unless another donation still needs it. */
async function giveBack(input: StepInput, donation: Donation, now: number): Promise<CloseResult> {
  if (!(await loadGrant(donation.id))) return { next: 'done', waitSeconds: 0 };
  const overdue = now - Date.parse(donation.authorized_at ?? donation.created_at) > CLOSE_AFTER_MS;
  if (!overdue && (await busySiblings(donation.session_hash, donation.id)).length) {
    return { next: 'wait', waitSeconds: Math.ceil(required('POLL_UNIT_SECONDS')) };
  }
  await endGrant(input, donation);
  await dropGrant(donation.id);
  return { next: 'done', waitSeconds: 0 };
}

/** Deletes what only the processing needed. */
export async function deleteTemporary(donationId: string): Promise<void> {
  for (const area of ['raw', 'runs'] as const) {
    await deletePrefix(objectPrefix(area, donationId));
    await abortUploads(objectPrefix(area, donationId));
  }
}

async function endGrant(input: StepInput, donation: Donation): Promise<void> {
  try {
    const { client } = await connect(donation);
    await current(input);
    await client.reset();
  } catch (error) {
    // A grant that is gone already needs no ending.
    if (isLost(error)) return;
    throw error;
  }
}

const isLost = (error: unknown): boolean =>
  (error instanceof StepError && error.name === 'GrantLost') ||
  (error instanceof Error && 'code' in error && error.code === 'grant_lost');
