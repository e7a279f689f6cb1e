/** local/aws/stepfunctions.ts — the Step Functions endpoint: executions that survive a restart. */
import { ExecutionTimeoutError, StateMachine } from 'aws-local-stepfunctions';
import { type Clock, SECOND_MS, systemClock } from '../../functions/core/clock.ts';
import { type Definition, taskHandlers } from './definition.ts';
import { EXECUTION_STATUSES, type Execution, type ExecutionStatus, openExecutions } from './executions.ts';
import type { Invoke } from './lambda.ts';
import { AwsError, type BufferedService, jsonService } from './service.ts';

const ARN = 'arn:aws:states:eu-north-1:000000000000';

export const machineArn = (machine: string): string => `${ARN}:stateMachine:${machine}`;
const executionArn = ({ machine, name }: Pick<Execution, 'machine' | 'name'>) => `${ARN}:execution:${machine}:${name}`;

/** An execution that did not succeed; on AWS an EventBridge rule hears of it. */
export type FailedExecution = Pick<Execution, 'machine' | 'name' | 'input' | 'status'>;

export type StepFunctionsOptions = {
  readonly machines: Readonly<Record<string, Definition>>;
  /** Where executions are kept. */
  readonly folder: string;
  readonly invoke: Invoke;
  readonly onFailed?: (execution: FailedExecution) => void;
  readonly clock?: Clock;
};

export type StepFunctions = {
  readonly service: BufferedService;
  /** Starts again, from the beginning, what was running when the process ended. @returns how many */
  resume(): number;
  /** Stops everything; what was running stays RUNNING on disk. */
  close(): Promise<void>;
};

type Run = {
  readonly abort: (status: ExecutionStatus | undefined, error: string) => void;
  readonly ended: Promise<void>;
};

/**
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html
 */
export function createStepFunctions({
  machines,
  folder,
  invoke,
  onFailed = () => {},
  clock = systemClock,
}: StepFunctionsOptions): StepFunctions {
  const executions = openExecutions(folder);
  const runs = new Map<string, Run>();

  /** Runs an execution; `ended` settles when its outcome is on the disk. */
  function run(execution: Execution): void {
    const definition = machines[execution.machine];
    if (!definition) return;
    const arn = executionArn(execution);
    const controller = new AbortController();
    let stopped: { status: ExecutionStatus | undefined; error: string } | undefined;
    const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
    const started = machine.run(JSON.parse(execution.input), {
      overrides: { taskResourceLocalHandlers: taskHandlers(definition, invoke, controller.signal) as never },
    });
    const abort: Run['abort'] = (status, error) => {
      stopped ??= { status, error };
      started.abort();
      controller.abort();
    };
    const ended = started.result
      .then(
        () => ({ status: 'SUCCEEDED' as ExecutionStatus | undefined, error: null as string | null }),
        (error: Error) => stopped ?? outcomeOf(error),
      )
      .then(({ status, error }) => {
        // A time-out leaves tasks behind that are still at work.
        controller.abort();
        runs.delete(arn);
        // Closing leaves it RUNNING, to be resumed.
        if (!status) return;
        executions.end(execution.machine, execution.name, status, clock(), error);
        if (status !== 'SUCCEEDED') onFailed({ ...execution, status });
      });
    runs.set(arn, { abort, ended });
  }

  const parseArn = (arn: unknown, kind: 'stateMachine' | 'execution'): string[] => {
    const [prefix, machine, name] = [`${ARN}:${kind}:`, ...String(arn).slice(`${ARN}:${kind}:`.length).split(':')];
    if (typeof arn !== 'string' || !arn.startsWith(prefix)) throw new AwsError('InvalidArn', 'Invalid ARN');
    return [machine ?? '', name ?? ''];
  };

  const machineOf = (arn: unknown): string => {
    const [machine = ''] = parseArn(arn, 'stateMachine');
    if (!machines[machine]) throw new AwsError('StateMachineDoesNotExist', 'State Machine Does Not Exist');
    return machine;
  };

  const executionOf = (arn: unknown): Execution => {
    const [machine = '', name = ''] = parseArn(arn, 'execution');
    const found = executions.find(machine, name);
    if (!found) throw new AwsError('ExecutionDoesNotExist', 'Execution Does Not Exist');
    return found;
  };

  const described = (execution: Execution) => ({
    executionArn: executionArn(execution),
    stateMachineArn: machineArn(execution.machine),
    name: execution.name,
    status: execution.status,
    startDate: execution.started_at / SECOND_MS,
    ...(execution.stopped_at !== null && { stopDate: execution.stopped_at / SECOND_MS }),
  });

  const service = jsonService(
    {
      async StartExecution({ stateMachineArn, name = crypto.randomUUID(), input = '{}' }) {
        const machine = machineOf(stateMachineArn);
        if (!/^[\w-]{1,80}$/.test(String(name))) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
        checkInput(input);
        const there = executions.find(machine, String(name));
        if (there && (there.status !== 'RUNNING' || there.input !== input)) {
          throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn(there)}'`);
        }
        const execution = there ?? executions.insert(machine, String(name), String(input), clock());
        if (!there) run(execution);
        return { executionArn: executionArn(execution), startDate: execution.started_at / SECOND_MS };
      },
      async StopExecution({ executionArn: arn, error = 'Aborted' }) {
        const execution = executionOf(arn);
        const running = runs.get(executionArn(execution));
        running?.abort('ABORTED', String(error));
        await running?.ended;
        const stopped = executions.find(execution.machine, execution.name);
        return { stopDate: (stopped?.stopped_at ?? clock()) / SECOND_MS };
      },
      async DescribeExecution({ executionArn: arn }) {
        const execution = executionOf(arn);
        return { ...described(execution), input: execution.input, ...(execution.error && { error: execution.error }) };
      },
      async ListExecutions({ stateMachineArn, statusFilter, maxResults = 100, nextToken = '0' }) {
        const machine = machineOf(stateMachineArn);
        if (statusFilter !== undefined && !EXECUTION_STATUSES.includes(statusFilter as ExecutionStatus)) {
          throw new AwsError('ValidationException', 'statusFilter is unknown');
        }
        const all = executions.list(machine, statusFilter as ExecutionStatus | undefined);
        const from = Number(nextToken) || 0;
        const until = from + (Number(maxResults) || 100);
        const next = until < all.length ? { nextToken: String(until) } : {};
        return { executions: all.slice(from, until).map(described), ...next };
      },
    },
    '1.0',
  );

  return {
    service,
    resume() {
      const left = executions.running();
      for (const execution of left) run(execution);
      return left.length;
    },
    async close() {
      const open = [...runs.values()];
      for (const { abort } of open) abort(undefined, 'closing');
      await Promise.all(open.map(({ ended }) => ended));
      executions.close();
    },
  };
}

/** The interpreter wraps what a state failed with. */
function outcomeOf(error: Error): { status: ExecutionStatus; error: string } {
  if (error instanceof ExecutionTimeoutError) return { status: 'TIMED_OUT', error: 'States.Timeout' };
  const { cause } = error;
  return { status: 'FAILED', error: cause instanceof Error ? cause.name : error.name };
}

/** @throws AwsError `InvalidExecutionInput` */
function checkInput(input: unknown): void {
  try {
    if (typeof input === 'string') JSON.parse(input);
  } catch {
    throw new AwsError('InvalidExecutionInput', 'Invalid State Machine Execution Input');
  }
}
