/** local/workers/worker.ts — the inside of a worker thread: runs one invocation at a time. */
import { parentPort } from 'node:worker_threads';

export type Invocation = { readonly id: number; readonly module: string; readonly payload: unknown };
export type Outcome =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } };

type Handler = (event: unknown, context: object) => Promise<unknown>;

parentPort?.on('message', async ({ id, module, payload }: Invocation) => {
  parentPort?.postMessage(await outcome(id, module, payload));
});

async function outcome(id: number, module: string, payload: unknown): Promise<Outcome> {
  try {
    const { handler } = (await import(module)) as { handler: Handler };
    return { id, result: await handler(payload, {}) };
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error('unknown');
    return { id, error: { name, message } };
  }
}
