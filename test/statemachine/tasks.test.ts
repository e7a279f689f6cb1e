import { describe, expect, it } from 'vitest';
import { STEP_ERRORS } from '../../functions/core/errors.ts';
import { substitute } from '../../functions/steps/index.ts';
import { FUNCTIONS } from '../../lib/functions.ts';
import { type AslTask, allScopes } from '../support/asl.ts';
import { aslOf, MACHINES, type Machine } from '../support/machine.ts';

const LAMBDA_ERRORS = [
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
];

const tasks = (machine: Machine): readonly (readonly [string, AslTask])[] =>
  [...allScopes(aslOf(machine))].flatMap(({ States: states }) =>
    Object.entries(states).flatMap(([name, state]) => (state.Type === 'Task' ? [[name, state] as const] : [])),
  );
const ALL_TASKS = MACHINES.flatMap((machine) => tasks(machine).map(([state, task]) => [machine, state, task] as const));

/** The retrier that an error meets: the first that names it. */
const retrierOf = ({ Retry: retry }: AslTask, error: string) =>
  retry.find(({ ErrorEquals: names }) => names.includes(error) || names.includes('States.ALL'));

describe.each(ALL_TASKS)('the %s machine’s task %s', (machine, state, task) => {
  it('waits for its function as long as the function may run', () => {
    const name = substitute(task.Parameters.FunctionName, (found) => found) as keyof typeof FUNCTIONS;
    expect(task.TimeoutSeconds).toBe(FUNCTIONS[name].timeoutSeconds);
  });

  it('retries what Lambda itself fails with for two minutes', () => {
    for (const error of LAMBDA_ERRORS) {
      // 2 + 4 + 8 + 16 + 32 + 64 = 126 s.
      expect(retrierOf(task, error)).toEqual({
        ...{ ErrorEquals: LAMBDA_ERRORS, IntervalSeconds: 2, MaxAttempts: 6, BackoffRate: 2 },
      });
    }
  });

  it('retries what nobody expected, and a time-out, but not what repeating cannot change', () => {
    expect(retrierOf(task, 'TypeError')?.MaxAttempts).toBe(machine === 'donation' ? 2 : 12);
    expect(retrierOf(task, 'States.Timeout')?.MaxAttempts).toBe(machine === 'donation' ? 2 : 12);
    expect(retrierOf(task, 'Superseded')?.MaxAttempts).toBe(0);
    // An erasure asks nobody who could take the grant away from it.
    if (machine === 'donation') expect(retrierOf(task, 'GrantLost')?.MaxAttempts).toBe(0);
  });

  it('waits for a provider that does not answer only where no later step would come back to it', () => {
    const waits = retrierOf(task, 'RetryableProviderError');
    expect(waits?.ErrorEquals.includes('RetryableProviderError')).toBe(state === 'Authorize');
    if (state === 'Authorize') expect(waits).toMatchObject({ MaxAttempts: 100, MaxDelaySeconds: 900 });
  });

  it('names only errors that a step can throw', () => {
    const known = new Set<string>([...STEP_ERRORS, ...LAMBDA_ERRORS, 'States.ALL']);
    const named = [...task.Retry, ...(task.Catch ?? [])].flatMap(({ ErrorEquals: names }) => names);
    expect(named.filter((error) => !known.has(error))).toEqual([]);
  });

  it('goes on after an error, or fails where the sweep runs it again', () => {
    const caught = task.Catch?.map(({ ErrorEquals: names, Next: next }) => [names.join(), next]) ?? [];
    if (machine === 'donation') {
      expect(caught.at(-1)?.[0]).toBe('States.ALL');
      // What is superseded has nobody to report to: every other way on would write.
      const quiet = caught.find(([names]) => names === 'Superseded') ?? caught.at(-1);
      expect(quiet?.[1]).toMatch(/^(Ended|PartDone|BatchDone|TypeDone|TypeDoneAfterFailure)$/);
    } else {
      // An erasure and a release are never given up. Behind an erasure there is a tombstone, which nothing supersedes.
      const quiet = [['Superseded', state === 'RewriteType' ? 'TypeReleased' : 'Ended']];
      expect(caught).toEqual(['Revoke', 'Verify'].includes(state) ? [] : quiet);
    }
  });
});
