/** functions/core/period.ts — the study period, and what it lets through. */
import { DAY_MS } from './clock.ts';
import { AppError } from './errors.ts';

/** Whole UTC days, both included; an absent bound is open. */
export type Period = { readonly start?: string; readonly end?: string };

/** Half-open interval in milliseconds since the epoch, UTC: `from <= t < until`. */
export type Interval = { readonly from: number; readonly until: number };

/**
 * Turns a period into the interval that rows are tested against.
 * @throws AppError `invalid` (field `data_end_date`) when the end lies before the start
 */
export function toInterval({ start, end }: Period): Interval {
  const from = start ? Date.parse(`${start}T00:00:00Z`) : Number.NEGATIVE_INFINITY;
  const until = end ? Date.parse(`${end}T00:00:00Z`) + DAY_MS : Number.POSITIVE_INFINITY;
  if (until <= from) {
    throw new AppError('invalid', { errors: { data_end_date: ['The end lies before the start (data_start_date).'] } });
  }
  return { from, until };
}

/** The interval of days that may be given or not; undefined where none is. */
export const intervalOfDays = (start: string | undefined, end: string | undefined): Interval | undefined =>
  start || end ? toInterval({ ...(start && { start }), ...(end && { end }) }) : undefined;

/** @param time milliseconds since the epoch, UTC */
export const contains = ({ from, until }: Interval, time: number): boolean => time >= from && time < until;
