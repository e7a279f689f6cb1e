/**
 * test/support/asl.ts — the part of the Amazon States Language that the state machines use, field by field.
 * Interpreters and validators pass over a field that they do not know: a misspelt `BackoffRate` would be found by nobody.
 * @see https://states-language.net
 */
import * as z from 'zod';

/** Into the state's input: `$.poll.result.next`. */
const path = z.string().regex(/^\$(\.[A-Za-z]+)+$/);
/** Into the input, or the item that a Map is at. */
const source = z.string().regex(/^\$(\.[A-Za-z]+)+$|^\$\$\.Map\.Item\.Value(\.[A-Za-z]+)*$/);
/** What a function or an item is given: only values that are read, so each name ends in `.$`. */
const payload = z.record(z.string().regex(/^[A-Za-z]+\.\$$/), source);
const seconds = z.int().positive();
const name = z.string().min(1);
const comment = name.optional();

const errors = z
  .array(name)
  .min(1)
  .refine((all) => !all.includes('States.ALL') || all.length === 1, 'States.ALL stands alone');

/** AWS refuses States.ALL anywhere but at the end. */
const allLast = (list: readonly { readonly ErrorEquals: readonly string[] }[]): boolean =>
  list.slice(0, -1).every(({ ErrorEquals: names }) => !names.includes('States.ALL'));

const retrier = z.union([
  z.strictObject({ ErrorEquals: errors, MaxAttempts: z.literal(0) }),
  z
    .strictObject({
      ErrorEquals: errors,
      IntervalSeconds: seconds,
      MaxAttempts: z.int().min(1).max(99_999_999),
      BackoffRate: z.number().min(1),
      MaxDelaySeconds: seconds.max(31_622_400).optional(),
    })
    .refine(
      ({ IntervalSeconds: first, MaxDelaySeconds: most }) => !most || most > first,
      'MaxDelaySeconds is too small',
    ),
]);
const retry = z.array(retrier).min(1).refine(allLast, 'States.ALL comes last');

const catcher = z.strictObject({ ErrorEquals: errors, ResultPath: z.literal('$.error'), Next: name });
const catches = z.array(catcher).min(1).refine(allLast, 'States.ALL comes last');

const task = z.strictObject({
  Type: z.literal('Task'),
  Comment: comment,
  Resource: z.literal('arn:aws:states:::lambda:invoke'),
  Parameters: z.strictObject({ FunctionName: z.string().regex(/^\$\{[A-Za-z]+FunctionArn\}$/), Payload: payload }),
  /** Lambda ends a function after 15 minutes. */
  TimeoutSeconds: seconds.max(900),
  ResultSelector: z.strictObject({ 'result.$': z.literal('$.Payload') }),
  ResultPath: path,
  Retry: retry,
  Catch: catches.optional(),
  Next: name,
});

const choice = z.strictObject({
  Type: z.literal('Choice'),
  Choices: z.array(z.strictObject({ Variable: path, StringEquals: name, Next: name })).min(1),
  Default: name,
});

const wait = z.strictObject({ Type: z.literal('Wait'), SecondsPath: path, Next: name });
const pass = z.strictObject({
  Type: z.literal('Pass'),
  Result: z.strictObject({ done: z.literal(true) }),
  End: z.literal(true),
});
const succeed = z.strictObject({ Type: z.literal('Succeed') });
const fail = z.strictObject({ Type: z.literal('Fail'), Error: name, Cause: name });

const map = z.strictObject({
  Type: z.literal('Map'),
  Comment: comment,
  ItemsPath: path,
  MaxConcurrency: z.int().min(1).max(40),
  ItemSelector: payload,
  get ItemProcessor() {
    return z.strictObject({ ProcessorConfig: z.strictObject({ Mode: z.literal('INLINE') }), ...scope.shape });
  },
  ResultPath: path,
  Catch: catches.optional(),
  Next: name,
});

const parallel = z.strictObject({
  Type: z.literal('Parallel'),
  Comment: comment,
  get Branches() {
    return z.array(scope).min(2);
  },
  ResultPath: z.null(),
  Next: name,
});

const state = z.discriminatedUnion('Type', [task, choice, wait, pass, succeed, fail, map, parallel]);

/** A machine, the inside of a Map, or a branch: no state of one can name a state of another. */
const scope = z.strictObject({ StartAt: name, States: z.record(z.string().max(80), state) });

export const machineSchema = z.strictObject({ Comment: name, TimeoutSeconds: seconds.optional(), ...scope.shape });

export type AslMachine = z.output<typeof machineSchema>;
export type AslScope = z.output<typeof scope>;
export type AslState = z.output<typeof state>;
export type AslTask = z.output<typeof task>;

/** The scopes directly inside a state. */
export const scopesIn = (inside: AslState): readonly AslScope[] => {
  if (inside.Type === 'Map') return [inside.ItemProcessor];
  return inside.Type === 'Parallel' ? inside.Branches : [];
};

/** The machine itself and every scope in it. */
export function* allScopes(outer: AslScope): Generator<AslScope> {
  yield outer;
  for (const inside of Object.values(outer.States)) for (const inner of scopesIn(inside)) yield* allScopes(inner);
}

/** The states that may come right after one. */
export function nextOf(from: AslState): readonly string[] {
  const next = 'Next' in from ? [from.Next] : [];
  const caught = 'Catch' in from && from.Catch ? from.Catch.map(({ Next }) => Next) : [];
  const chosen = from.Type === 'Choice' ? [...from.Choices.map(({ Next }) => Next), from.Default] : [];
  return [...next, ...caught, ...chosen];
}
