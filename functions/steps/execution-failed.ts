/** functions/steps/execution-failed.ts — an execution that ended before its time still leaves its donation in an end state. */
import { StepError } from '../core/errors.ts';
import { handler as fail } from './fail.ts';
import type { StepInput } from './step.ts';

/**
 * What is told of an execution that failed, timed out or was aborted.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/eventbridge-integration.html
 */
export type ExecutionFailed = { readonly detail: { readonly status: string; readonly input: string } };

/** A donation that was erased or taken over in the meantime is left alone. Safe to repeat. */
export async function handler({ detail: { status, input } }: ExecutionFailed): Promise<void> {
  const { donationId, execution } = JSON.parse(input) as StepInput;
  try {
    await fail({ donationId, execution, error: status, final: true });
  } catch (error) {
    if (!(error instanceof StepError && error.name === 'Superseded')) throw error;
  }
}
