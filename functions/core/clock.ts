/** functions/core/clock.ts — time as a dependency, so that tests can turn it. */

/** @returns milliseconds since the epoch, UTC */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** @param time milliseconds since the epoch @returns RFC 3339, UTC, with milliseconds */
export const toTimestamp = (time: number): string => new Date(time).toISOString();
