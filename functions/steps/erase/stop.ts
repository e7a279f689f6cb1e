/** functions/steps/erase/stop.ts — ends the donation's execution. */
import { stopDonation } from '../../store/executions.ts';
import { step } from '../step.ts';
import { type EraseInput, tombstone } from './erase-step.ts';

/** Safe to repeat: an execution that has ended stays ended. */
export const handler = step<EraseInput, Record<string, never>>('erase-stop', async (input) => {
  const { pending } = await tombstone(input);
  if (pending?.execution) await stopDonation(input.donationId, pending.execution);
  return {};
});
