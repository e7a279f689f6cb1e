/** functions/core/adoption.ts — whether an export that was asked for earlier covers this donation. */
import type { Interval } from './period.ts';

/**
 * An export covers us when it starts no later than our period and reaches the end of our period, or the moment of
 * this consent where the period is still open then.
 * @param consentedAt milliseconds since the epoch
 */
export function covers(
  exported: { readonly startTime?: string; readonly exportTime?: string },
  interval: Interval,
  consentedAt: number,
): boolean {
  const startsInTime = !exported.startTime || Date.parse(exported.startTime) <= interval.from;
  const reaches =
    exported.exportTime !== undefined && Date.parse(exported.exportTime) >= Math.min(interval.until, consentedAt);
  return startsInTime && reaches;
}
