/** functions/api/idempotently.ts — a POST that may be repeated. */
import { AppError } from '../core/errors.ts';
import type { Answer } from '../http/answer.ts';
import { toProblem } from '../http/problem.ts';
import { claim } from '../store/idempotency.ts';

const KEY = /^[\x21-\x7e]{1,200}$/;

/**
 * Makes something once for a key, and gives the same 201 again for 24 hours.
 * @param key of the Idempotency-Key header; absent = made anew each time
 * @throws AppError `invalid` for a key that is none; `idempotency_conflict` for another body
 */
export async function idempotently(
  scope: string,
  key: string | undefined,
  input: unknown,
  now: number,
  make: () => Promise<object>,
): Promise<Answer> {
  if (key === undefined) return { status: 201, body: await make() };
  if (!KEY.test(key)) {
    const message = 'Expected 1 to 200 visible ASCII characters.';
    throw new AppError('invalid', { errors: { 'Idempotency-Key': [message] } });
  }
  const claimed = await claim(scope, key, JSON.stringify(input), now);
  if (claimed.outcome === 'conflict') throw new AppError('idempotency_conflict');
  if (claimed.outcome === 'running') {
    const detail = 'The first call with this key is still running. Try again in a second.';
    return toProblem(new AppError('idempotency_conflict', { detail }), { 'retry-after': '1' });
  }
  if (claimed.outcome === 'replay') return { status: 201, body: JSON.parse(claimed.answer) as object };
  try {
    const body = await make();
    await claimed.keep(JSON.stringify(body));
    return { status: 201, body };
  } catch (error) {
    // What failed was not made: the key is free for a corrected call.
    await claimed.release();
    throw error;
  }
}
