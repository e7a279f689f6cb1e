/** test/support/machine.ts — runs a state machine file with the given steps, without waiting. */
import { readFileSync } from 'node:fs';
import { StateMachine } from 'aws-local-stepfunctions';
import { allStates, type Definition, readDefinition } from '../../local/aws/definition.ts';
import { type AslMachine, machineSchema } from './asl.ts';

/** A step of a test: what it gets is the payload, what it throws reaches Retry and Catch by its name. */
export type TestStep = (payload: Record<string, unknown>) => unknown;
export type TestSteps = Readonly<Record<string, TestStep>>;

export const MACHINES = ['donation', 'erase', 'release'] as const;
export type Machine = (typeof MACHINES)[number];

/** The definition as it stands in the file, placeholders and all. */
export const textOf = (name: Machine): string =>
  readFileSync(new URL(`../../statemachines/${name}.asl.json`, import.meta.url), 'utf8');

/** The definition with a type of its own for each state. @throws ZodError where it is not of the part that we use */
export const aslOf = (name: Machine): AslMachine => machineSchema.parse(JSON.parse(textOf(name)));

/** The definition with the functions' names. */
export const readMachine = (name: Machine): Definition => readDefinition(textOf(name));

export class NamedError extends Error {
  constructor(name: string) {
    super('test');
    this.name = name;
  }
}

/** @returns the functions called, in order, with their payloads; waits and retry pauses take no time */
export async function runMachine(name: Machine, steps: TestSteps, input: Record<string, unknown>) {
  const definition = readMachine(name);
  const calls: { step: string; payload: Record<string, unknown> }[] = [];
  const states = [...allStates(definition)];
  const handlers = Object.fromEntries(
    states
      .filter(([, { Type: type }]) => type === 'Task')
      .map(([state, { Parameters: parameters }]) => {
        const step = parameters?.FunctionName ?? '';
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
