/** test/support/scripts.ts — the steps of an execution as a test has them: what each answers, and what each was asked. */
import type { StepFunction } from '../../functions/steps/index.ts';
import type { Machine } from './machine.ts';

/** An error that a function ends with, or (with `Lambda.`) that the Lambda service answers in its place. */
export class Failing {
  readonly error: string;
  constructor(error: string) {
    this.error = error;
  }
}
export const failing = (error: string): Failing => new Failing(error);
/** A function that does not answer until the time that its state allows is over. */
export const HANGING = Symbol('hanging');

type Payload = Readonly<Record<string, unknown>>;
export type Answer = (payload: Payload) => unknown;

export type Script = {
  readonly machine: Machine;
  readonly input: Payload;
  /** Answers one after the other, of which the last one stays; or an answer for a payload. */
  readonly steps: Readonly<Partial<Record<StepFunction, readonly unknown[] | Answer>>>;
  /** Time-outs of tasks in place of the minutes that they have. */
  readonly timeoutSeconds?: Readonly<Partial<Record<StepFunction, number>>>;
};

export type Call = { readonly step: string; readonly payload: Payload };

/** A script being played. An interpreter each: answers are used up. */
export function play({ steps }: Script) {
  const calls: Call[] = [];
  const turns = new Map<string, number>();
  return {
    calls,
    answer(step: string, payload: Payload): unknown {
      calls.push({ step, payload });
      const answers = steps[step as StepFunction];
      if (!answers) return failing(`There is no step ${step} in the script`);
      if (typeof answers === 'function') return answers(payload);
      const turn = turns.get(step) ?? 0;
      turns.set(step, turn + 1);
      return answers[Math.min(turn, answers.length - 1)];
    },
  };
}
export type Played = ReturnType<typeof play>;

/** Steps that run side by side: in a Map those of an item, behind an erasure its two branches. */
const BESIDE = new Set(['download', 'filter', 'store', 'erase-revoke', 'erase-verify']);
const isBeside = ({ step, payload }: Call): boolean => BESIDE.has(step) || 'group' in payload || 'dataType' in payload;

/** The calls in the order in which they must come: those that run side by side have none among themselves. */
export function orderOf(calls: readonly Call[]): string[] {
  const stretches: string[][] = [];
  let beside = false;
  for (const call of calls) {
    const [text, nowBeside] = [`${call.step} ${JSON.stringify(sorted(call.payload))}`, isBeside(call)];
    if (beside && nowBeside) stretches.at(-1)?.push(text);
    else stretches.push([text]);
    beside = nowBeside;
  }
  return stretches.flatMap((stretch) => stretch.sort());
}

const sorted = (payload: Payload) => Object.fromEntries(Object.entries(payload).sort(([a], [b]) => (a < b ? -1 : 1)));
