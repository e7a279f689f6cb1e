import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  InvalidExecutionInput,
  InvalidName,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDefinition } from '../../local/aws/definition.ts';
import { createLambda, type InvokeOptions, type Lambda } from '../../local/aws/lambda.ts';
import {
  createStepFunctions,
  type FailedExecution,
  machineArn,
  type StepFunctions,
} from '../../local/aws/stepfunctions.ts';
import { EMBEDDED, type Endpoint, openEndpoint, uniqueName } from './support.ts';

const retry = (error: string, attempts: number) => [
  { ErrorEquals: [error], IntervalSeconds: 1, MaxAttempts: attempts },
];
/** A function's placeholder, as the state machine files have it. */
const arnOf = (name: string): string => ['$', `{${name}FunctionArn}`].join('');
const task = (rest: object) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Parameters: { FunctionName: arnOf('EraseMark'), 'Payload.$': '$' },
  ResultSelector: { 'result.$': '$.Payload' },
  ResultPath: '$.step',
  TimeoutSeconds: 60,
  End: true,
  ...rest,
});
const one = (state: object, more: object = {}) => ({ StartAt: 'One', States: { One: state }, ...more });

/** A machine a behaviour. Those of waiting and passing run on any endpoint; tasks need functions of ours. */
const MACHINES = {
  wait: one({ Type: 'Wait', SecondsPath: '$.seconds', End: true }),
  fail: one({ Type: 'Fail', Error: 'Broken', Cause: 'test' }),
  pass: one({ Type: 'Pass', Result: { done: true }, End: true }),
  slow: one({ Type: 'Wait', Seconds: 60, End: true }, { TimeoutSeconds: 1 }),
  task: one(task({})),
  retried: one(task({ Retry: retry('Flaky', 3) })),
  caught: {
    StartAt: 'One',
    States: {
      One: task({
        End: undefined,
        Next: 'Good',
        Catch: [{ ErrorEquals: ['Lost'], ResultPath: '$.error', Next: 'Caught' }],
      }),
      Good: { Type: 'Succeed' },
      Caught: task({ Parameters: { FunctionName: arnOf('Poll'), Payload: { 'name.$': '$.error.Error' } } }),
    },
  },
  timeout: one(task({ TimeoutSeconds: 1, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] }), {
    States: {
      One: task({ TimeoutSeconds: 1, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] }),
      Late: { Type: 'Succeed' },
    },
  }),
  map: one({
    Type: 'Map',
    ItemsPath: '$.items',
    MaxConcurrency: 2,
    ItemSelector: { 'id.$': '$.id', 'item.$': '$$.Map.Item.Value' },
    ItemProcessor: { ProcessorConfig: { Mode: 'INLINE' }, ...one(task({})) },
    End: true,
  }),
} as const;
type Machine = keyof typeof MACHINES;
const ANYWHERE: readonly Machine[] = ['wait', 'fail', 'pass', 'slow'];

type Called = { readonly name: string; readonly payload: Record<string, unknown> };
let calls: Called[] = [];
let behaviour: (call: Called, options: InvokeOptions) => unknown = () => ({});
let failed: FailedExecution[] = [];
const invoke = async (name: string, payload: unknown, options: InvokeOptions = {}): Promise<unknown> => {
  const call = { name, payload: payload as Record<string, unknown> };
  calls.push(call);
  return behaviour(call, options);
};
const named = (name: string): Error => Object.assign(new Error('test'), { name });

let endpoint: Endpoint;
let steps: StepFunctions;
let functions: Lambda;
let sfn: SFNClient;
let lambda: LambdaClient;
const arns = new Map<Machine, string>();

beforeAll(async () => {
  endpoint = await openEndpoint({
    services: (folder) => {
      const machines = Object.fromEntries(
        Object.entries(MACHINES).map(([name, definition]) => [name, readDefinition(JSON.stringify(definition))]),
      );
      const onFailed = (execution: FailedExecution) => void failed.push(execution);
      steps = createStepFunctions({ machines, folder, invoke, onFailed });
      functions = createLambda({ invoke, folder });
      return { states: steps.service, lambda: functions.service };
    },
    onClose: async () => {
      functions.close();
      await steps.close();
    },
  });
  sfn = new SFNClient(endpoint.config);
  lambda = new LambdaClient(endpoint.config);
  for (const name of Object.keys(MACHINES) as Machine[]) {
    if (EMBEDDED) arns.set(name, machineArn(name));
    else if (ANYWHERE.includes(name)) arns.set(name, await createMachine(name));
  }
});
afterAll(() => endpoint.close());
beforeEach(() => {
  [calls, failed, behaviour] = [[], [], () => ({})];
});

async function createMachine(machine: Machine): Promise<string> {
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: uniqueName(machine),
      definition: JSON.stringify(MACHINES[machine]),
      roleArn: 'arn:aws:iam::123456789012:role/contract',
    }),
  );
  return stateMachineArn as string;
}

const start = (machine: Machine, input: object, name = uniqueName('run')) =>
  sfn.send(new StartExecutionCommand({ stateMachineArn: arns.get(machine), name, input: JSON.stringify(input) }));
const describeRun = (executionArn: string) => sfn.send(new DescribeExecutionCommand({ executionArn }));

async function ended(executionArn: string) {
  for (;;) {
    const execution = await describeRun(executionArn);
    if (execution.status !== 'RUNNING') return execution;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const run = async (machine: Machine, input: object = {}) => ended((await start(machine, input)).executionArn as string);

describe('executions', () => {
  it('run to their end, and keep their input', async () => {
    const execution = await run('pass', { id: 1 });
    expect(execution).toMatchObject({ status: 'SUCCEEDED', input: '{"id":1}' });
    expect(execution.stopDate?.getTime()).toBeGreaterThanOrEqual(execution.startDate?.getTime() ?? Number.NaN);
  });

  it('fail with the error’s name', async () => {
    expect(await run('fail')).toMatchObject({ status: 'FAILED' });
  });

  it('of one name and one input are one while it runs', async () => {
    const name = uniqueName('same');
    const first = await start('wait', { seconds: 30 }, name);
    const again = await start('wait', { seconds: 30 }, name);
    expect(again.executionArn).toBe(first.executionArn);
    expect(again.startDate).toEqual(first.startDate);
    await expect(start('wait', { seconds: 31 }, name)).rejects.toThrow(ExecutionAlreadyExists);
    await sfn.send(new StopExecutionCommand({ executionArn: first.executionArn }));
  });

  it('of a name that has ended are refused, whatever the input', async () => {
    const name = uniqueName('closed');
    await ended((await start('pass', {}, name)).executionArn as string);
    await expect(start('pass', {}, name)).rejects.toThrow(ExecutionAlreadyExists);
  });

  it('are stopped when asked, once', async () => {
    const { executionArn } = await start('wait', { seconds: 30 });
    await sfn.send(new StopExecutionCommand({ executionArn, error: 'Erased' }));
    expect(await ended(executionArn as string)).toMatchObject({ status: 'ABORTED' });
  });

  it('time out with their machine', async () => {
    expect(await run('slow')).toMatchObject({ status: 'TIMED_OUT' });
  });

  it('are listed newest first, by status and page by page', async () => {
    const stateMachineArn = arns.get('fail');
    for (let n = 0; n < 3; n += 1) await run('fail');
    const all = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter: 'FAILED' }));
    expect(all.executions?.length).toBeGreaterThanOrEqual(3);
    const starts = all.executions?.map(({ startDate }) => startDate?.getTime() ?? 0) ?? [];
    expect(starts).toEqual(starts.toSorted((a, b) => b - a));
    const first = await sfn.send(new ListExecutionsCommand({ stateMachineArn, maxResults: 2 }));
    const next = await sfn.send(new ListExecutionsCommand({ stateMachineArn, nextToken: first.nextToken }));
    expect(first.executions).toHaveLength(2);
    expect(next.executions?.[0]?.executionArn).toBe(all.executions?.[2]?.executionArn);
  });

  it('refuse what is unknown or malformed by the exceptions of AWS', async () => {
    const stateMachineArn = arns.get('pass');
    const other = stateMachineArn?.replace(/[^:]+$/, 'no-such-machine');
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn: other }))).rejects.toThrow(
      StateMachineDoesNotExist,
    );
    const broken = new StartExecutionCommand({ stateMachineArn, input: '{' });
    await expect(sfn.send(broken)).rejects.toThrow(InvalidExecutionInput);
    await expect(start('pass', {}, 'a name with spaces')).rejects.toThrow(InvalidName);
    const absent = `${stateMachineArn?.replace(':stateMachine:', ':execution:')}:absent`;
    await expect(describeRun(absent)).rejects.toThrow(ExecutionDoesNotExist);
    await expect(sfn.send(new StopExecutionCommand({ executionArn: absent }))).rejects.toThrow(ExecutionDoesNotExist);
  });
});

describe.runIf(EMBEDDED)('tasks (embedded only: they call functions of ours)', () => {
  it('call their function with the payload', async () => {
    await run('task', { donationId: 'don_1' });
    expect(calls).toEqual([{ name: 'erase-mark', payload: { donationId: 'don_1' } }]);
  });

  it('are retried on an error by its name, no more often than said', async () => {
    behaviour = () => {
      throw named('Flaky');
    };
    expect(await run('retried')).toMatchObject({ status: 'FAILED', error: 'Flaky' });
    expect(calls).toHaveLength(4);
  });

  it('hand a caught error’s name on', async () => {
    behaviour = ({ name }) => {
      if (name === 'erase-mark') throw named('Lost');
      return {};
    };
    expect(await run('caught')).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.at(-1)).toEqual({ name: 'poll', payload: { name: 'Lost' } });
  });

  it('are ended at their time-out', async () => {
    behaviour = (_, { timeoutSeconds }) => {
      expect(timeoutSeconds).toBe(1);
      throw named('States.Timeout');
    };
    expect(await run('timeout')).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('of a map run once an item, so many at a time', async () => {
    let [now, most] = [0, 0];
    behaviour = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setTimeout(resolve, 20));
      now -= 1;
      return {};
    };
    await run('map', { id: 'x', items: ['a', 'b', 'c', 'd', 'e'] });
    expect(calls.map(({ payload }) => payload.item).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(most).toBe(2);
  });

  it('are aborted when their execution is stopped', async () => {
    let aborted = false;
    behaviour = (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => {
          aborted = true;
          reject(named('Lambda.Unknown'));
        });
      });
    const { executionArn } = await start('task', {});
    await sfn.send(new StopExecutionCommand({ executionArn }));
    expect(aborted).toBe(true);
  });
});

describe.runIf(EMBEDDED)('an embedded endpoint', () => {
  it('tells the failure rule of executions that did not succeed, and of no others', async () => {
    await run('pass');
    await run('fail', { donationId: 'don_1' });
    expect(failed).toEqual([
      expect.objectContaining({ machine: 'fail', input: '{"donationId":"don_1"}', status: 'FAILED' }),
    ]);
  });

  it('starts again after a restart what was running, with the same input', async () => {
    let finish = false;
    behaviour = (_, { signal }) =>
      finish
        ? {}
        : new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(named('Lambda.Unknown'))));
    const { executionArn } = await start('task', { donationId: 'don_2' });
    await endpoint.restart();
    expect(await describeRun(executionArn as string)).toMatchObject({ status: 'RUNNING' });
    finish = true;
    expect(steps.resume()).toBe(1);
    expect(await ended(executionArn as string)).toMatchObject({ status: 'SUCCEEDED' });
    expect(calls.map(({ payload }) => payload)).toEqual([{ donationId: 'don_2' }, { donationId: 'don_2' }]);
    expect(failed).toEqual([]);
  });
});

describe.runIf(EMBEDDED)('functions', () => {
  const call = (InvocationType: 'Event' | 'RequestResponse') =>
    lambda.send(new InvokeCommand({ FunctionName: 'export', InvocationType, Payload: '{"n":1}' }));

  it('answer with what they return', async () => {
    behaviour = ({ payload }) => ({ twice: Number(payload.n) * 2 });
    const { StatusCode, Payload } = await call('RequestResponse');
    expect([StatusCode, Payload?.transformToString()]).toEqual([200, '{"twice":2}']);
  });

  it('answer with the name of what they throw', async () => {
    behaviour = () => {
      throw named('TypeError');
    };
    const { FunctionError, Payload } = await call('RequestResponse');
    expect([FunctionError, JSON.parse(Payload?.transformToString() ?? '')]).toEqual([
      'Unhandled',
      { errorType: 'TypeError', errorMessage: 'test' },
    ]);
  });

  it('called as an event answer at once, and are tried three times', async () => {
    behaviour = () => {
      throw named('TypeError');
    };
    expect((await call('Event')).StatusCode).toBe(202);
    while (calls.length < 3) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(calls).toHaveLength(3);
  });

  it('called as an event are called again after a restart that interrupted them, and once they have answered no more', async () => {
    const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
    behaviour = () => interrupted.then(() => Promise.reject(named('Lambda.Unknown')));
    await call('Event');
    await endpoint.restart();
    interrupt();
    behaviour = () => ({});
    functions.resume();
    await new Promise((resolve) => setTimeout(resolve, 10));
    functions.resume();
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(calls.map(({ payload }) => payload)).toEqual([{ n: 1 }, { n: 1 }]);
  });
});
