/** functions/providers/tiktok/time.ts — the times in TikTok's exports. */

/** `2024-01-02 10:00:00`, in UTC, which some lists say and most do not. */
const TIME = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.\d+)? ?(?:UTC|Z)?$/i;

/** @returns milliseconds since the epoch; null where the text is no time that exists */
export function parseTime(value: unknown): number | null {
  const parts = typeof value === 'string' ? TIME.exec(value.trim()) : null;
  if (!parts) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  // Date.UTC reads years below 100 as those of the 20th century.
  if (year < 1000 || hour > 23 || minute > 59 || second > 59) return null;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return midnight + ((hour * 60 + minute) * 60 + second) * 1000;
}
