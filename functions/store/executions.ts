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
type ExecutionState = 'absent' | 'running' | 'ended';

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

/** How often an execution that ended before its time is run in all; an erasure and a release are owed. */
const DONATION_RUNS = 4;
const OWED_RUNS = 100;

/** An execution that ended before its time cannot be started under its name again: `<name>_2`, `<name>_3` … */
const runNames = (name: string, runs: number): readonly string[] =>
  Array.from({ length: runs }, (_, run) => (run ? `${name}_${run + 1}` : name));

/** `given_up`: started as often as it may be. */
export type Resumed = 'running' | 'started' | 'given_up';

/** Starts an execution again that should run and does not. Steps are safe to repeat: it goes on where it was. */
async function resume(machineArn: string, names: readonly string[], input: object): Promise<Resumed> {
  for (const run of names) {
    const state = await stateOf(machineArn, run);
    if (state === 'running') return 'running';
    if (state === 'ended') continue;
    await startOnce(machineArn, run, input);
    return 'started';
  }
  return 'given_up';
}

const donationRuns = (donationId: string, execution: number): readonly string[] =>
  runNames(executionName(donationId, execution), DONATION_RUNS);

export const resumeDonation = (donationId: string, execution: number): Promise<Resumed> =>
  resume(required('DONATION_MACHINE_ARN'), donationRuns(donationId, execution), { donationId, execution });

/** Whether a donation's execution, or a later run of it, is at work. */
export const isDonationRunning = (donationId: string, execution: number): Promise<boolean> =>
  isRunning(required('DONATION_MACHINE_ARN'), donationRuns(donationId, execution));

export const isReleaseRunning = (donationId: string, execution: number): Promise<boolean> =>
  isRunning(required('RELEASE_MACHINE_ARN'), releaseRuns(donationId, execution));

async function isRunning(machine: string, runs: readonly string[]): Promise<boolean> {
  for (const run of runs) {
    const state = await stateOf(machine, run);
    if (state !== 'ended') return state === 'running';
  }
  return false;
}

export async function startErasure(donationId: string, by: Tombstone['erased_by']): Promise<void> {
  await startOnce(required('ERASE_MACHINE_ARN'), donationId, { donationId, by });
}

export const resumeErasure = (donationId: string, by: Tombstone['erased_by']): Promise<Resumed> =>
  resume(required('ERASE_MACHINE_ARN'), runNames(donationId, OWED_RUNS), { donationId, by });

/** The release of what the nth execution brought. */
const releaseRuns = (donationId: string, execution: number): readonly string[] =>
  runNames(executionName(donationId, execution), OWED_RUNS);

export async function startRelease(donationId: string, execution: number): Promise<void> {
  const name = executionName(donationId, execution);
  await startOnce(required('RELEASE_MACHINE_ARN'), name, { donationId, execution });
}

export const resumeRelease = (donationId: string, execution: number): Promise<Resumed> =>
  resume(required('RELEASE_MACHINE_ARN'), releaseRuns(donationId, execution), { donationId, execution });

/** Stops a donation's execution and its release, whichever run of them is at work. */
export async function stopDonation(donationId: string, execution: number): Promise<void> {
  await stop(required('DONATION_MACHINE_ARN'), donationRuns(donationId, execution));
  await stop(required('RELEASE_MACHINE_ARN'), releaseRuns(donationId, execution));
}

async function stop(machine: string, runs: readonly string[]): Promise<void> {
  for (const run of runs) {
    try {
      await sfn().send(new StopExecutionCommand({ executionArn: executionArn(machine, run), error: 'Erased' }));
    } catch (error) {
      if (error instanceof ExecutionDoesNotExist) return;
      throw error;
    }
  }
}
