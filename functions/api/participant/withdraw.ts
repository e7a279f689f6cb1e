/** functions/api/participant/withdraw.ts — DELETE /api/participant/donations/{id}/ */

import { setTimeout as wait } from 'node:timers/promises';
import { SECOND_MS } from '../../core/clock.ts';
import { donationPath } from '../../core/schemas.ts';
import { eraseDonation } from '../../erase-donation.ts';
import { findReceipt, type Receipt } from '../../store/receipts.ts';
import { participantRoute, refuseOthers } from './route.ts';

/** Well within API Gateway's limit of 30 s. */
const WAIT_MS = 20 * SECOND_MS;
const LOOK_EVERY_MS = SECOND_MS / 4;

/**
 * Withdraws, in every state, and waits up to 20 s for the deletion to be done. Again: the same receipt.
 * @throws AppError `not_found`
 */
export const withdraw = participantRoute({ params: donationPath }, async ({ session, params, now }) => {
  await refuseOthers(session, params.id);
  const receipt = await eraseDonation(params.id, 'participant', now);
  const { erased_at = null } = (await erased(receipt)) ?? {};
  return { status: 200, body: { receipt, erased_at } };
});

/** The receipt, as soon as the data are gone or the time is up. */
async function erased(code: string): Promise<Receipt | undefined> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const receipt = await findReceipt(code);
    if (receipt?.erased_at || waited >= WAIT_MS) return receipt;
    await wait(LOOK_EVERY_MS);
  }
}
