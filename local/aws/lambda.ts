/** local/aws/lambda.ts — the Lambda endpoint: invocations that wait for an answer, and those that do not. */
import { openEventQueue, type QueuedEvent } from './event-queue.ts';
import { AwsError, type BufferedService } from './service.ts';

export type InvokeOptions = { readonly timeoutSeconds?: number; readonly signal?: AbortSignal };
/** Runs a function. Rejects with the function's own error: its name and message. */
export type Invoke = (functionName: string, payload: unknown, options?: InvokeOptions) => Promise<unknown>;

/** Lambda tries an event three times in all. */
const EVENT_ATTEMPTS = 3;

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

export type LambdaOptions = {
  readonly invoke: Invoke;
  /** Where events are kept. */
  readonly folder: string;
};

export type Lambda = {
  readonly service: BufferedService;
  /** Takes up the events that were waiting or being handled when the process ended. */
  resume(): void;
  close(): void;
};

/**
 * `POST /2015-03-31/functions/{name}/invocations`.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambda({ invoke, folder }: LambdaOptions): Lambda {
  const queue = openEventQueue(folder);
  let closed = false;

  async function handle({ id, function: name, payload }: QueuedEvent): Promise<void> {
    for (let attempt = 1; attempt <= EVENT_ATTEMPTS; attempt += 1) {
      try {
        await invoke(name, JSON.parse(payload));
        break;
      } catch {
        // The function has logged why; Lambda drops an event after its last attempt.
        if (closed) return;
      }
    }
    if (!closed) queue.remove(id);
  }

  return {
    async service({ method, path, headers, body }) {
      const name = PATH.exec(path)?.[1];
      if (method !== 'POST' || !name) throw new AwsError('UnknownOperationException', 'Unknown operation', 404);
      const payload = body.length ? body.toString('utf8') : '{}';
      const parsed: unknown = JSON.parse(payload);
      if (headers['x-amz-invocation-type'] === 'Event') {
        void handle(queue.add(decodeURIComponent(name), payload));
        return { status: 202 };
      }
      return answer(invoke, decodeURIComponent(name), parsed);
    },
    resume() {
      for (const event of queue.all()) void handle(event);
    },
    close() {
      closed = true;
      queue.close();
    },
  };
}

async function answer(invoke: Invoke, name: string, payload: unknown) {
  const headers = { 'content-type': 'application/json' };
  try {
    return { status: 200, headers, body: JSON.stringify((await invoke(name, payload)) ?? null) };
  } catch (error) {
    const { name: errorType, message: errorMessage } = error as Error;
    const failed = { ...headers, 'x-amz-function-error': 'Unhandled' };
    return { status: 200, headers: failed, body: JSON.stringify({ errorType, errorMessage }) };
  }
}
