/** test/support/machine.ts — runs a state machine file with the given steps, without waiting. */
import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';

type Definition = { States: Record<string, State> };
type State = {
  Type: string;
  ItemProcessor?: Definition;
  Branches?: Definition[];
  Parameters?: { FunctionName: string };
};

/** A step of a test: what it gets is the payload, what it throws reaches Retry and Catch by its name. */
export type TestStep = (payload: Record<string, unknown>) => unknown;
export type TestSteps = Readonly<Record<string, TestStep>>;

export const readMachine = (name: 'donation' | 'erase'): Definition & Record<string, unknown> =>
  JSON.parse(readFileSync(new URL(`../../statemachines/${name}.asl.json`, import.meta.url), 'utf8'));

/** Every state of a machine, those of maps and branches included. */
export function allStates(definition: Definition): (readonly [string, State])[] {
  return Object.entries(definition.States).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.ItemProcessor ? allStates(state.ItemProcessor) : []),
    ...(state.Branches ?? []).flatMap(allStates),
  ]);
}

/** `${EraseMarkFunctionArn}` → `erase-mark`. */
export const functionOf = (placeholder: string): string =>
  placeholder
    .replace(/^\$\{(\w+)FunctionArn\}$/, '$1')
    .replace(/(?<!^)([A-Z])/g, '-$1')
    .toLowerCase();

export class NamedError extends Error {
  constructor(name: string) {
    super('test');
    this.name = name;
  }
}

/** @returns the functions called, in order, with their payloads; waits and retry pauses take no time */
export async function runMachine(name: 'donation' | 'erase', steps: TestSteps, input: Record<string, unknown>) {
  const definition = readMachine(name);
  const calls: { step: string; payload: Record<string, unknown> }[] = [];
  const states = allStates(definition);
  const handlers = Object.fromEntries(
    states
      .filter(([, { Type: type }]) => type === 'Task')
      .map(([state, { Parameters: parameters }]) => {
        const step = functionOf(parameters?.FunctionName ?? '');
        const handler = async ({ Payload: payload }: { Payload: Record<string, unknown> }) => {
          calls.push({ step, payload });
          const run = steps[step];
          if (!run) throw new Error(`The test has no step ${step}`);
          return { Payload: await run(payload) };
        };
        return [state, handler];
      }),
  );
  const named = (type: string) => states.filter(([, state]) => state.Type === type).map(([state]) => state);
  const machine = new StateMachine(definition as never, { validationOptions: { noValidate: true } });
  const execution = machine.run(input as never, {
    overrides: {
      taskResourceLocalHandlers: handlers as never,
      waitTimeOverrides: Object.fromEntries(named('Wait').map((state) => [state, 0])),
      retryIntervalOverrides: Object.fromEntries(named('Task').map((state) => [state, 0])),
    },
  });
  const status = await execution.result.then(
    () => 'SUCCEEDED' as const,
    () => 'FAILED' as const,
  );
  return { status, calls, order: calls.map(({ step }) => step) };
}
