/** local/aws/definition.ts — a state machine's definition as the interpreter takes it. */
import { substitute } from '../../functions/steps/index.ts';
import type { Invoke } from './lambda.ts';

export type Definition = {
  readonly States: Readonly<Record<string, State>>;
  readonly TimeoutSeconds?: number;
  readonly [field: string]: unknown;
};

export type State = {
  readonly Type: string;
  readonly TimeoutSeconds?: number;
  readonly Parameters?: { readonly FunctionName: string };
  readonly ItemProcessor?: Definition;
  readonly Branches?: readonly Definition[];
};

/** Puts function names in the place of `${…FunctionArn}`. @param text a definition's JSON */
export const readDefinition = (text: string): Definition => JSON.parse(substitute(text, (name) => name)) as Definition;

/** Every state by its name, those of maps and branches included. */
export function* allStates(definition: Definition): Generator<readonly [string, State]> {
  for (const [name, state] of Object.entries(definition.States)) {
    yield [name, state];
    for (const inner of [state.ItemProcessor, ...(state.Branches ?? [])]) if (inner) yield* allStates(inner);
  }
}

type LambdaParameters = { readonly FunctionName: string; readonly Payload: unknown };

/** What each Task does here: invoke the function, no longer than the state allows. */
export function taskHandlers(definition: Definition, invoke: Invoke, signal: AbortSignal) {
  const tasks = [...allStates(definition)].filter(([, { Type: type }]) => type === 'Task');
  return Object.fromEntries(
    tasks.map(([name, { TimeoutSeconds: timeoutSeconds }]) => [
      name,
      async ({ FunctionName: functionName, Payload: payload }: LambdaParameters) => ({
        StatusCode: 200,
        Payload: (await invoke(functionName, payload, { signal, ...(timeoutSeconds && { timeoutSeconds }) })) ?? null,
      }),
    ]),
  );
}
