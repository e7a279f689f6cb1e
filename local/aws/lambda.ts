/** local/aws/lambda.ts — the Lambda endpoint: invocations that wait for an answer, and those that do not. */
import { AwsError, type BufferedService } from './service.ts';

export type InvokeOptions = { readonly timeoutSeconds?: number; readonly signal?: AbortSignal };
/** Runs a function. Rejects with the function's own error: its name and message. */
export type Invoke = (functionName: string, payload: unknown, options?: InvokeOptions) => Promise<unknown>;

/** Lambda tries an event three times in all. */
const EVENT_ATTEMPTS = 3;

const PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/**
 * `POST /2015-03-31/functions/{name}/invocations`.
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function createLambda({ invoke }: { readonly invoke: Invoke }): BufferedService {
  return async ({ method, path, headers, body }) => {
    const name = PATH.exec(path)?.[1];
    if (method !== 'POST' || !name) throw new AwsError('UnknownOperationException', 'Unknown operation', 404);
    const payload: unknown = body.length ? JSON.parse(body.toString('utf8')) : {};
    if (headers['x-amz-invocation-type'] === 'Event') {
      void inBackground(invoke, decodeURIComponent(name), payload);
      return { status: 202 };
    }
    return answer(invoke, decodeURIComponent(name), payload);
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

async function inBackground(invoke: Invoke, name: string, payload: unknown): Promise<void> {
  for (let attempt = 1; attempt <= EVENT_ATTEMPTS; attempt += 1) {
    try {
      await invoke(name, payload);
      return;
    } catch {
      // The function has logged why; Lambda drops an event after its last attempt.
    }
  }
}
