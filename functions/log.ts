/** functions/log.ts — structured logs: ids, codes and counts; never a token, a URL, a title or a row. */
import { Logger } from '@aws-lambda-powertools/logger';

export const logger = new Logger({ serviceName: 'datagift' });

/**
 * What may be logged of an unexpected error: its name, its code and where it happened. Messages stay out, for
 * libraries put URLs, bodies and values into them.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: typeof error };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    error: error.name,
    ...code,
    at: frames.slice(0, 5).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
