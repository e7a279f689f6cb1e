/** functions/store/executions.ts — starting and stopping the state machines' executions. */
import {
  DescribeExecutionCommand,
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

/** `absent`: never started. */
export type ExecutionState = 'absent' | 'running' | 'ended';

/** An execution's ARN is its machine's with `execution` for `stateMachine` and its name behind. */
const executionArn = (machineArn: string, name: string): string =>
  `${machineArn.replace(':stateMachine:', ':execution:')}:${name}`;

async function stateOf(machineArn: string, name: string): Promise<ExecutionState> {
  try {
    const { status } = await sfn().send(new DescribeExecutionCommand({ executionArn: executionArn(machineArn, name) }));
    return status === 'RUNNING' ? 'running' : 'ended';
  } catch (error) {
    if (error instanceof ExecutionDoesNotExist) return 'absent';
    throw error;
  }
}

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

export const donationState = (donationId: string, execution: number): Promise<ExecutionState> =>
  stateOf(required('DONATION_MACHINE_ARN'), executionName(donationId, execution));

export async function startErasure(donationId: string, by: Tombstone['erased_by']): Promise<void> {
  await startOnce(required('ERASE_MACHINE_ARN'), donationId, { donationId, by });
}

/** Starts an erasure again whose execution has failed; while one runs it is left alone. */
export async function resumeErasure(donationId: string, by: Tombstone['erased_by']): Promise<void> {
  const machine = required('ERASE_MACHINE_ARN');
  for (let attempt = 1; ; attempt += 1) {
    const name = executionName(donationId, attempt);
    const state = await stateOf(machine, name);
    if (state === 'running') return;
    if (state === 'absent') return startOnce(machine, name, { donationId, by });
  }
}

/** Stops a donation's execution, if it runs. */
export async function stopDonation(donationId: string, execution: number): Promise<void> {
  const arn = executionArn(required('DONATION_MACHINE_ARN'), executionName(donationId, execution));
  try {
    await sfn().send(new StopExecutionCommand({ executionArn: arn, error: 'Erased' }));
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
  }
}
