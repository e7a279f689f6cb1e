/** functions/core/backoff.ts — how long to wait before asking a provider again. */
import { SECOND_MS } from './clock.ts';

/** Longest wait, in units: with the unit of a minute, an hour. */
const MAX_UNITS = 60;
/** Up to a tenth more, so that donations made together do not ask together. */
const JITTER = 0.1;

/**
 * 1, 2, 4 … 60 units, with jitter; never less than the provider asked for.
 * @param attempts how often it was asked already
 * @param unitSeconds a minute in production, a second on one machine
 * @param random 0 ≤ r < 1
 * @returns milliseconds
 */
export function backoff(attempts: number, unitSeconds: number, random: number, retryAfterSeconds = 0): number {
  const units = Math.min(2 ** Math.min(attempts, 6), MAX_UNITS);
  const seconds = units * unitSeconds * (1 + JITTER * random);
  return Math.ceil(Math.max(seconds, retryAfterSeconds) * SECOND_MS);
}
