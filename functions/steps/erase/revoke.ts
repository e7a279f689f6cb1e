/** functions/steps/erase/revoke.ts — ends the grant at the provider, behind the erasure and as long as it takes. */
import { backoff } from '../../core/backoff.ts';
import { SECOND_MS } from '../../core/clock.ts';
import { required } from '../../env.ts';
import { platform } from '../../platform.ts';
import {
  countRevocationAttempt,
  dropRevocation,
  loadRevocation,
  REVOCATION_LIFETIME_MS,
  updateRevocation,
} from '../../store/grants.ts';
import { updateReceipt } from '../../store/receipts.ts';
import { endGrants } from '../end-grant.ts';
import { busySiblings } from '../siblings.ts';
import { openAll, step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';

export type RevokeResult = { readonly next: 'wait' | 'done'; readonly waitSeconds: number };

const DONE: RevokeResult = { next: 'done', waitSeconds: 0 };

/**
 * Tries once; says when to try again while the provider does not answer, for seven days. Waits while another
 * donation of the same session still needs the grant.
 * Safe to repeat: revoking twice is revoking once.
 */
export const handler = step<EraseInput, RevokeResult>('erase-revoke', async (input, { clock, random }) => {
  const { receipt } = await tombstone(input);
  const pending = await loadRevocation(receipt);
  if (!pending) return DONE;
  const unit = required('POLL_UNIT_SECONDS');
  const siblings = await busySiblings(pending.shared_by, input.donationId, clock());
  const outcome = siblings.length
    ? 'pending'
    : await endGrants(
        openAll(await platform(pending.source_type), pending.grants, (number) => ({
          save: (refreshed) => updateRevocation(receipt, pending.donation_id, number, refreshed),
          load: async () => (await loadRevocation(receipt))?.grants[number],
        })),
        async () => {},
      );
  const givenUp = outcome === 'pending' && clock() - pending.set_aside_at > REVOCATION_LIFETIME_MS;
  if (outcome === 'pending' && !givenUp) {
    await countRevocationAttempt(receipt, pending.attempts + 1);
    return { next: 'wait', waitSeconds: Math.ceil(backoff(pending.attempts, unit, random()) / SECOND_MS) };
  }
  await updateReceipt(receipt, { revocation: givenUp ? 'given_up' : outcome });
  await dropRevocation(receipt);
  return DONE;
});
