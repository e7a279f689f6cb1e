/** functions/steps/erase/mark.ts — the tombstone first: from here on reads answer 410 and no step writes. */
import { toTimestamp } from '../../core/clock.ts';
import { StepError } from '../../core/errors.ts';
import { newReceipt } from '../../core/token.ts';
import { required } from '../../env.ts';
import { buryDonation } from '../../store/donations.ts';
import { step } from '../step.ts';
import type { EraseInput } from './erase-step.ts';

/** How long until a late step can no longer be writing. */
export type MarkResult = { readonly sweepSeconds: number };

/** Safe to repeat: the first tombstone and its receipt stay. @throws StepError `Superseded` when there is no donation */
export const handler = step<EraseInput, MarkResult>('erase-mark', async ({ donationId, by }, { clock }) => {
  const at = toTimestamp(clock());
  const tombstone = await buryDonation(donationId, { receipt: newReceipt(), erased_by: by, erased_at: at });
  if (!tombstone) throw new StepError('Superseded', 'internal');
  return { sweepSeconds: required('SWEEP_AFTER_SECONDS') };
});
