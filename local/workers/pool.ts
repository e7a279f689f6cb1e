/** local/workers/pool.ts — functions in worker threads, reused as Lambda reuses its environments. */
import { Worker } from 'node:worker_threads';
import { SECOND_MS } from '../../functions/core/clock.ts';
import type { Invoke, InvokeOptions } from '../aws/lambda.ts';
import type { Outcome } from './worker.ts';

export type PoolOptions = {
  /** Module of each function by its name, as a file URL. */
  readonly functions: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** Most workers at a time; further invocations wait. */
  readonly size: number;
};

export type Pool = { readonly invoke: Invoke; close(): Promise<void> };

const ENTRY = new URL('./worker.ts', import.meta.url);

const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** Makes a pool; workers start when they are first needed. */
export function createWorkerPool({ functions, env, size }: PoolOptions): Pool {
  const idle: Worker[] = [];
  const all = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let closed = false;
  let calls = 0;

  function start(): Worker {
    const worker = new Worker(ENTRY, { env: { ...process.env, ...env }, execArgv: [] });
    // Every failure shows in the invocation that is running; between invocations nothing is lost.
    worker.on('error', () => {});
    worker.on('exit', () => {
      all.delete(worker);
      if (idle.includes(worker)) idle.splice(idle.indexOf(worker), 1);
    });
    all.add(worker);
    worker.unref();
    return worker;
  }

  async function take(): Promise<Worker> {
    for (;;) {
      if (closed) throw failure('Lambda.Unknown', 'The service is closing');
      const worker = idle.pop() ?? (all.size < size ? start() : undefined);
      if (worker) return worker;
      await new Promise<void>((go) => waiting.push(go));
    }
  }

  /** Runs one invocation in a worker; ends the worker when the invocation has to end before its answer. */
  function runIn(worker: Worker, module: string, payload: unknown, { timeoutSeconds, signal }: InvokeOptions) {
    calls += 1;
    const id = calls;
    return new Promise<unknown>((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
        worker.off('message', answered).off('exit', crashed);
        act();
      };
      const endWith = (error: Error) => settle(() => void worker.terminate().then(() => reject(error)));
      const abort = () => endWith(failure('Lambda.Unknown', 'aborted'));
      const crashed = () => settle(() => reject(failure('Lambda.Unknown', 'The function ended without an answer')));
      const answered = (outcome: Outcome) => {
        if (outcome.id !== id) return;
        settle(() => {
          idle.push(worker);
          if ('error' in outcome) reject(failure(outcome.error.name, outcome.error.message));
          else resolve(outcome.result);
        });
      };
      const timer = timeoutSeconds
        ? setTimeout(() => endWith(failure('States.Timeout', 'timed out')), timeoutSeconds * SECOND_MS)
        : undefined;
      worker.on('message', answered).on('exit', crashed);
      if (signal?.aborted) abort();
      else signal?.addEventListener('abort', abort, { once: true });
      worker.postMessage({ id, module, payload });
    });
  }

  return {
    async invoke(name, payload, options = {}) {
      const module = functions[name];
      if (!module) throw failure('ResourceNotFoundException', `There is no function ${name}`);
      const worker = await take();
      try {
        return await runIn(worker, module, payload, options);
      } finally {
        waiting.shift()?.();
      }
    },
    async close() {
      closed = true;
      for (const go of waiting.splice(0)) go();
      await Promise.all([...all].map((worker) => worker.terminate()));
    },
  };
}
