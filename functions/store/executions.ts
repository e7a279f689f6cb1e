/** functions/store/executions.ts — starting and stopping the state machines' executions. */
import {
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { sfn } from '../clients.ts';
import type { Tombstone } from '../core/donation.ts';
import { required } from '../env.ts';

/** The name of a donation's nth execution: the id itself first, then `<id>-2`, … */
export const executionName = (donationId: string, execution: number): string =>
  execution > 1 ? `${donationId}-${execution}` : donationId;

/** Starts an execution once: a name that is taken means it was started before. */
async function startOnce(stateMachineArn: string, name: string, input: object): Promise<void> {
  try {
    await sfn().send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}

export async function startDonation(donationId: string, execution: number): Promise<void> {
  const input = { donationId, execution };
  await startOnce(required('DONATION_MACHINE_ARN'), executionName(donationId, execution), input);
}

export async function startErasure(donationId: string, by: Tombstone['erased_by']): Promise<void> {
  await startOnce(required('ERASE_MACHINE_ARN'), donationId, { donationId, by });
}

/** Stops a donation's execution, if it runs. */
export async function stopDonation(donationId: string, execution: number): Promise<void> {
  // An execution's ARN is its machine's with `execution` for `stateMachine` and its name behind.
  const machine = required('DONATION_MACHINE_ARN').replace(':stateMachine:', ':execution:');
  try {
    await sfn().send(
      new StopExecutionCommand({ executionArn: `${machine}:${executionName(donationId, execution)}`, error: 'Erased' }),
    );
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}
