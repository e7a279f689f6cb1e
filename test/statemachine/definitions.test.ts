import { existsSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { STEP_ERRORS } from '../../functions/core/errors.ts';
import { STEP_FUNCTIONS } from '../../functions/steps/index.ts';
import { allStates } from '../../local/aws/definition.ts';
import { rawMachine, readMachine } from '../support/machine.ts';

type Task = {
  Type: string;
  Resource?: string;
  Next?: string;
  End?: boolean;
  TimeoutSeconds?: number;
  Parameters?: { FunctionName: string };
  Retry?: { ErrorEquals: string[] }[];
  Catch?: { ErrorEquals: string[]; ResultPath: string; Next: string }[];
};

const MACHINES = ['donation', 'erase'] as const;
const LAMBDA_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];
/** The subset that runs alike on AWS and in every interpreter. */
const TYPES = ['Pass', 'Task', 'Choice', 'Wait', 'Map', 'Parallel', 'Succeed', 'Fail'];
const FIELDS = new Set([
  ...['Type', 'Comment', 'Next', 'End', 'Resource', 'Parameters', 'TimeoutSeconds', 'ResultSelector', 'ResultPath'],
  ...['Retry', 'Catch', 'Choices', 'Default', 'SecondsPath', 'ItemsPath', 'MaxConcurrency', 'ItemSelector'],
  ...['ItemProcessor', 'Branches', 'Result', 'Error', 'Cause'],
]);

const tasks = (name: (typeof MACHINES)[number]) =>
  [...allStates(readMachine(name))].filter(([, { Type: type }]) => type === 'Task') as unknown as [string, Task][];

describe.each(MACHINES)('the %s machine’s definition', (name) => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(rawMachine(name));
    expect(errorsText('; ')).toBe('');
    expect(isValid).toBe(true);
  });

  it('uses only the states and fields that every interpreter runs alike', () => {
    for (const [, state] of allStates(readMachine(name))) {
      expect(TYPES).toContain(state.Type);
      expect(Object.keys(state).filter((field) => !FIELDS.has(field))).toEqual([]);
    }
  });

  it('gives each state a name of its own, in maps and branches too', () => {
    const names = [...allStates(readMachine(name))].map(([state]) => state);
    expect(new Set(names).size).toBe(names.length);
  });

  it('gives every task a time-out, the Lambda retries and a way on after an error', () => {
    for (const [state, task] of tasks(name)) {
      expect(task.Resource, state).toBe('arn:aws:states:::lambda:invoke');
      expect(task.TimeoutSeconds, state).toBeGreaterThan(0);
      expect(task.TimeoutSeconds, state).toBeLessThanOrEqual(900);
      const retried = task.Retry?.flatMap(({ ErrorEquals: names }) => names) ?? [];
      for (const error of LAMBDA_ERRORS) expect(retried, state).toContain(error);
      if (name === 'donation') {
        expect(task.Catch?.at(-1)?.ErrorEquals, state).toEqual(['States.ALL']);
        for (const { ResultPath: path } of task.Catch ?? []) expect(path, state).toBe('$.error');
      }
    }
  });

  it('names only errors that a step can throw', () => {
    const known = new Set<string>([...STEP_ERRORS, ...LAMBDA_ERRORS, 'States.ALL']);
    for (const [state, { Retry: retry = [], Catch: caught = [] }] of tasks(name)) {
      const named = [...retry, ...caught].flatMap(({ ErrorEquals: names }) => names);
      expect(
        named.filter((error) => !known.has(error)),
        state,
      ).toEqual([]);
    }
  });
});

describe('the step functions', () => {
  const called = new Set(MACHINES.flatMap(tasks).map(([, { Parameters: parameters }]) => parameters?.FunctionName));

  it('are each called by a machine, but for those that render exports, sweep, and follow failed executions', () => {
    expect([...called, 'execution-failed', 'export', 'sweep'].sort()).toEqual(Object.keys(STEP_FUNCTIONS).sort());
  });

  it('have a module each', () => {
    for (const file of Object.values(STEP_FUNCTIONS)) {
      expect(existsSync(new URL(`../../functions/steps/${file}`, import.meta.url)), file).toBe(true);
    }
  });
});
