import { existsSync } from 'node:fs';
import validate from 'asl-validator';
import { describe, expect, it } from 'vitest';
import { placeholdersOf, STEP_FUNCTIONS, substitute } from '../../functions/steps/index.ts';
import { allScopes, machineSchema, nextOf } from '../support/asl.ts';
import { definedAt, readsOf } from '../support/asl-data.ts';
import { aslOf, MACHINES, textOf } from '../support/machine.ts';

/** What an execution is started with. */
const INPUT = {
  donation: ['donationId', 'execution'],
  erase: ['donationId', 'by'],
  release: ['donationId', 'execution'],
} as const;

/** What must be found, each in every machine that has the like; the donation machine has all of it. */
const FAULTS = [
  ['a misspelt field of a retry', '"BackoffRate"', '"BackOffRate"'],
  [
    'a misspelt field of a catch',
    '"ErrorEquals": [\n            "Superseded"\n          ],\n          "ResultPath"',
    '',
  ],
  ['a misspelt field of a task', '"TimeoutSeconds": 60', '"TimeOutSeconds": 60'],
  ['a time-out that Lambda does not grant', '"TimeoutSeconds": 900', '"TimeoutSeconds": 901'],
  ['a value that is not read but given', '"donationId.$"', '"donationId"'],
  ['an unknown comparison', '"StringEquals"', '"StringEqual"'],
  ['a number in the place of a path', '"SecondsPath"', '"Seconds"'],
] as const;

describe.each(MACHINES)('the %s machine’s definition', (name) => {
  it('is valid Amazon States Language', () => {
    const { isValid, errorsText } = validate(JSON.parse(textOf(name)));
    expect(errorsText('; ')).toBe('');
    expect(isValid).toBe(true);
  });

  it('uses only the states and fields that every interpreter runs alike, each as it is spelt', () => {
    expect(machineSchema.safeParse(JSON.parse(textOf(name))).error?.issues ?? []).toEqual([]);
  });

  it.each(FAULTS.filter(([, right]) => textOf(name).includes(right)))('would be refused with %s', (_, right, wrong) => {
    const changed = textOf(name).replace(right, wrong || right.replace('ErrorEquals', 'ErrorsEqual'));
    expect(changed).not.toBe(textOf(name));
    expect(machineSchema.safeParse(JSON.parse(changed)).success).toBe(false);
  });

  it('gives each state a name of its own, in maps and branches too', () => {
    const names = [...allScopes(aslOf(name))].flatMap(({ States: states }) => Object.keys(states));
    expect(new Set(names).size).toBe(names.length);
  });

  it('goes only to states that are there, and to each of them', () => {
    for (const { StartAt: first, States: states } of allScopes(aslOf(name))) {
      const reached = new Set([first]);
      for (const each of reached) {
        expect(Object.keys(states)).toContain(each);
        for (const next of nextOf(states[each] as (typeof states)[string])) reached.add(next);
      }
      expect([...reached].sort()).toEqual(Object.keys(states).sort());
    }
  });

  it('can end from every state', () => {
    for (const { States: states } of allScopes(aslOf(name))) {
      const ending = new Set(
        Object.keys(states).filter((each) => !nextOf(states[each] as (typeof states)[string]).length),
      );
      for (let before = -1; before < ending.size; ) {
        before = ending.size;
        for (const [each, state] of Object.entries(states)) {
          if (nextOf(state).some((next) => ending.has(next))) ending.add(each);
        }
      }
      expect([...ending].sort()).toEqual(Object.keys(states).sort());
    }
  });

  it('reads only what was there at the start or what every way to that state has written', () => {
    for (const [state, defined, definition] of definedAt(aslOf(name), INPUT[name])) {
      const missing = readsOf(definition).filter((field) => !defined.has(field));
      expect(missing, state).toEqual([]);
    }
  });
});

describe('the step functions', () => {
  const called = new Set(MACHINES.flatMap((name) => [...placeholdersOf(textOf(name)).values()]));

  it('are each called by a machine, but for those that routes, the clock and a failed execution call', () => {
    expect([...called, 'export', 'receive-file', 'sweep', 'execution-failed'].sort()).toEqual(
      Object.keys(STEP_FUNCTIONS).sort(),
    );
  });

  it('have a module each', () => {
    for (const file of Object.values(STEP_FUNCTIONS)) {
      expect(existsSync(new URL(`../../functions/steps/${file}`, import.meta.url)), file).toBe(true);
    }
  });

  it('are named by their placeholders, and nothing else can stand there', () => {
    const text = (name: string): string => `{"FunctionName": "$\{${name}}"}`;
    expect(substitute(text('EraseMarkFunctionArn'), (name) => name)).toBe('{"FunctionName": "erase-mark"}');
    for (const wrong of ['PolFunctionArn', 'pollFunctionArn', 'Poll', '']) {
      expect(() => substitute(text(wrong), (name) => name)).toThrow(wrong);
      expect(() => placeholdersOf(text(wrong))).toThrow('No step function');
    }
  });
});

it('the donation machine has what each fault is tried on', () => {
  expect(FAULTS.filter(([, right]) => !textOf('donation').includes(right))).toEqual([]);
});
