/** test/bench/arrivals.ts — calls at a fixed rate, whether or not the earlier ones have been answered. */
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of the calls of one kind. */
export type Measured = {
  readonly name: string;
  /** Milliseconds from when a call was due to its answer: a service that stalls is not spared the calls in between. */
  readonly latencies: number[];
  /** By status or error code. */
  readonly errors: Map<string, number>;
  /** How long the calls were due for, seconds. */
  readonly seconds: number;
};

/** @param call answers the HTTP status @param perSecond how many calls are due a second */
export async function arrive(
  name: string,
  perSecond: number,
  seconds: number,
  call: (n: number) => Promise<number>,
): Promise<Measured> {
  const measured: Measured = { name, latencies: [], errors: new Map(), seconds };
  const began = performance.now();
  const running: Promise<void>[] = [];
  for (let n = 0; n < perSecond * seconds; n += 1) {
    const due = began + (n * 1000) / perSecond;
    const wait = due - performance.now();
    if (wait > 0) await sleep(wait);
    running.push(note(measured, due, () => call(n)));
  }
  await Promise.all(running);
  return measured;
}

async function note({ latencies, errors }: Measured, due: number, call: () => Promise<number>): Promise<void> {
  let problem: string | undefined;
  try {
    const status = await call();
    if (status !== 200) problem = String(status);
  } catch (error) {
    problem = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code ?? (error as Error).name;
  }
  latencies.push(performance.now() - due);
  if (problem) errors.set(problem, (errors.get(problem) ?? 0) + 1);
}

/** @param share 0.5 for the median */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
